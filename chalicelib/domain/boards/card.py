"""The card from which a contact's places on boards follow, and what people see of a score.

A board is `sales`, `emails` or a milestone's conversion rate; it has a window of all time, and one for each
month, week and day. Scores are whole numbers (domain/gamification/scores.py), so that order is exact.
"""

from dataclasses import dataclass
from decimal import Decimal

from ..gamification.scores import SCALE, Scores
from ..stretches import Number

RATE_SCALE = 2


@dataclass(frozen=True)
class Card:
    """All scores of a contact that one record yields, by board and window, and the record's version.

    A board that the record yields no longer is left as it was.
    """

    contact: str
    key: str
    version: int
    scores: Scores

    def of(self, board: str) -> dict[str, int]:
        return {window: score for (of, window), score in self.scores.items() if of == board}

    @property
    def boards(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(board for board, _ in self.scores))


def shown(board: str, score: int) -> Number:
    """What people see: 6250 on a board of rates is 62.5."""
    exact = Decimal(score).scaleb(-SCALE.get(board, RATE_SCALE))
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()
