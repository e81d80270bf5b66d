"""Events, progress and a weekly board of a thousand, beside gamification-engine: the CPU that each takes.

Both run as they come, over HTTP, one worker each, on this machine, in turns of the same work within one run. CPU
time is what the kernel says, for a wait on the disk or a neighbour is in no clock of a process.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.figures import Figure
from benchmarks.peers import gengine
from benchmarks.peers.gengine import GEngine
from benchmarks.peers.laurel import Laurel, Spent, laurel
from benchmarks.peers.postgres import database

TITLE = f"Side by side: {gengine.NAME}, ms of CPU each (ours / theirs)"
TURNS = 4
MEMBERS = 50
BOARD = 1_000
BY, FEW = 25, 5
WITHOUT, WHOLE, ALONE = "without the database", "with the database", "our functions alone"


@dataclass(frozen=True)
class Work:
    """`ours` and `theirs` do `times` of it, in the turn whose number they get."""

    of: str
    times: int
    ours: Callable[[int], None]
    theirs: Callable[[int], None]


def measure() -> Iterator[Figure]:
    with ExitStack() as opened:
        kept = opened.enter_context(database())
        mine = opened.enter_context(laurel())
        other = opened.enter_context(gengine.gengine(kept, "goal", gengine.GOAL, MEMBERS))
        note = f"theirs: {gengine.NAME}, Python 3.8, waitress, {kept.version}, caches in memory"
        yield from _turns(mine, other, _of_a_goal(mine, other), note)
        _same_goal(mine, other)
    with ExitStack() as opened:
        kept = opened.enter_context(database())
        mine = opened.enter_context(laurel())
        other = opened.enter_context(gengine.gengine(kept, "board", gengine.BOARD, BOARD))
        week = _crowded(mine, other)
        yield from _turns(mine, other, _of_a_board(mine, other, week), "")
        _same_board(mine, other, week)


def _turns(mine: Laurel, other: GEngine, works: Sequence[Work], note: str) -> Iterator[Figure]:
    """Each work in turns of ours and theirs, the first not counted: it is for their caches and ours."""
    for work in works:
        ours, theirs = [0.0, 0.0, 0.0], [0.0, 0.0]
        for turn in range(TURNS + 1):
            before = mine.spent()
            work.ours(turn)
            used, begun = _less(mine.spent(), before), other.cpu()
            work.theirs(turn)
            took = [now - then for now, then in zip(other.cpu(), begun, strict=True)]
            if turn:
                ours = [sum(each) for each in zip(ours, used, strict=True)]
                theirs = [sum(each) for each in zip(theirs, took, strict=True)]
        alone, without, whole = (1_000 * each / TURNS / work.times for each in ours)
        server, served = (1_000 * each / TURNS / work.times for each in theirs)
        yield Figure(work.of, WITHOUT, without, floor=server, most=server, note=note)
        yield Figure(work.of, WHOLE, whole, floor=served, most=served)
        yield Figure(work.of, ALONE, alone)


def _less(now: Spent, then: Spent) -> list[float]:
    return [now.functions - then.functions, now.without - then.without, now.whole - then.whole]


def _of_a_goal(mine: Laurel, other: GEngine) -> list[Work]:
    everybody = range(1, MEMBERS + 1)
    some = everybody[:BY]
    return [
        Work(
            "an event, one rule, counted before the answer",
            MEMBERS,
            lambda _: _each(mine.event, everybody),
            lambda _: _each(other.event, everybody),
        ),
        Work(  # their own call for many events lacks an argument inside and answers 500
            f"an event of {BY} told at once (theirs one by one)",
            BY,
            lambda _: mine.batch(some),
            lambda _: _each(other.event, some),
        ),
        Work(
            "progress of a member",
            MEMBERS,
            lambda _: _each(mine.progress, everybody),
            lambda _: _each(other.progress, everybody),
        ),
    ]


def _each(act: Callable[[int], Any], members: Iterable[int]) -> None:
    for member in members:
        act(member)


def _few(turn: int) -> range:
    """Some members, in each turn others."""
    return range(FEW * turn + 1, FEW * (turn + 1) + 1)


def _same_goal(mine: Laurel, other: GEngine) -> None:
    """What was measured is right: everybody played as often, and has it from ten on."""
    for member in (1, BY, BY + 1, MEMBERS):
        played = (TURNS + 1) * (2 if member <= BY else 1)
        ours, theirs = mine.progress(member), other.progress(member)
        assert ours["goalPercentageComplete"] == min(100, 10 * played), ours
        assert (theirs["progress"], theirs["level"]) == (played, int(ours["issued"])), theirs


def _crowded(mine: Laurel, other: GEngine) -> tuple[str, str]:
    """Everybody is on the board of this week, each with another score; the week's first and last day."""
    for start in range(1, BOARD + 1, 250):
        mine.sale(*((member, member) for member in range(start, start + 250)))
        mine.spent()
    other.played_by_all(BOARD)
    other.progress(1)  # it now finds out everybody's
    today = datetime.now(UTC).date()
    monday = today - timedelta(days=today.weekday())
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _of_a_board(mine: Laurel, other: GEngine, week: tuple[str, str]) -> list[Work]:
    return [
        Work(
            f"an event that moves a weekly board of {BOARD:,}",
            FEW,
            lambda turn: _each(lambda member: mine.sale((member, 1)), _few(turn)),
            lambda turn: _each(other.event, _few(turn)),
        ),
        Work(
            f"read all {BOARD:,} of that board",
            FEW,
            lambda turn: _each(lambda _: mine.board(*week, BOARD), _few(turn)),
            lambda turn: _each(other.progress, _few(turn)),
        ),
    ]


def _same_board(mine: Laurel, other: GEngine, week: tuple[str, str]) -> None:
    ours = [one["score"] for one in mine.board(*week, BOARD)]
    theirs = [one["value"] for one in other.progress(1)["leaderboard"]]
    assert ours == theirs, list(zip(ours, theirs, strict=False))[:5]
