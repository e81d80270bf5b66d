"""The count tree of a board: how many scores stand where, so that any score's exact place is a short sum.

A score is read as decimal digits. The root counts by sign, number of digits and the first of them, so that
it stays small, for every move writes it; a node below counts by the next two, those below by the next three
each. A path ends where only zeros follow, so that amounts of money are not deep; a node knows how many end
at each of its cells. So the tree's depth follows from the digits that a score has, never from how many
scores there are; a node has at most 1,000 cells.

A node is named by the cells that lead to it; the root is "".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ROOT = ""
ZERO = "0"
# Added to a cell's name: how many scores end there, where others may go on.
ENDS = "="
_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
_ROOT_CELL = re.compile(r"-?[a-zA-Z]\d|0")
_FIRST, _SECOND, _FURTHER = 1, 2, 3

# Counters of a node by cell, and nodes by name.
Counts = Mapping[str, int]
Nodes = Mapping[str, Counts]


@dataclass(frozen=True)
class Step:
    """A score's cell in one node; `last` if it ends there, `open` if others may go on below it."""

    node: str
    cell: str
    last: bool
    open: bool


def path(score: int) -> list[Step]:
    """From the root to where the score ends."""
    cell, rest = root_cell(score), str(abs(score))[_FIRST:]
    steps = [Step(ROOT, cell, last=not rest.strip("0"), open=bool(rest))]
    node = cell
    while not steps[-1].last:
        width = _SECOND if len(steps) == 1 else _FURTHER
        cell, rest = rest[:width], rest[width:]
        steps.append(Step(node, cell, last=not rest.strip("0"), open=bool(rest)))
        node = f"{node}.{cell}"
    return steps


def delta(moves: Iterable[tuple[int | None, int | None]]) -> dict[str, dict[str, int]]:
    """What moves from one score to another (None: not on the board) add to the counters; zeros left out."""
    found: dict[str, dict[str, int]] = {}
    for before, after in moves:
        for score, sign in ((before, -1), (after, 1)):
            for step in path(score) if score is not None and before != after else ():
                counts = found.setdefault(step.node, {})
                counts[step.cell] = counts.get(step.cell, 0) + sign
                if step.last and step.open:
                    counts[step.cell + ENDS] = counts.get(step.cell + ENDS, 0) + sign
    net = {node: {cell: n for cell, n in counts.items() if n} for node, counts in found.items()}
    return {node: counts for node, counts in net.items() if counts}


def nodes_of(score: int) -> list[str]:
    """The nodes below the root that the score's place is found in."""
    return [step.node for step in path(score)[1:]]


def better(score: int, nodes: Nodes) -> int:
    """How many scores are greater, from the counters of the root and of `nodes_of` the score."""
    steps = path(score)
    own = rank(steps[0].cell)
    number = sum(n for cell, n in nodes.get(ROOT, {}).items() if _is_cell(cell) and rank(cell) > own)
    for step in steps[1:]:
        number += sum(n for cell, n in nodes.get(step.node, {}).items() if _beats(cell, step.cell, score))
    if score < 0:  # what ends on the way is nearer to nothing
        number += sum(nodes.get(step.node, {}).get(step.cell + ENDS, 0) for step in steps[:-1])
    end = steps[-1]
    if score > 0 and end.open:
        counts = nodes.get(end.node, {})
        number += counts.get(end.cell, 0) - counts.get(end.cell + ENDS, 0)
    return number


def rank(cell: str) -> tuple[int, int, int]:
    """Root cells in the order of the scores in them."""
    if cell == ZERO:
        return (0, 0, 0)
    sign = -1 if cell.startswith("-") else 1
    name = cell.removeprefix("-")
    return (sign, sign * _DIGITS.index(name[0]), sign * int(name[1:]))


def band_letter(digits: int) -> str:
    return _DIGITS[digits - 1]


def cells(root: Mapping[str, object]) -> dict[str, int]:
    """The cells of the root that hold anything, the best scores first; what else its item says is left."""
    held = {name: n for name, n in root.items() if _is_cell(name) and isinstance(n, int) and n}
    return {name: held[name] for name in sorted(held, key=rank, reverse=True)}


def digits_of(cell: str) -> int:
    """How many digits the scores in a cell of the root have."""
    return 1 if cell == ZERO else 1 + _DIGITS.index(cell.lstrip("-")[0])


def band_of(cell: str) -> str:
    """Sign and number of digits of the scores in a cell of the root."""
    return cell.rstrip("0123456789") or ZERO


def band(score: int) -> str:
    return band_of(root_cell(score))


def root_cell(score: int) -> str:
    """Sign, number of digits and the first of them; nothing has a cell of its own."""
    if not score:
        return ZERO
    digits = str(abs(score))
    return f"{'-' if score < 0 else ''}{band_letter(len(digits))}{digits[:_FIRST]}"


def is_counter(name: str) -> bool:
    """Whether a node's item means a counter by it."""
    plain = name.removesuffix(ENDS)
    return plain.isdigit() or _is_cell(plain)


def _is_cell(name: str) -> bool:
    return _ROOT_CELL.fullmatch(name) is not None


def _beats(cell: str, mine: str, score: int) -> bool:
    if not cell.isdigit():
        return False
    return cell > mine if score > 0 else cell < mine
