"""Growth: what an operation costs when there is a hundred times, ten thousand times as much of everything."""

from collections.abc import Iterable, Iterator

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
SIZES = sorted({size for growth in GROWTHS for size in growth.sizes})
COLUMNS = (growing.GROWN, growing.CPU, *map(growing.costs_at, SIZES))
ORDER = {column: place for place, column in enumerate(COLUMNS)}


def measure() -> Iterable[Figure]:
    """A row an operation: first how its cost grows, then what it costs at each size, from the smallest on."""
    return sorted(_taken(), key=lambda figure: ORDER.get(figure.measure, len(ORDER)))


def _taken() -> Iterator[Figure]:
    for growth in GROWTHS:
        yield from growing.figures(growth)
    yield from boards.own_places()
    yield from due.sweeps()
