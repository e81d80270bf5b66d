"""A contact's places on one board, in all its windows: what is applied, and what a card asks for.

The places are changed a few windows at a time. `revision` guards each change; `version` is the card's that is
applied whole, so that an older card never undoes a newer one, in whatever order they come.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..gamification.user import User
from ..measures import ALL
from .windows import is_kept


@dataclass(frozen=True)
class Seen:
    """How others see a contact: its number, and what a page shows of it; None: it is on no page."""

    number: int
    user: User | None


@dataclass(frozen=True)
class Standing:
    """`listed` are the scores that the board's tree and lists hold, `hidden` those that only the contact
    sees; `stale` are the windows whose entries show the contact as it was seen before."""

    contact: str
    board: str
    revision: int = 0
    version: int = 0
    generation: int = 0
    seen: Seen | None = None
    listed: Mapping[str, int] = field(default_factory=dict)
    hidden: Mapping[str, int] = field(default_factory=dict)
    stale: frozenset[str] = frozenset()

    @property
    def score(self) -> int | None:
        """Of all time."""
        return self.listed.get(ALL, self.hidden.get(ALL))

    def now_of(self, generation: int) -> "Standing":
        """Boards that were made anew since hold nothing of it."""
        if generation == self.generation:
            return self
        return replace(self, generation=generation, version=0, listed={}, hidden={}, stale=frozenset())


@dataclass(frozen=True)
class Wanted:
    """What a card asks for."""

    version: int
    scores: Mapping[str, int]
    seen: Seen


def open_windows(standing: Standing, wanted: Wanted, now: datetime) -> list[str]:
    """The windows that are not as wanted, that of all time first; the boards of others may be gone."""
    same = standing.seen == wanted.seen
    shown = standing.hidden if wanted.seen.user is None else standing.listed
    held = {**standing.listed, **standing.hidden}
    differs = [window for window, score in wanted.scores.items() if shown.get(window) != score]
    older = [window for window in held if not same or window in standing.stale]
    found = [window for window in dict.fromkeys((*differs, *older)) if is_kept(window, now)]
    return sorted(found, key=lambda window: (window != ALL, window))


def is_done(standing: Standing, wanted: Wanted, now: datetime) -> bool:
    """Whether nothing is left to do, or a later card was applied."""
    if standing.version > wanted.version:
        return True
    return standing.version == wanted.version and not open_windows(standing, wanted, now)


def moved(standing: Standing, wanted: Wanted, windows: list[str], now: datetime) -> Standing:
    """With these windows as wanted; the card is applied where no others were open."""
    left = [window for window in open_windows(standing, wanted, now) if window not in windows]
    held = {**standing.listed, **standing.hidden}
    scores = {window: wanted.scores.get(window, held.get(window, 0)) for window in windows}
    listed, hidden = _without(standing.listed, scores, now), _without(standing.hidden, scores, now)
    if wanted.seen.user is None:
        hidden |= scores
    else:
        listed |= scores
    return replace(
        standing,
        revision=standing.revision + 1,
        version=standing.version if left else wanted.version,
        seen=wanted.seen,
        listed=listed,
        hidden=hidden,
        stale=frozenset(window for window in left if window in held),
    )


def _without(scores: Mapping[str, int], others: Mapping[str, int], now: datetime) -> dict[str, int]:
    return {window: n for window, n in scores.items() if window not in others and is_kept(window, now)}
