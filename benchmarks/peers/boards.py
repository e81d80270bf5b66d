"""A board of a hundred thousand beside leaderboard on Redis: the CPU that a place and a move take.

Theirs is a library on a store in memory that knows a score of each; ours is asked over HTTP with a key, counts
each sale exactly once, keeps it, and moves the boards of its day, week and month as well. It is the speed
reference, told and not judged.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from benchmarks.figures import Figure
from benchmarks.peers.house import MOVERS
from benchmarks.peers.laurel import Laurel, laurel
from benchmarks.peers.leaderboard import NAME, Command, Leaderboard, leaderboard
from benchmarks.peers.turns import TURNS, Work, taken
from tests import scored

TITLE = f"Side by side: {NAME} on Redis (ours / theirs)"
CROWD, LOOKS, LONE = 100_000, 50, 10
MORE = 51
MEMBER = "the member"
# A sale of 1 in the boards' ten-thousandths.
ONE = 10_000


def measure() -> Iterator[Figure]:
    first, *rest = scored.crowd(CROWD)
    scores = {MEMBER: first.score + 1} | {one.uid: one.score for one in rest}
    movers = [one.uid for one in rest[:MOVERS]]
    there = scores | {one: scores[one] + _won(one in movers[:LONE]) for one in movers}
    with ExitStack() as opened:
        mine = opened.enter_context(laurel(crowd=CROWD))
        other = opened.enter_context(leaderboard(scores))
        note = f"theirs: {NAME} within the caller, {other.version} that keeps nothing on disk"
        yield from taken(mine, other, _works(mine, other, movers), note)
        place = 1 + sum(score > scores[MEMBER] for score in there.values())
        assert mine.own_place()["rank"] == place == other.do(["rank", MEMBER])[0], place


def _works(mine: Laurel, other: Leaderboard, movers: list[str]) -> list[Work]:
    """Theirs are all in one line, so that it is not their way of being asked that is measured."""
    look: Command = ["rank", MEMBER]
    return [
        Work(
            f"own place among {CROWD:,}",
            LOOKS,
            lambda _: [mine.own_place() for _ in range(LOOKS)],
            lambda _: other.do(*[look] * LOOKS * MORE),
            MORE,
        ),
        Work(
            "a sale that moves its seller",
            LONE,
            lambda _: [mine.tell(_sales([mover])) for mover in movers[:LONE]],
            lambda _: other.do(*_changes(movers[:LONE])),
            MORE,
        ),
        Work(
            f"… of {MOVERS} at once",
            MOVERS,
            lambda _: mine.tell(_sales(movers)),
            lambda _: other.do(*_changes(movers)),
            MORE,
        ),
    ]


def _sales(movers: list[str]) -> list[dict[str, Any]]:
    return [{"memberId": mover, "action": "sale", "sourceValue": 1} for mover in movers]


def _changes(movers: list[str]) -> list[Command]:
    """Each of them on and back again, often, so that in the end each has won once."""
    steps = [ONE, -ONE] * (MORE // 2) + [ONE]
    return [["change", mover, step] for step in steps for mover in movers]


def _won(alone: bool) -> int:
    """What a mover has won when all turns are over."""
    return ONE * (TURNS + 1) * (2 if alone else 1)
