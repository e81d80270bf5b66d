"""What the sweep costs: with nothing due, and with fifty memberships due among ever more that are not."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from benchmarks.figures import Figure
from benchmarks.growth.growing import FLAT, GROWN, Cost, power
from benchmarks.growth.house import NOON, Quiet
from benchmarks.growth.lists import joined
from sandbox.meter import Usage
from tests.secretary import Secretary

SIZES = (1_000, 10_000, 100_000)
DUE = 50
SHARDS = 8
LOOKING = 4.0  # RRU: eight queries that find nothing
# The reminder six weeks before the end of a year.
AHEAD = timedelta(days=365 - 42)
# The least that a step can be: itself and its move in due. Its event is told with it, in one transaction: the
# membership, which is over 1 KB, 4; its move 2; the event 2 and the event's places 3.
A_MOVE, A_STEP = 3, 11

AGAIN = "it looks again after what it did: a renewal leads to work that is due at once"


def sweeps() -> Iterator[Figure]:
    found = {size: _swept(size) for size in SIZES}
    for row in ("The sweep, nothing due", f"The sweep, {DUE} due"):
        first, last = (Cost.of(found[size][row], 1) for size in (SIZES[0], SIZES[-1]))
        yield Figure(row, GROWN, round(last.against(first), 3), floor=1.0, most=FLAT, note=f"{last}")
        for size in SIZES:
            queries = found[size][row].by_call["Query"]
            yield Figure(row, f"queries at {power(size)}", queries, floor=SHARDS, most=SHARDS, why=AGAIN)
    idle, busy = found[SIZES[-1]].values()
    yield Figure("The sweep, nothing due", "RRU", idle.rru, floor=LOOKING, most=LOOKING)
    yield Figure(f"The sweep, {DUE} due", "WRU each", busy.wru / DUE, floor=A_MOVE, most=A_STEP)


def _swept(size: int) -> Mapping[str, Usage]:
    """Memberships of a year that begin today, and some that began so long ago that they fall due tomorrow."""
    house = Quiet()
    office = Secretary(house.club)
    kind = office.type()
    house.multiply(lambda: joined(office, kind), size - DUE - 1, only="M")
    early = (NOON - AHEAD + timedelta(days=1)).date().isoformat()
    house.multiply(lambda: joined(office, kind, "1", start_date=early), DUE - 1)  # and the one that is copied
    idle = house.spent(house.sweep)
    house.clock.turn_to(NOON.replace(hour=0) + timedelta(days=1, seconds=30))
    busy = house.spent(house.sweep)
    return {"The sweep, nothing due": idle, f"The sweep, {DUE} due": busy}
