"""What is done with groups: classes and teams of contacts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.contact import Group
from ..domain.refusals import Contradiction, NotFound
from ..store.nouns import CONTACTS, GROUPS
from ..store.table import TenantTable
from . import plain
from .listing import Asked, Listed, records


def add(table: TenantTable, group: Group) -> Group:
    return plain.add(table, GROUPS, group, check=lambda new: _check_people(table, new))


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Group:
    return plain.change(table, GROUPS, uid, changes, at=at, check=lambda new: _check(table, new, changes))


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    plain.remove(table, GROUPS, uid, at=at)


def get(table: TenantTable, uid: str) -> Group:
    return GROUPS.load(table, uid)


def listed(table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]) -> Listed[Group]:
    return records(table, GROUPS, asked, now=now, facets=facets)


def _check(table: TenantTable, group: Group, changes: Mapping[str, Any]) -> None:
    group.check()
    if changes.keys() & {"members", "coaches"}:
        _check_people(table, group)


def _check_people(table: TenantTable, group: Group) -> None:
    group.check()
    people = tuple(dict.fromkeys((*group.members, *group.coaches)))
    found = CONTACTS.find_many(table, people, consistent=True)
    if len(found) < len(people):
        raise NotFound("A member or coach does not exist.")
    if any(contact.resource != "person" for contact in found.values()):
        raise Contradiction("Members and coaches are people.", {"members": "not a person"})
