"""Many new records written in few transactions, each with everything that must be unique about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..domain.events import Event
from ..store.keys import Key
from ..store.table import MOST_WRITES, ConditionFailed, TenantTable, at_once
from ..store.writes import Write
from . import telling


@dataclass(frozen=True)
class Parcel:
    """What makes one record, all or nothing."""

    line: int
    state: Sequence[Write]
    events: Sequence[Event] = ()


def send(table: TenantTable, parcels: Sequence[Parcel], *, together: bool = False) -> set[int]:
    """Write them; says the lines of those that were not, because something stood in a companion's way.

    `together`: several transactions at once, for calls that somebody waits for.
    """
    left: set[int] = set()

    def write(group: Sequence[Parcel]) -> None:
        state = [write for parcel in group for write in parcel.state]
        try:
            telling.write(table, state, [event for parcel in group for event in parcel.events])
        except ConditionFailed:
            left.update(parcel.line for parcel in group)

    groups = list(_groups(parcels))
    if together:
        at_once(write, groups)
    else:
        for group in groups:
            write(group)
    return left


def _groups(parcels: Sequence[Parcel]) -> Iterator[list[Parcel]]:
    """As many as a transaction takes; no key twice in one, which DynamoDB refuses."""
    group: list[Parcel] = []
    room, held = MOST_WRITES, set[Key]()
    for parcel in parcels:
        keys = {write.key for write in parcel.state}
        size = len(parcel.state) + len(parcel.events)
        if group and (size > room or keys & held):
            yield group
            group, room, held = [], MOST_WRITES, set[Key]()
        group.append(parcel)
        room -= size
        held |= keys
    if group:
        yield group
