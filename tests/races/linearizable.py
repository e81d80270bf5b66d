"""Whether a history of overlapping operations equals some order of them, one at a time (Wing and Gong)."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
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

    @cache
    def possible(left: frozenset[int], state: State) -> bool:
        waiting = [history[one] for one in left]
        if all(one.answer == LOST for one in waiting) and end in (None, state):
            return True
        deadline = min((one.until for one in waiting), default=inf)
        return any(goes(left, state, one) for one in _first_of_each(history, left, deadline))

    def goes(left: frozenset[int], state: State, one: int) -> bool:
        after, answer = model(state, history[one].what)
        return history[one].answer in (LOST, answer) and possible(left - {one}, after)

    return possible(frozenset(range(len(history))), start)


def _first_of_each(history: Sequence[Operation], left: frozenset[int], deadline: float) -> list[int]:
    """Those that may come next; of equal ones the one that was answered first stands for all."""
    found: dict[tuple[Hashable, Hashable], int] = {}
    for one in sorted(left, key=lambda each: history[each].until):
        if history[one].asked <= deadline:
            found.setdefault((history[one].what, history[one].answer), one)
    return list(found.values())
