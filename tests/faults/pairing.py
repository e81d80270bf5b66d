"""A pair: two operations on one thing at once, and what must hold after any order of their AWS calls."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

from chalicelib.store import lists
from tests.faults import invariants
from tests.faults.flow import Arrange
from tests.faults.schedules import MOST, Explored, Operation, Played, explore, play
from tests.faults.stage import Item, Stage, fresh

Expect = Callable[[Played, list[Item]], None]


@dataclass(frozen=True)
class Pair:
    """`news` is how much news a list may hold before it is counted.

    `slow`: too many orders for the gate; `make prove` plays them. `many`: the gate plays some of them.
    """

    name: str
    arrange: Arrange
    a: Operation
    b: Operation
    expect: Expect
    news: int = lists.NEWS
    slow: bool = False
    many: bool = False


def asks(method: str, path: str, body: Any = None) -> Operation:
    return lambda stage: stage.club.ask(method, path.format(**stage.notes), body).status


def sweeps(stage: Stage) -> Any:
    return stage.house.sweep()


def statuses(*allowed: tuple[int, int]) -> Expect:
    def expect(played: Played, _: list[Item]) -> None:
        assert (played.results["A"], played.results["B"]) in allowed, played.results

    return expect


def unharmed(played: Played, _: list[Item]) -> None:
    assert not [one for one in played.results.values() if isinstance(one, BaseException)], played.results


def play_all(pair: Pair, most: int = MOST) -> Explored:
    """Every order in which it can go, if they are not too many."""
    return explore(partial(_played, pair), most)


def _played(pair: Pair, order: str) -> Played:
    """What became of one schedule, and what does not hold after it."""
    stage = _ready(pair)
    with patch.object(lists, "NEWS", pair.news):
        played = play(stage, pair.a, pair.b, order, invariants.look)
    stage.calm()
    items = stage.items()
    try:
        assert not played.seen, played.seen
        pair.expect(played, items)
        invariants.check(stage, items)
    except AssertionError as fault:
        played.fault = f"{type(fault).__name__}: {fault}"[:1_000]
    return played


def _ready(pair: Pair) -> Stage:
    stage = fresh()
    pair.arrange(stage)
    stage.witness.watching = True
    return stage
