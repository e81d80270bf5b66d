"""A retroactive run: through the members, and who qualifies by stored events already is issued it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

# Members that were made just before may not stand in the index yet: they are gone through again, later.
FRESH = timedelta(minutes=5)
SETTLED = timedelta(minutes=1)


class Walk(NamedTuple):
    """One walk along a list of contacts: all of it, or who was added lately."""

    shelf: Literal["person", "organisation"]
    again: bool


WALKS = (
    Walk("person", again=False),
    Walk("organisation", again=False),
    Walk("person", again=True),
    Walk("organisation", again=True),
)


@dataclass
class RetroactiveRun:
    """`uid` is the achievement's. `walk` and `after` are where it goes on: which walk, and how far on it.

    `failed` are members whose events cannot be judged; they stand in nobody's way.
    """

    uid: str
    created: datetime
    last_updated: datetime
    walk: int = 0
    after: str | None = None
    seen: int = 0
    failed: int = 0
    version: int = 0

    @property
    def finished(self) -> bool:
        return self.walk >= len(WALKS)

    @property
    def due(self) -> datetime | None:
        """Behind whatever else was due before its last move."""
        if self.finished:
            return None
        return max(self.last_updated, self.created + SETTLED) if WALKS[self.walk].again else self.last_updated

    def advance(self, *, seen: int, failed: int, after: str | None, at: datetime) -> None:
        """A stretch is done; `after` is None at the end of the walk."""
        self.failed, self.last_updated = self.failed + failed, at
        self.seen += 0 if WALKS[self.walk].again else seen
        self.after = after
        if after is None:
            self.walk += 1

    def stop(self, *, at: datetime) -> None:
        """The achievement was archived: nobody gets it any more."""
        self.walk, self.last_updated = len(WALKS), at
