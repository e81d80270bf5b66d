"""Events, progress and a weekly board of a thousand, beside gamification-engine: the CPU that each takes.

Both run as they come, over HTTP, one worker each.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.figures import Figure
from benchmarks.peers import gengine
from benchmarks.peers.gengine import GEngine
from benchmarks.peers.laurel import Laurel, laurel
from benchmarks.peers.postgres import database
from benchmarks.peers.turns import TURNS, Work, taken

TITLE = f"Side by side: {gengine.NAME} (ours / theirs)"
MEMBERS = 50
BOARD = 1_000
BY, FEW = 25, 5


def measure() -> Iterator[Figure]:
    with ExitStack() as opened:
        kept = opened.enter_context(database())
        mine = opened.enter_context(laurel())
        other = opened.enter_context(gengine.gengine(kept, "goal", gengine.GOAL, MEMBERS))
        note = f"theirs: {gengine.NAME}, Python 3.8, waitress, {kept.version}, caches in memory"
        yield from taken(mine, other, _of_a_goal(mine, other), note, judged=True)
        _same_goal(mine, other)
    with ExitStack() as opened:
        kept = opened.enter_context(database())
        mine = opened.enter_context(laurel())
        other = opened.enter_context(gengine.gengine(kept, "board", gengine.BOARD, BOARD))
        week = _crowded(mine, other)
        yield from taken(mine, other, _of_a_board(mine, other, week), note, judged=True)
        _same_board(mine, other, week)


def _of_a_goal(mine: Laurel, other: GEngine) -> list[Work]:
    everybody = range(1, MEMBERS + 1)
    some = everybody[:BY]
    return [
        Work(
            "an event with one rule",
            MEMBERS,
            lambda _: _each(mine.event, everybody),
            lambda _: _each(other.event, everybody),
        ),
        Work(  # their own call for many events lacks an argument inside and answers 500
            f"… of {BY} at once, theirs one by one",
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
            f"an event, weekly board of {BOARD:,}",
            FEW,
            lambda turn: _each(lambda member: mine.sale((member, 1)), _few(turn)),
            lambda turn: _each(other.event, _few(turn)),
        ),
        Work(
            f"read all {BOARD:,} of the board",
            FEW,
            lambda turn: _each(lambda _: mine.board(*week, BOARD), _few(turn)),
            lambda turn: _each(other.progress, _few(turn)),
            close="about as much: ours shows ten fields of each user, theirs an id and a name",
        ),
    ]


def _same_board(mine: Laurel, other: GEngine, week: tuple[str, str]) -> None:
    ours = [one["score"] for one in mine.board(*week, BOARD)]
    theirs = [one["value"] for one in other.progress(1)["leaderboard"]]
    assert ours == theirs, list(zip(ours, theirs, strict=False))[:5]
