"""The same work done by Laurel and by a rival in turns of one run, and the CPU that each takes of it.

CPU time is what the kernel says, for a wait on the disk or for a neighbour is in no process's clock.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.figures import Figure
from benchmarks.peers.laurel import Laurel

TURNS = 4
WITHOUT, WHOLE, ALONE = "ms CPU without database", "ms CPU with it", "ms CPU in functions"


class Rival(Protocol):
    def cpu(self) -> tuple[float, float]:
        """Seconds so far without its database, and with it."""


@dataclass(frozen=True)
class Work:
    """`ours` does `times` of it, in the turn whose number it gets; `theirs` `more` times as many, where the
    kernel's clock is too coarse for so few. `close` says why ours and theirs are too near to be judged."""

    of: str
    times: int
    ours: Callable[[int], object]
    theirs: Callable[[int], object]
    more: int = 1
    close: str = ""


def taken(
    mine: Laurel, other: Rival, works: Sequence[Work], note: str, *, judged: bool = False
) -> Iterator[Figure]:
    """`judged`: without the databases ours must take no more. With them it is told alone, for ours is an
    emulator of DynamoDB."""
    for work in works:
        alone, without, whole, server, served = _each(mine, other, work)
        said = work.close or (note if work is works[0] else "")
        most = server if judged and not work.close else None
        yield Figure(work.of, WITHOUT, without, floor=server, most=most, note=said)
        yield Figure(work.of, WHOLE, whole, floor=served)
        yield Figure(work.of, ALONE, alone)


def _each(mine: Laurel, other: Rival, work: Work) -> list[float]:
    """Milliseconds for one; the first turn is not counted, for it fills their caches and ours."""
    sums = [0.0] * 5
    for turn in range(TURNS + 1):
        before, begun = mine.spent(), other.cpu()
        work.ours(turn)
        after = mine.spent()
        work.theirs(turn)
        used = [*_less(after, before), *_less(other.cpu(), begun)]
        if turn:
            sums = [sum(each) for each in zip(sums, used, strict=True)]
    per = 1_000 / TURNS / work.times
    return [*(each * per for each in sums[:3]), *(each * per / work.more for each in sums[3:])]


def _less(now: Sequence[float], then: Sequence[float]) -> list[float]:
    return [after - before for after, before in zip(now, then, strict=True)]
