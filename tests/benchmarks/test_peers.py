"""What stands side by side is measured alike: the CPU of processes, and the sums over turns."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from benchmarks.peers.laurel import Laurel, Spent
from benchmarks.peers.processes import Account
from benchmarks.peers.turns import TURNS, Work, taken

BUSY = "import sys, time\nwhile time.process_time() < 0.3: pass\nprint(time.process_time(), flush=True)\nsys.stdin.read()"
TICK = 0.02


def test_an_account_knows_what_a_process_and_its_children_have_used() -> None:
    parent = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin and child.stdout
        account = Account(child.pid)
        used = float(child.stdout.readline())  # the grandchild's, which waits

        found = account.cpu()

        assert used - TICK <= found < used + 0.3
        child.stdin.close()


class Clocked:
    """Stands for both: each of our work takes a second alone, 2 with HTTP and 3 with the table; theirs 4 and 6."""

    def __init__(self) -> None:
        self.ours = self.theirs = 0.0

    def spent(self) -> Spent:
        return Spent(self.ours, 2 * self.ours, 3 * self.ours)

    def cpu(self) -> tuple[float, float]:
        return 4 * self.theirs, 6 * self.theirs


def works(clocked: Clocked, more: int) -> Callable[[int], Work]:
    def ours(turn: int) -> None:
        clocked.ours += 5 if turn else 1_000  # the first fills caches

    def theirs(turn: int) -> None:
        clocked.theirs += 5 * more if turn else 1_000

    return lambda times: Work("work", times, ours, theirs, more)


def test_what_is_told_is_the_milliseconds_of_one_without_the_first_turn() -> None:
    clocked = Clocked()
    mine = cast(Any, clocked)

    without, whole, alone = taken(cast(Laurel, mine), clocked, [works(clocked, more=7)(5)], "", judged=True)

    assert TURNS > 1
    assert (alone.value, alone.floor) == (1_000, None)
    assert (without.value, without.floor, without.most) == (2_000, 4_000, 4_000)
    assert (whole.value, whole.floor, whole.most) == (3_000, 6_000, None)


def test_what_is_too_near_to_be_judged_is_told_with_its_reason() -> None:
    clocked = Clocked()
    work = replace(works(clocked, more=1)(5), close="the same")

    without, *_ = taken(cast(Laurel, clocked), clocked, [work], "a note", judged=True)

    assert (without.floor, without.most, without.note) == (4_000, None, "the same")
