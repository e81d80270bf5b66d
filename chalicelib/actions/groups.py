"""What is done with groups: classes and teams of contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..domain.contact import Group
from ..domain.refusals import Contradiction, NotFound
from ..store.contacts import CONTACTS, GROUPS
from ..store.table import TenantTable
from . import plain
from .listing import Asked, Listed, records


def add(table: TenantTable, group: Group) -> Group:
    group.check()
    return plain.add(table, GROUPS, group, check=lambda new: _check_people(table, _people(new)))


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Group:
    """Who joins must exist; who was in it already may be gone."""

    def joining(before: Group, after: Group) -> None:
        _check_people(table, [uid for uid in _people(after) if uid not in _people(before)])

    return plain.change(table, GROUPS, uid, changes, at=at, check=Group.check, compare=joining)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    plain.remove(table, GROUPS, uid, at=at)


def get(table: TenantTable, uid: str) -> Group:
    return GROUPS.load(table, uid)


def listed(table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]) -> Listed[Group]:
    return records(table, GROUPS, asked, now=now, facets=facets)


def _people(group: Group) -> list[str]:
    return list(dict.fromkeys((*group.members, *group.coaches)))


def _check_people(table: TenantTable, people: Sequence[str]) -> None:
    found = CONTACTS.find_many(table, people, consistent=True)
    if len(found) < len(people):
        raise NotFound("A member or coach does not exist.")
    if any(contact.resource != "person" for contact in found.values()):
        raise Contradiction("Members and coaches are people.", {"members": "not a person"})
