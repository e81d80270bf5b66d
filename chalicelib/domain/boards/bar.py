"""The bar of a board: a score that some thousands are above, whoever may come on a page among them.

It only rises. Who is above it stands in the one part of the list that pages read; the many below it are
spread over others, so that their moves make no partition hot.
"""

from collections.abc import Callable

from . import tree
from .tree import ENDS, Counts

# How many are left above it when it is raised: twice the longest page.
ABOVE = 2_000
# After so many entries more it is looked whether it can be raised.
NEWS = 2_000


def is_above(score: int, bar: int | None) -> bool:
    return bar is None or score > bar


def raised(number: int, node: Callable[[str], Counts]) -> int | None:
    """The score that about `number` scores reach; None where there are not so many.

    `node` reads the counters of one. It is the least score of a cell, so that of a crowd of equals nobody is
    above it.
    """
    here = _holding(node(tree.ROOT), sorted(tree.cells(node(tree.ROOT)), key=tree.rank, reverse=True), number)
    if here is None:
        return None
    cell, left, count = here
    sign = -1 if cell.startswith("-") else 1
    name, digits = cell, cell.lstrip("-")[1:]
    room = tree.digits_of(cell) - len(digits)
    ends = node(tree.ROOT).get(cell + ENDS, 0)
    while room and count > number // 2:
        counts = node(name)
        if sign < 0 and left <= ends:
            return -int(digits + "0" * room)
        below = sorted((one for one in counts if not one.endswith(ENDS)), reverse=sign > 0)
        found = _holding(counts, below, left if sign > 0 else left - ends)
        if found is None:  # among those that end here
            break
        cell, left, count = found
        name, digits, room = f"{name}.{cell}", digits + cell, room - len(cell)
        ends = counts.get(cell + ENDS, 0)
    return sign * int(digits + ("0" if sign > 0 else "9") * room)


def _holding(counts: Counts, cells: list[str], number: int) -> tuple[str, int, int] | None:
    """The cell in which the number-th is, which of the cell's own that is, and how many the cell holds."""
    for cell in cells:
        if number <= counts[cell]:
            return cell, number, counts[cell]
        number -= counts[cell]
    return None
