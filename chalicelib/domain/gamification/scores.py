"""Scores: what a contact's card comes to on each board, as whole numbers that sort."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal

from ..measures import EMAILS, SALES, Sums, by_window
from ..stretches import Number
from .cases import CaseCard
from .ranks import conversion_board

# By board and window; see `measures.by_window` for the windows.
Scores = Mapping[tuple[str, str], int]
# Of sales four decimals are compared; emails are counted. A rate is in hundredths of a percent.
SCALE = {SALES.name: 4, EMAILS.name: 0}
_WIDE = Context(prec=100)


def of_sums(sums: Sums) -> Scores:
    """The boards `sales` and `emails`, of a progress item's sums."""
    return {
        (board, window): _scaled(value, scale)
        for board, scale in SCALE.items()
        for window, value in by_window(sums.get(board, {})).items()
    }


def of_card(card: CaseCard, milestone: str) -> Scores:
    """The board of one milestone: 0 where cases were opened and none reached it."""
    reached = by_window(card.reached.get(milestone, {}))
    return {
        (conversion_board(milestone), window): rate(int(reached.get(window, 0)), int(opened))
        for window, opened in by_window(card.opened).items()
        if opened
    }


def rate(reached: int, opened: int) -> int:
    """Hundredths of a percent, half up: 5 of 8 is 6250."""
    return (2 * 10_000 * reached + opened) // (2 * opened)


def _scaled(value: Number, scale: int) -> int:
    return int(Decimal(value).scaleb(scale, _WIDE).quantize(Decimal(1), ROUND_HALF_EVEN, _WIDE))
