"""Routes of what verifiers of badges ask a tenant for: who it is, its keys, and what it revoked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...actions import credentials, signing_keys
from ...actions.visits import tenant_of
from ...domain import credential
from ...domain.credential import CONTEXT, Addresses
from ...domain.tenant import Tenant
from ...watch.work import know
from ...wiring import TenantTable, wiring
from .. import wire
from ..blueprint import SECURITY, Face, View, query
from ..call import Answer, Endpoint
from ..sheep.dialect import Sheep

JWKS = "application/jwk-set+json"
JWK = "application/jwk+json"
JWT = "application/jwt"
# Five minutes: so long a revocation and a withdrawn key may go unnoticed.
KEPT = {"Cache-Control": "public, max-age=300"}


@dataclass(frozen=True)
class Asked:
    """A tenant, asked by somebody who checks a badge."""

    table: TenantTable
    tenant: Tenant
    addresses: Addresses
    now: datetime


class Issuer(Face):
    """The same answers for everybody, from whatever page they ask."""

    headers: Mapping[str, str] = {**SECURITY, "Access-Control-Allow-Origin": "*"}

    def __init__(self) -> None:
        super().__init__(Sheep("public"))

    def page(self, path: str, *, summary: str, media: str) -> Callable[[View], View]:
        """Declare a route under the tenant's public path."""
        return self.endpoint("GET", f"/api/v1/public/{{flock}}{path}", who=None, summary=summary, media=media)

    def _asked(
        self,
        endpoint: Endpoint,
        view: View,
        request: dict[str, Any],
        headers: dict[str, str],
        parameters: dict[str, str],
    ) -> Answer:
        query(endpoint, request)
        wired, slug = wiring(), parameters.pop("flock")
        table = wired.table.of(slug)
        tenant = tenant_of(table)
        know(tenant=tenant.slug)
        addresses = Addresses(wired.settings.base_url, tenant.slug)
        answer: Answer = view(Asked(table, tenant, addresses, wired.clock()), **parameters)
        return answer


face = Issuer()


@face.page("/issuer", summary="Who gives the badges: the tenant's profile.", media="application/json")
def public_issuer(asked: Asked) -> Answer:
    profile = {"@context": CONTEXT, **credential.issuer(asked.tenant, asked.addresses)}
    return _kept(wire.dumps(profile), "application/json")


@face.page("/jwks", summary="The public keys of all badges that are good (RFC 7517).", media=JWKS)
def public_jwks(asked: Asked) -> Answer:
    kept = signing_keys.listed(asked.table, consistent=False)
    keys = [key.jwk(asked.addresses.key(key.uid)) for key in (kept.keys if kept else ())]
    return _kept(wire.dumps({"keys": keys}), JWKS)


@face.page("/key/{uid}", summary="The public key that a badge names.", media=JWK)
def public_key(asked: Asked, uid: str) -> Answer:
    key = signing_keys.get(asked.table, uid)
    return _kept(wire.dumps(dict(key.jwk(asked.addresses.key(key.uid)))), JWK)


@face.page(
    "/status/{uid}/{shard}", summary="Which badges of a month are revoked, as a list of bits.", media=JWT
)
def public_status(asked: Asked, uid: str, shard: str) -> Answer:
    token = credentials.status(asked.table, asked.tenant, asked.addresses, uid, shard, now=asked.now)
    return _kept(token, JWT)


def _kept(text: str, media: str) -> Answer:
    return Answer(text, 200, {"Content-Type": media, **KEPT})
