"""Growth: what an operation costs when there is a hundred times, ten thousand times as much of everything."""

from collections.abc import Iterable

from benchmarks.figures import Figure
from benchmarks.growth import boards, due, events, growing, lists, social, targets

TITLE = "Growth: DynamoDB $ per million operations, and the largest size against the smallest"
GROWTHS = (
    *events.GROWTHS,
    *lists.GROWTHS,
    *social.GROWTHS,
    *targets.GROWTHS,
    *boards.GROWTHS,
)


def measure() -> Iterable[Figure]:
    for growth in GROWTHS:
        yield from growing.figures(growth)
    yield from boards.own_places()
    yield from due.sweeps()
