"""What activity events tell of cases: a contact's cases on a path, and the card that they make, exactly once.

No marks are needed: a case holds the earliest of each thing that was told of it, and the card changes with
the case in one transaction; told again, or in another order, nothing changes.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ..domain.activity import Arrived
from ..domain.gamification.cases import CaseEvent, read, told
from ..domain.gamification.paths import RelationsPath
from ..domain.refusals import Invalid
from ..store import cards, cases, game_keys
from ..store.cards import Waits
from ..store.cases import KeptCard
from ..store.codec import Item
from ..store.keys import Key
from ..store.ranks import RELATIONS_PATHS
from ..store.table import TenantTable
from ..store.writes import Put

# Cases in one transaction with their card.
AT_ONCE = 40
Found = Mapping[Key, Item]


def places(t: str, contact: str, events: Sequence[Arrived]) -> list[Key]:
    """What is read to settle them; nothing for an event that names no case."""
    read_ones = [one for one in map(_legible, events) if one]
    return [place for one in read_ones for place in _places(t, contact, one)]


def settle(
    table: TenantTable, contact: str, events: Sequence[Arrived], *, now: datetime, found: Found | None = None
) -> None:
    """Bring the cases and the cards to what the events tell. Doing it twice changes nothing.

    `found` may be a stale reading. Invalid where an event names no case, or no milestone of a path that is.
    """
    paths: dict[str, dict[str, list[CaseEvent]]] = {}
    for one in (read(event.event) for event in events):
        paths.setdefault(one.path, {}).setdefault(one.case, []).append(one)
    for path, own in paths.items():
        some = list(own.values())
        for start in range(0, len(some), AT_ONCE):
            desk = _Desk(table, contact, path, some[start : start + AT_ONCE], now, found)
            table.decided(desk.step)


class _Desk:
    """Some cases of one contact on one path, each with what is told of it."""

    def __init__(
        self,
        table: TenantTable,
        contact: str,
        path: str,
        own: Sequence[Sequence[CaseEvent]],
        now: datetime,
        found: Found | None,
    ) -> None:
        self.table, self.contact, self.path, self.own, self.now = table, contact, path, own, now
        self.found = found

    def step(self) -> None:
        found, self.found = self.found or self._read(), None
        path = self._path(found)
        card = self._card(found)
        after, writes = card.card, list[Put]()
        for events in self.own:
            key = game_keys.case(self.table.tenant, self.contact, self.path, events[0].case)
            kept = cases.read_case(key, found.get(key))
            after, case = told(after, kept.case, events)
            if case != kept.case:
                writes.append(cases.changed_case(kept, case))
        if after != card.card:
            writes.insert(0, cases.changed_card(self.table.tenant, card, after, self._waits(card, path)))
        if len(writes) == 1:
            self.table.put(writes[0])
        elif writes:
            self.table.transact(writes)

    def _read(self) -> Found:
        t = self.table.tenant
        wanted = [place for events in self.own for place in _places(t, self.contact, events[0])]
        return self.table.get_many(wanted, consistent=True)

    def _path(self, found: Found) -> RelationsPath:
        """Refuse what is not on it; a path that was not seen may only just have been made."""
        path = RELATIONS_PATHS.met(found, self.table.tenant, self.path) or RELATIONS_PATHS.find(
            self.table, self.path
        )
        if path is None:
            raise Invalid("There is no such relations path.", {"metadata.relations_path_id": "unknown"})
        named = {event.milestone for events in self.own for event in events if event.milestone}
        if any(path.milestone(uid) is None for uid in named):
            raise Invalid("Not a milestone of the relations path.", {"metadata.milestone_id": "unknown"})
        return path

    def _card(self, found: Found) -> KeptCard:
        key = game_keys.case_card(self.table.tenant, self.contact, self.path)
        return cases.read_card(self.contact, self.path, found.get(key))

    def _waits(self, card: KeptCard, path: RelationsPath) -> Waits:
        """By when the boards must show it; a path without ranks has none."""
        if card.waits.follow or not any(path.ranked.values()):
            return card.waits
        return Waits(self.now + cards.HEAD_START)


def _legible(one: Arrived) -> CaseEvent | None:
    try:
        return read(one.event)
    except Invalid:
        return None


def _places(t: str, contact: str, one: CaseEvent) -> list[Key]:
    return [
        RELATIONS_PATHS.key(t, one.path),
        game_keys.case_card(t, contact, one.path),
        game_keys.case(t, contact, one.path, one.case),
    ]
