"""What is done with groups: classes and teams of contacts.

Each coach has a pointer to its group, so that who signs in finds the registers it keeps. It is written with
the group and taken away after it: one that is left over leads to a group that names no such coach.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.contact import Group
from ..domain.refusals import Contradiction, NotFound
from ..store import keys, session_keys
from ..store.conditions import Where
from ..store.contacts import CONTACTS, GROUPS
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Delete, Put
from . import plain
from .listing import Asked, Listed, records


def add(table: TenantTable, group: Group) -> Group:
    """Adding the same uid again (a repeated request) gives what stands already."""
    group.check()
    _check_people(table, _people(group))
    try:
        _write(table, GROUPS.new(table.tenant, group), _pointers(table.tenant, group, group.coaches))
    except ConditionFailed:
        return GROUPS.load(table, group.uid)
    return group


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Group:
    """Who joins must exist; who was in it already may be gone."""

    def decide() -> Group:
        before = GROUPS.load(table, uid)
        after = replace(before, **changes, last_updated=at)
        after.check()
        _check_people(table, [one for one in _people(after) if one not in _people(before)])
        came = [one for one in after.coaches if one not in before.coaches]
        _write(table, GROUPS.changed(table.tenant, after), _pointers(table.tenant, after, came))
        _forget(table, uid, [one for one in before.coaches if one not in after.coaches])
        return after

    return table.decided(decide)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    coaches = GROUPS.load(table, uid).coaches
    plain.remove(table, GROUPS, uid, at=at)
    _forget(table, uid, coaches)


def coached(table: TenantTable, contact: str) -> list[str]:
    """The groups that this contact has a pointer to, as one of their coaches."""
    where = Where("pk").eq(keys.contact(table.tenant, contact).pk) & Where("sk").begins_with("COACH#")
    return [item["group"] for item in table.page(None, where, consistent=True).items]


def of_coaches(table: TenantTable, uids: Sequence[str], coaches: Iterable[str]) -> list[Group]:
    """Those of these groups that any of these coaches, by their names."""
    wanted = set(coaches)
    found = GROUPS.find_many(table, uids).values()
    return sorted((one for one in found if wanted & {*one.coaches}), key=lambda one: (one.name, one.uid))


def get(table: TenantTable, uid: str) -> Group:
    return GROUPS.load(table, uid)


def listed(table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]) -> Listed[Group]:
    return records(table, GROUPS, asked, now=now, facets=facets)


def _pointers(t: str, group: Group, coaches: Iterable[str]) -> list[Put]:
    """Whatever stood there said the same."""
    return [Put(session_keys.coached(t, one, group.uid), {"group": group.uid}, None) for one in coaches]


def _write(table: TenantTable, record: Put, pointers: Sequence[Put]) -> None:
    if pointers:
        table.transact(writes(record, pointers))
    else:
        table.put(record)


def _forget(table: TenantTable, uid: str, coaches: Iterable[str]) -> None:
    for coach in coaches:
        table.delete(Delete(session_keys.coached(table.tenant, coach, uid)))


def _people(group: Group) -> list[str]:
    return list(dict.fromkeys((*group.members, *group.coaches)))


def _check_people(table: TenantTable, people: Sequence[str]) -> None:
    found = CONTACTS.find_many(table, people, consistent=True)
    if len(found) < len(people):
        raise NotFound("A member or coach does not exist.")
    if any(contact.resource != "person" for contact in found.values()):
        raise Contradiction("Members and coaches are people.", {"members": "not a person"})
