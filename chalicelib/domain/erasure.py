"""The erasure of a contact: begun in one write, walked in passes, and kept as the journal that says so."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

State = Literal["erasing", "erased"]

# What was on its way as it began has come to its end by then, and stands in the indexes.
SETTLED = timedelta(minutes=5)
# Books are kept to the end of the sixth year after the one in which they were written.
YEARS_KEPT = 6
# Stands where an address stood that still gets no mail.
UNSAID = "(erased)"


@dataclass
class Erasure:
    """`uid` is the contact's. Nothing here tells who that was: the entry outlives all that it erased.

    `place` is where the walk goes on, `turn` counts its passes. A pass that `found` something is followed by
    another one, so that the last one of all has seen nothing. `kept_until` is the day on which what the law
    wants kept may go, too; `ended` is when it went.
    """

    uid: str
    resource: str
    by: str
    created: datetime
    last_updated: datetime
    due: datetime | None = None
    place: str | None = None
    turn: int = 0
    found: bool = False
    kept_until: date | None = None
    erased: datetime | None = None
    ended: datetime | None = None
    version: int = 0

    @property
    def state(self) -> State:
        return "erased" if self.erased else "erasing"

    def keep_until(self, day: date) -> None:
        self.kept_until = max(day, self.kept_until or day)

    def pass_over(self, *, at: datetime) -> None:
        """The walk is at its end: it begins anew when all is settled, or all is done."""
        self.place, self.last_updated = None, at
        if self.found or self.turn == 0:
            self.turn, self.found, self.due = self.turn + 1, False, at + SETTLED
            return
        self.turn, self.erased = 0, at
        self.due = datetime.combine(self.kept_until, time(), UTC) if self.kept_until else None

    def end(self, *, at: datetime) -> None:
        """Nothing of it is kept any more, but this entry."""
        self.ended = self.last_updated = at
        self.due = self.kept_until = None


def begun(contact: str, resource: str, *, by: str, at: datetime) -> Erasure:
    return Erasure(contact, resource, by, created=at, last_updated=at, due=at + SETTLED)


def kept_until(written: date) -> date:
    """The first day on which the books of that day may go."""
    return date(written.year + YEARS_KEPT + 1, 1, 1)
