"""The timeline of a contact, gathered from what its own records say: no list of all that happened is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..domain.events import NEW_LEVEL, event_uid
from ..domain.gamification.levels import LEVELS
from ..domain.timeline import Entry, newest_first, of_achievement, of_membership
from ..store import keys, memberships
from ..store.achievements import ACHIEVEMENTS
from ..store.lists import Shelf
from ..store.memberships import MEMBERSHIPS
from ..store.newest import newest
from ..store.outbox import EVENTS
from ..store.table import TenantTable
from .badges import badges_of

MOST_ACHIEVEMENTS = 150
ON_A_PAGE = 30


@dataclass(frozen=True)
class Timeline:
    """One page of it. `cut`: the contact has more achievements than those that were gathered."""

    entries: list[Entry]
    more: bool
    cut: bool


def timeline(table: TenantTable, uid: str, *, close: bool, part: int, zone: str, now: datetime) -> Timeline:
    """The `part`-th, from 1. Memberships only for who is `close`; days are those of `zone`."""
    t = table.tenant
    stretch = newest(table, Shelf("owner", keys.owner_pk(t, uid, ACHIEVEMENTS.name)), size=MOST_ACHIEVEMENTS)
    kept = [MEMBERSHIPS.key(t, one) for one in memberships.of_contact(table, uid)] if close else []
    levels = {keys.event(t, _level_event(uid, level.name)): level.number for level in LEVELS[1:]}
    found = table.get_many([*stretch.keys, *kept, *levels])

    def entries() -> Iterator[Entry]:
        for key in stretch.keys:
            if one := ACHIEVEMENTS.met(found, t, key.pk.rpartition("#")[2]):
                yield from of_achievement(one, zone)
        for key in kept:
            if held := MEMBERSHIPS.met(found, t, key.pk.rpartition("#")[2]):
                yield from of_membership(held.membership, held.type_name, now=now)
        for key, number in levels.items():
            if told := EVENTS.met(found, t, key.pk.rpartition("#")[2]):
                yield Entry(told.created, "level", str(number))
        for had in badges_of(table, uid):
            if had.achieved_at:
                yield Entry(had.achieved_at, "badge", had.badge.title)

    every, first = newest_first(entries()), (part - 1) * ON_A_PAGE
    shown = every[first : first + ON_A_PAGE]
    return Timeline(shown, first + ON_A_PAGE < len(every), stretch.older is not None)


def _level_event(contact: str, level: str) -> str:
    """Where it is told that a contact reached a level: its uid follows from both."""
    return event_uid(NEW_LEVEL, f"{contact}|{level}", 1)
