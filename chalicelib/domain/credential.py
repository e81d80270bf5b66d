"""A finished achievement as an Open Badges 3.0 credential, and what its verifiers ask for beside it.

The words and shapes are those of 1EdTech's specification (Open Badges 3.0) and of the W3C's (Verifiable
Credentials 2.0, Bitstring Status List 1.0). All of it follows from what is kept: asked twice it is the same.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from .achievement import Achievement
from .ids import as_uuid
from .status_list import Place
from .tenant import Tenant

W3C = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0"
CONTEXT = [W3C, f"{OB}/context-3.0.3.json", f"{OB}/extensions.json"]
SCHEMA = {
    "id": f"{OB}/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
# A list is good for a day: an old copy shall not bring back what was revoked.
LIST_LIFE = timedelta(days=1)
# How long a verifier may go on with the list that it has, in milliseconds.
LIST_KEPT = 300_000
# Of the steps in the criteria; names may be long, and there may be a hundred.
LONGEST_STORY = 2_000


@dataclass(frozen=True)
class Addresses:
    """Where a tenant's public things stand; they are names in what is signed, so that they must not move."""

    base_url: str
    tenant: str

    @property
    def here(self) -> str:
        return f"{self.base_url}/api/v1/public/{self.tenant}"

    @property
    def issuer(self) -> str:
        return f"{self.here}/issuer"

    @property
    def keys(self) -> str:
        return f"{self.here}/jwks"

    def key(self, uid: str) -> str:
        return f"{self.here}/key/{uid}"

    def status(self, key: str, shard: str) -> str:
        """A list names the key that signs it: who has a badge's key can check its list by the same one."""
        return f"{self.here}/status/{key}/{shard}"


@dataclass(frozen=True)
class Recipient:
    """`name` follows the tenant's policy for names on papers; of addresses only digests are said."""

    name: str
    addresses: tuple[str, ...]


def issuer(tenant: Tenant, addresses: Addresses) -> dict[str, Any]:
    """The tenant's profile."""
    profile: dict[str, Any] = {"id": addresses.issuer, "type": ["Profile"], "name": tenant.name}
    if tenant.website:
        profile["url"] = tenant.website
    if tenant.reply_to:
        profile["email"] = tenant.reply_to
    if tenant.logo:
        profile["image"] = {"id": tenant.logo, "type": "Image"}
    return profile


def badge(
    achievement: Achievement,
    recipient: Recipient,
    tenant: Tenant,
    addresses: Addresses,
    *,
    key: str,
    description: str | None,
) -> dict[str, Any]:
    """The claims to be signed with this key: the credential, and what a JWT says of itself.

    Of an achievement that is finished and has its place in a list. It has no evidence: notes and proofs of
    steps are between coach and member.
    """
    assert achievement.finished_date is not None and achievement.credential is not None
    of_turn = ("credential", achievement.uid, str(achievement.turns))
    said = {
        "@context": CONTEXT,
        "id": _urn(tenant, *of_turn),
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": achievement.name,
        "issuer": issuer(tenant, addresses),
        "validFrom": _moment(achievement.finished_date),
        "awardedDate": _moment(achievement.finished_date),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": list(_identity(recipient, _salt(tenant, *of_turn))),
            "achievement": _achievement(achievement, tenant, description),
        },
        "credentialSchema": [SCHEMA],
        "credentialStatus": _status(Place.read(achievement.credential), key, addresses),
    }
    return _claims(said, achievement.finished_date)


def status_list(
    shard: str, encoded: str, tenant: Tenant, addresses: Addresses, *, key: str, now: datetime
) -> dict[str, Any]:
    """The claims of a list, as of the full hour."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    here = addresses.status(key, shard)
    said = {
        "@context": [W3C],
        "id": here,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": addresses.issuer, "name": tenant.name},
        "validFrom": _moment(hour),
        "validUntil": _moment(hour + LIST_LIFE),
        "credentialSubject": {
            "id": f"{here}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
            "ttl": LIST_KEPT,
        },
    }
    return {**_claims(said, hour), "exp": int((hour + LIST_LIFE).timestamp())}


def _achievement(achievement: Achievement, tenant: Tenant, description: str | None) -> dict[str, Any]:
    story = f"All steps completed: {'; '.join(achievement.steps)}"
    return {
        "id": _urn(tenant, "achievement type", achievement.type),
        "type": ["Achievement"],
        "achievementType": "Achievement",
        "name": achievement.name,
        "description": description or achievement.name,
        "criteria": {"narrative": story if len(story) <= LONGEST_STORY else f"{story[:LONGEST_STORY]}…"},
    }


def _identity(recipient: Recipient, salt: str) -> Iterator[dict[str, Any]]:
    """The name as people read it; addresses as digests that prove only what one knows already."""
    yield {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": recipient.name,
        "identityType": "name",
    }
    for address in recipient.addresses:
        digest = hashlib.sha256(f"{address.lower()}{salt}".encode()).hexdigest()
        yield {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": f"sha256${digest}",
            "identityType": "emailAddress",
            "salt": salt,
        }


def _status(where: Place, key: str, addresses: Addresses) -> dict[str, Any]:
    found = addresses.status(key, where.shard)
    return {
        "id": f"{found}#{where.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(where.index),
        "statusListCredential": found,
    }


def _claims(said: dict[str, Any], since: datetime) -> dict[str, Any]:
    """With the claims that every JWT of this kind has (Open Badges 3.0, 8.2.4.1). There is no `sub`: a
    subject without an id."""
    return {**said, "iss": said["issuer"]["id"], "jti": said["id"], "nbf": int(since.timestamp())}


def _urn(tenant: Tenant, *of: str) -> str:
    """A name for good that leads nowhere and that nobody can tell from a uid."""
    return f"urn:uuid:{as_uuid(_digest(tenant, *of)[:32])}"


def _salt(tenant: Tenant, *of: str) -> str:
    return _digest(tenant, "salt", *of)[:32]


def _digest(tenant: Tenant, *of: str) -> str:
    said = "\n".join(("badge", tenant.slug, *of)).encode()
    return hmac.new(tenant.secret.encode(), said, hashlib.sha256).hexdigest()


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
