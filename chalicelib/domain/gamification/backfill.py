"""A back-fill: boards begin to be kept for a milestone, and all cards of its path are carried to them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# A card that was written at the moment at which it began may not have known of the board, nor stand in the
# index: all are gone through once more, later.
SETTLED = timedelta(minutes=1)


@dataclass(frozen=True)
class Backfill:
    """`after` is the contact behind whose card it goes on; `again`: it is the second walk."""

    path: str
    begun: datetime
    moved: datetime
    after: str | None = None
    again: bool = False

    @property
    def due(self) -> datetime:
        """Behind whatever else was due before its last move."""
        return max(self.moved, self.begun + SETTLED) if self.again else self.moved

    def advanced(self, after: str | None, *, at: datetime) -> "Backfill | None":
        """A stretch is done; `after` is None at the end of a walk. None: it is through."""
        if after is None and self.again:
            return None
        return replace(self, after=after, again=self.again or after is None, moved=at)
