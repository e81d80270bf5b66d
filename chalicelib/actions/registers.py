"""A group's register: who keeps it, and how far its members are.

Members are read by batches, and the achievements of those on one page by the index of owners: a group of
500 costs five reads more than one of five.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain import register
from ..domain.achievement import Achievement, StepMark
from ..domain.achievement_type import AchievementType
from ..domain.contact import Contact, Group
from ..domain.refusals import NotFound
from ..domain.register import MEMBERS_SHOWN
from ..store.achievements import ACHIEVEMENT_TYPES, ACHIEVEMENTS, rows_of, uid_in
from ..store.contacts import CONTACTS, GROUPS
from ..store.table import TenantTable
from . import groups
from .signing_in import Person


@dataclass(frozen=True)
class Seat:
    """One member, with the newest achievement of the type that it has."""

    contact: Contact
    achievement: Achievement | None


@dataclass(frozen=True)
class Sheet:
    """One page of the members, by name."""

    people: tuple[Contact, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class InUse:
    """A type that members on a page have: how many are at it, and how many are through."""

    kind: AchievementType
    running: int
    finished: int


def is_staff(person: Person) -> bool:
    """Coaches of the tenant stand in for each other (decision 0014); one whom only a group names does not."""
    return any(one.role != "member" for one in person.contacts)


def kept_by(table: TenantTable, person: Person, uid: str) -> Group:
    """The group whose register this person keeps; for anybody else there is none."""
    group = GROUPS.find(table, uid)
    own = {one.uid for one in person.contacts}
    if group is None or not (is_staff(person) or own & {*group.coaches}):
        raise NotFound("There is no such group.")
    return group


def own_groups(table: TenantTable, person: Person, *, most: int | None = None) -> list[Group]:
    return groups.of_coaches(table, person.groups[:most], [one.uid for one in person.contacts])


def open_to(table: TenantTable, person: Person, uid: str) -> Achievement:
    """An achievement whose steps this person may mark: staff anybody's, a coach those of its groups."""
    achievement = ACHIEVEMENTS.find(table, uid)
    if achievement is None or not (
        is_staff(person) or any(achievement.contact in one.members for one in own_groups(table, person))
    ):
        raise NotFound("There is no such achievement.")
    return achievement


def sheet(table: TenantTable, group: Group, page: int) -> Sheet:
    """The page of this number, or the last one."""
    people = register.by_name(CONTACTS.find_many(table, group.members).values())
    pages = max(1, -(-len(people) // MEMBERS_SHOWN))
    page = min(page, pages)
    return Sheet(tuple(people[(page - 1) * MEMBERS_SHOWN : page * MEMBERS_SHOWN]), page, pages)


def people(table: TenantTable, group: Group, uids: Sequence[str]) -> list[Contact]:
    """Those of these contacts that are in the group, by name."""
    return register.by_name(CONTACTS.find_many(table, [uid for uid in uids if uid in group.members]).values())


def seats(table: TenantTable, people: Sequence[Contact], kind: str, *, fresh: bool = False) -> list[Seat]:
    """`fresh`: some were started a moment ago, and the index may not have them yet."""
    rows = rows_of(table, [one.uid for one in people], kind)
    newest = {contact: uid_in(found[-1]) for contact, found in rows.items() if found}
    if fresh:
        without = (one.uid for one in people if one.uid not in newest)
        newest |= {uid: register.start_uid(table.tenant, kind, uid, 0) for uid in without}
    found = ACHIEVEMENTS.find_many(table, list(newest.values()), consistent=True)
    return [Seat(one, found.get(newest.get(one.uid, ""))) for one in people]


def in_use(table: TenantTable, people: Sequence[Contact]) -> list[InUse]:
    """What these members are at, the most of them first."""
    counts: dict[str, list[int]] = {}
    for rows in rows_of(table, [one.uid for one in people]).values():
        newest = {row["u"]["type"]: bool(row["u"]["finished"]) for row in rows}
        for kind, finished in newest.items():
            counts.setdefault(kind, [0, 0])[finished] += 1
    kinds = ACHIEVEMENT_TYPES.find_many(table, list(counts)).values()
    used = [InUse(one, *counts[one.uid]) for one in kinds]
    return sorted(used, key=lambda one: (-one.running, -one.finished, one.kind.name, one.kind.uid))


def witnesses(table: TenantTable, marks: Sequence[StepMark]) -> dict[str, str]:
    """The names of the people who made these marks, by how the marks call them."""
    uids = {one.by: uid for one in marks if (uid := register.witness(one.by))}
    found = CONTACTS.find_many(table, list(dict.fromkeys(uids.values())))
    return {by: found[uid].display_name for by, uid in uids.items() if uid in found}
