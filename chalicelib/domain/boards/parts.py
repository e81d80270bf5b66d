"""The parts of a board's list: where an entry stands by its score, and what score stands at a place."""

from .tree import ZERO

# Read for pages; the others, by the contact's number, hold who is not above the bar.
TOP = 0
OTHERS = 8
ALL_PARTS = range(OTHERS + 1)


def part(number: int, *, top: bool) -> int:
    return TOP if top else 1 + number % OTHERS


def score_at(band: str, position: str) -> int:
    """The score whose position that is, among scores of this sign and number of digits."""
    inverted = position.partition("#")[0]
    if band.startswith("-") or band == ZERO:
        return -int(inverted)
    return int("9" * len(inverted)) - int(inverted)
