"""What boards show, and the card from which a contact's places on them follow.

A board is `sales`, `emails` or a milestone's conversion rate; it has a window of all time, and one for each
month, week and day. Scores are whole numbers, so that order is exact; `shown` gives the number back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

SALES, EMAILS = "sales", "emails"
ALL = "all"
# Of how many parts a shown unit is.
PARTS = {SALES: 10_000, EMAILS: 1}
RATE_PARTS = 100
# No sum of sales comes near; what came nearer would stand at the edge.
MOST = 10**36 - 1

Number = Decimal | int
Scores = Mapping[tuple[str, str], int]


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


def conversion(milestone: str) -> str:
    """The board of a milestone, given by its UUID."""
    return f"c{UUID(milestone).hex}"


def sum_score(board: str, amount: Number) -> int:
    """Of sales and e-mails: to four decimals, half to even."""
    exact = Decimal(amount) * PARTS[board]
    if abs(exact) > MOST:
        return MOST if exact > 0 else -MOST
    return int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))


def rate_score(reached: int, opened: int) -> int | None:
    """Per cent to two decimals, half up: 5 of 8 is 6250. Nobody has a rate of no cases."""
    return (20_000 * reached + opened) // (2 * opened) if opened else None


def shown(board: str, score: int) -> Number:
    """What people see: 6250 on a board of rates is 62.5."""
    parts = PARTS.get(board, RATE_PARTS)
    whole, rest = divmod(score, parts)
    return whole if not rest else Decimal(score) / parts
