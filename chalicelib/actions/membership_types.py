"""What is done with membership types: the rules that a tenant sells memberships under."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.kept_memberships import KeptMembershipType
from ..domain.refusals import Conflict
from ..store import keys, lists
from ..store.lists import Shelf
from ..store.memberships import MEMBERSHIP_TYPES, MEMBERSHIPS
from ..store.table import TenantTable
from . import plain
from .listing import Asked, Listed, records

Changes = Callable[[KeptMembershipType], Mapping[str, Any]]


def add(table: TenantTable, kind: KeptMembershipType) -> KeptMembershipType:
    return plain.add(table, MEMBERSHIP_TYPES, kind, check=lambda new: None)


def change(table: TenantTable, uid: str, changes: Changes, *, at: datetime) -> KeptMembershipType:
    """Change what `changes` says of the type as it stands; memberships keep the rules they started under."""

    def once() -> KeptMembershipType:
        before = MEMBERSHIP_TYPES.load(table, uid)
        after = replace(before, **changes(before), last_updated=at)
        table.put(MEMBERSHIP_TYPES.changed(table.tenant, after))
        return after

    return table.decided(once)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Remove a type that no membership is of: their renewals would have no rules."""
    kind = MEMBERSHIP_TYPES.load(table, uid)
    shelf = Shelf("subject", keys.subject_pk(table.tenant, kind.uid, MEMBERSHIPS.name))
    if lists.page(table, shelf, skip=0, size=1, after=None, now=at).total:
        raise Conflict("There are memberships of this type.")
    plain.remove(table, MEMBERSHIP_TYPES, uid, at=at)


def get(table: TenantTable, uid: str) -> KeptMembershipType:
    return MEMBERSHIP_TYPES.load(table, uid)


def listed(
    table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]
) -> Listed[KeptMembershipType]:
    return records(table, MEMBERSHIP_TYPES, asked, now=now, facets=facets)
