"""Whether a history of overlapping operations equals some order of them, one at a time (Wing and Gong)."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

State = Hashable
# (state, operation) → (state after, answer)
Model = Callable[[Any, Any], tuple[Any, Any]]
LOST = "no answer"


@dataclass(frozen=True)
class Operation:
    """What was asked when, and answered when; LOST: it may have happened, at any time since, or not."""

    asked: float
    answered: float
    what: Hashable
    answer: Hashable

    @property
    def until(self) -> float:
        return inf if self.answer == LOST else self.answered


def linearizable(history: Sequence[Operation], start: State, model: Model, end: State | None = None) -> bool:
    """`end`: the state that was found afterwards."""
    asked = sorted(history, key=lambda one: one.asked)
    answered = sum(1 << place for place, one in enumerate(asked) if one.answer != LOST)
    ways, gone = [((1 << len(asked)) - 1, start)], set()
    while ways:
        left, state = way = ways.pop()
        if way in gone:
            continue
        gone.add(way)
        if not left & answered and end in (None, state):
            return True
        ways += _onward(asked, left, state, model)
    return False


def _onward(asked: Sequence[Operation], left: int, state: State, model: Model) -> Iterator[tuple[int, State]]:
    """Where each that may come next leads; what was never answered is tried last."""
    for place in sorted(_first_of_each(asked, left), key=lambda place: asked[place].until, reverse=True):
        after, answer = model(state, asked[place].what)
        if asked[place].answer in (LOST, answer):
            yield left & ~(1 << place), after


def _first_of_each(asked: Sequence[Operation], left: int) -> Iterable[int]:
    """Those that nobody else had to come before; of equal ones the one that was answered first stands for all."""
    found: dict[tuple[Hashable, Hashable], int] = {}
    deadline = inf
    while left:
        place = (left & -left).bit_length() - 1
        left &= left - 1
        one = asked[place]
        if one.asked > deadline:
            break
        deadline = min(deadline, one.until)
        like = found.setdefault((one.what, one.answer), place)
        if one.until < asked[like].until:
            found[one.what, one.answer] = place
    return found.values()
