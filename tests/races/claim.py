"""A claim: what many ask at the very same moment, and what their answers and the table must say then."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.asking import Club

CROWD, HALF = 64, 32
Ask = Callable[[], Any]
# What each of the crowd asks, and the look at their answers, which raises where they are not right.
Round = tuple[Sequence[Ask], Callable[[list[Any]], None]]


@dataclass(frozen=True)
class Claim:
    """`ready` makes what one round is about, by the round's number. Of a costly one each `every`th is run."""

    name: str
    ready: Callable[[Club, int], Round]
    every: int = 1


def statuses(replies: Iterable[Any]) -> Counter[int]:
    return Counter(reply.status for reply in replies)
