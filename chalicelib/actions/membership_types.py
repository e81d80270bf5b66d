"""What is done with membership types: the rules that a tenant sells memberships under."""

from collections.abc import Mapping
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


def add(table: TenantTable, kind: KeptMembershipType) -> KeptMembershipType:
    return plain.add(table, MEMBERSHIP_TYPES, kind, check=lambda new: None)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> KeptMembershipType:
    """Change the fields that are given; memberships keep the rules that they started under."""
    return plain.change(table, MEMBERSHIP_TYPES, uid, changes, at=at, check=lambda new: None)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Remove a type that no membership is of: their renewals would have no rules."""
    kind = MEMBERSHIP_TYPES.load(table, uid)
    shelf = Shelf("subject", keys.subject_pk(table.tenant, kind.uid, MEMBERSHIPS.name))
    if lists.page(table, shelf, number=1, size=1, after=None, now=at).total:
        raise Conflict("There are memberships of this type.")
    plain.remove(table, MEMBERSHIP_TYPES, uid, at=at)


def get(table: TenantTable, uid: str) -> KeptMembershipType:
    return MEMBERSHIP_TYPES.load(table, uid)


def listed(
    table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]
) -> Listed[KeptMembershipType]:
    return records(table, MEMBERSHIP_TYPES, asked, now=now, facets=facets)
