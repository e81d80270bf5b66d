"""What is done with API keys: issue, show, rotate, revoke."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from ..domain import api_key
from ..domain.api_key import ApiKey, Role
from ..domain.refusals import Conflict, Invalid, NotFound
from ..store.api_keys import API_KEYS
from ..store.contacts import CONTACTS
from ..store.table import ConditionFailed, TenantTable
from . import tenants
from .listing import Asked, Listed, records

OVERLAP = timedelta(hours=24)


class Letters(Protocol):
    def letters(self, length: int) -> str: ...


@dataclass(frozen=True)
class Issued:
    """A new key and, this once, its text."""

    key: ApiKey
    text: str


def issue(
    table: TenantTable,
    role: Role,
    *,
    ids: Letters,
    at: datetime,
    contact: str | None = None,
    resource: str | None = None,
    label: str | None = None,
    expires: datetime | None = None,
) -> Issued:
    """A new key. A member's must be bound to a contact (of `resource`, where the caller says which)."""
    if role == "member" and contact is None:
        raise Invalid("A member's key needs a contact.", {"contact": "required for the role member"})
    if expires is not None and expires <= at:
        raise Invalid("The key would have expired already.", {"expires": "not in the future"})
    bound = CONTACTS.load(table, contact) if contact else None
    if bound and resource and bound.resource != resource:
        raise NotFound(f"There is no such {resource}.")
    key_id, secret = ids.letters(12), ids.letters(32)
    text = api_key.mint(key_id, secret)
    key = ApiKey(
        uid=key_id.encode().hex(),
        key_id=key_id,
        digest=api_key.digest(text),
        tenant=table.tenant,
        tenant_secret=tenants.get(table).secret,
        role=role,
        contact=contact,
        contact_resource=bound.resource if bound else None,
        label=label,
        created=at,
        last_updated=at,
        expires=expires,
    )
    try:
        table.put(API_KEYS.new(table.tenant, key))
    except ConditionFailed:
        return Issued(get(table, key.uid), text)
    return Issued(key, text)


def get(table: TenantTable, uid: str) -> ApiKey:
    key = API_KEYS.load(table, uid)
    if key.tenant != table.tenant:
        raise NotFound("There is no such api key.")
    return key


def listed(table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]) -> Listed[ApiKey]:
    return records(table, API_KEYS, asked, now=now, facets=facets)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> ApiKey:
    def decide() -> ApiKey:
        key = replace(get(table, uid), **changes, last_updated=at)
        table.put(API_KEYS.changed(table.tenant, key))
        return key

    return table.decided(decide)


def revoke(table: TenantTable, uid: str, *, at: datetime) -> ApiKey:
    """From the next request on it opens nothing; twice is as once."""

    def decide() -> ApiKey:
        key = get(table, uid)
        if key.revoked is None:
            key.revoked = key.last_updated = at
            table.put(API_KEYS.changed(table.tenant, key))
        return key

    return table.decided(decide)


def rotate(
    table: TenantTable, uid: str, *, ids: Letters, at: datetime, overlap: timedelta = OVERLAP
) -> Issued:
    """A new key like this one; the old one goes on for `overlap`, so that clients can change over."""
    old = get(table, uid)
    if old.revoked:
        raise Conflict("A revoked key is not rotated.")
    new = issue(table, old.role, ids=ids, at=at, contact=old.contact, label=old.label, expires=None)
    until = min(old.expires or at + overlap, at + overlap)
    change(table, uid, {"expires": until}, at=at)
    return new
