"""Moves a booking's tickets to its start (seed 003: ticket rebase).

Each transaction moves up to 99 tickets on the condition that the booking still starts then. Whoever stops
half-way has moved some tickets, and the next call finds only the rest to move.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain.booking import Booking
from ..store import keys
from ..store.bookings import BOOKINGS
from ..store.codec import Item
from ..store.conditions import Attr, Where
from ..store.keys import moment
from ..store.ranges import pages
from ..store.records import alive
from ..store.table import MOST_WRITES, TenantTable
from ..store.writes import Check, Update

MOST_TICKETS_AT_ONCE = MOST_WRITES - 1


@dataclass(frozen=True)
class Move:
    ticket: str
    old: datetime
    new: datetime


@dataclass(frozen=True)
class Rebased:
    """What this call moved, and how many tickets had the right date already."""

    moves: list[Move]
    unchanged: int


def rebase(table: TenantTable, uid: str, *, at: datetime) -> Rebased:
    """Every ticket of the booking gets its start as date. If the booking or a ticket changes meanwhile, it
    begins again with what is still to move.
    """
    before: dict[str, str] = {}

    def turn() -> Rebased:
        booking = BOOKINGS.load(table, uid)
        return _told(before, booking, _move_all(table, booking, before, at))

    return table.decided(turn)


def _move_all(table: TenantTable, booking: Booking, before: dict[str, str], at: datetime) -> int:
    """How many tickets there are; `before` learns the date that each one had when it was first moved."""
    start, total = moment(booking.start_date), 0
    for tickets in _pages(table, booking):
        total += len(tickets)
        behind = [ticket for ticket in tickets if ticket["date"] != start]
        for first in range(0, len(behind), MOST_TICKETS_AT_ONCE):
            chunk = behind[first : first + MOST_TICKETS_AT_ONCE]
            _move(table, booking, chunk, at)
            for ticket in chunk:
                before.setdefault(ticket["uid"], ticket["date"])
    return total


def _pages(table: TenantTable, booking: Booking) -> Iterator[list[Item]]:
    """All living tickets, read consistently, some hundred a page."""
    here = Where("pk").eq(keys.booking(table.tenant, booking.uid).pk) & Where("sk").begins_with("T#")
    for page in pages(table, None, here, consistent=True):
        yield [item for item in page.items if alive(item)]


def _move(table: TenantTable, booking: Booking, chunk: list[Item], at: datetime) -> None:
    start = moment(booking.start_date)
    stands = Attr("start_date").eq(start) & Attr("deleted").not_exists()
    sets: dict[str, Any] = {"date": start, "last_updated": moment(at)}
    table.transact(
        [
            Check(keys.booking(table.tenant, booking.uid), stands),
            *(
                Update(
                    keys.ticket(table.tenant, booking.uid, ticket["uid"]),
                    sets=sets,
                    adds={"version": 1},
                    when=Attr("date").eq(ticket["date"]) & Attr("deleted").not_exists(),
                )
                for ticket in chunk
            ),
        ]
    )


def _told(before: dict[str, str], booking: Booking, total: int) -> Rebased:
    moves = [
        Move(ticket, datetime.fromisoformat(old), booking.start_date)
        for ticket, old in before.items()
        if old != moment(booking.start_date)
    ]
    return Rebased(moves, total - len(moves))
