"""Badges before validators that are not ours, which know nothing but what is served: openbadgeslib and PyJWT."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3 import IdentityObject, OB3VerificationError, OB3Verifier, OpenBadgeCredential
from openbadgeslib.verify import verify_badge

from sandbox.clock import Clock
from sandbox.server import Server
from tests.asking import Club
from tests.secretary import Secretary


@pytest.fixture
def clock() -> Clock:
    """Validators judge by the hour that it is."""
    return Clock(frozen=True, start=datetime.now(UTC))


@pytest.fixture
def club(office: Secretary) -> Iterator[Club]:
    """Reached over HTTP, at an address that stands in what it signs."""

    def nothing() -> None:
        raise AssertionError("these tests look at no page and restart nothing")

    served = Server(office.club.house, port=0, state=nothing, restart=nothing)  # type: ignore[arg-type]
    office.club.house.rebase(f"http://127.0.0.1:{served.port}")
    served.start()
    yield office.club
    served.stop()


def fetched(address: str) -> bytes:
    with urlopen(address, timeout=10) as answer:
        body: bytes = answer.read()
    return body


def badge(club: Club, work: Any, form: str = "jwt") -> bytes:
    public = f"{club.house.settings.base_url}/api/v1/public/{club.tenant}"
    return fetched(f"{public}/achievement/{work['uid']}/credential/?format={form}")


def key_of(token: str) -> bytes:
    """The key that a token names, from where it says that it stands (Open Badges 3.0, 8.2.4)."""
    address = jwt.get_unverified_header(token)["kid"]
    public = jwt.PyJWK(json.loads(fetched(address))).key
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def validated(token: str) -> OpenBadgeCredential:
    """Signature, claims, structure, time, and the signed list of what was revoked."""
    return OB3Verifier(key_of(token)).verify(
        token, check_status=True, verify_status_list=True, download=fetched
    )


def test_a_badge_is_valid(club: Club) -> None:
    found = validated(badge(club, club.finished()).decode())

    assert (found.achievement.name, found.issuer.name) == ("Badge 3", "Example Gymnastics & Canoe Club")
    assert len(found.identifiers) == 2


def test_a_badge_proves_its_address_to_who_knows_it(club: Club) -> None:
    found = validated(badge(club, club.finished()).decode())

    _, kept = found.identifiers
    assert kept == IdentityObject.create("ada@example.org", salt=kept.salt)
    assert kept != IdentityObject.create("bob@example.org", salt=kept.salt)


def test_a_badge_in_a_picture_is_valid(club: Club) -> None:
    work = club.finished()
    key = key_of(badge(club, work).decode())

    found = verify_badge(badge(club, work, "svg"), "3", pubkey_pem=key, check_status=True, download=fetched)

    assert (found.valid, found.trusted, found.reason) == (True, True, None)


def test_a_badge_with_a_word_changed_is_not_valid(club: Club) -> None:
    token = badge(club, club.finished()).decode()
    head, body, signature = token.split(".")
    other = body[:200] + ("A" if body[200] != "A" else "B") + body[201:]

    with pytest.raises(OB3VerificationError):
        OB3Verifier(key_of(token)).verify(f"{head}.{other}.{signature}")


def test_a_badge_is_seen_to_be_revoked(club: Club) -> None:
    work = club.finished()
    token = badge(club, work).decode()
    validated(token)

    club.done(f"achievement/{work['uid']}/reopen/")

    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        validated(token)


def test_a_badge_is_valid_and_seen_to_be_revoked_after_its_key_was_replaced(club: Club) -> None:
    first, second = club.finished(), club.finished()
    old = [badge(club, work).decode() for work in (first, second)]

    club.made("signing_key/", None)
    club.done(f"achievement/{second['uid']}/reopen/")

    new = badge(club, first).decode()
    assert key_of(new) != key_of(old[0])
    assert validated(old[0]).id == validated(new).id
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        validated(old[1])


def test_a_badge_of_a_key_that_was_withdrawn_finds_no_key(club: Club) -> None:
    token = badge(club, club.finished()).decode()
    (key,) = club.got("signing_key/")["results"]
    known = key_of(token)
    club.ask("DELETE", f"signing_key/{key['uid']}/")

    with pytest.raises(OSError, match="404"):
        key_of(token)
    with pytest.raises(OB3VerificationError, match="could not fetch status list"):
        OB3Verifier(known).verify(token, check_status=True, download=fetched)


def test_a_generic_library_checks_it_by_the_set_of_keys(club: Club) -> None:
    tokens = [badge(club, club.finished()).decode()]
    club.made("signing_key/", None)
    tokens.append(badge(club, club.finished()).decode())
    keys = jwt.PyJWKClient(f"{club.house.settings.base_url}/api/v1/public/{club.tenant}/jwks")

    said = [jwt.decode(token, keys.get_signing_key_from_jwt(token), algorithms=["RS256"]) for token in tokens]

    assert [one["name"] for one in said] == ["Badge 3", "Badge 3"]
