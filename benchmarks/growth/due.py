"""What the sweep costs: with nothing due, and with fifty memberships due among ever more that are not."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from benchmarks.figures import Figure
from benchmarks.growth.growing import FLAT, Cost, power
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
# A step: the membership 2, its move in due 2, its event 2 and the event's places 3.
A_STEP = 9


def sweeps() -> Iterator[Figure]:
    found = {size: _swept(size) for size in SIZES}
    for row in ("The sweep, nothing due", f"The sweep, {DUE} due"):
        first, last = (Cost.of(found[size][row], 1) for size in (SIZES[0], SIZES[-1]))
        yield Figure(row, "grown ×", round(last.against(first), 3), floor=1.0, most=FLAT, note=f"{last}")
        for size in SIZES:
            queries = found[size][row].by_call["Query"]
            yield Figure(row, f"queries at {power(size)}", queries, floor=SHARDS, most=SHARDS)
    idle, busy = found[SIZES[-1]].values()
    yield Figure("The sweep, nothing due", "RRU", idle.rru, floor=LOOKING, most=LOOKING)
    yield Figure(f"The sweep, {DUE} due", "WRU each", busy.wru / DUE, floor=A_STEP, most=A_STEP)


def _swept(size: int) -> Mapping[str, Usage]:
    """Memberships of a year that begin today, and some that began so long ago that they fall due tomorrow."""
    house = Quiet()
    office = Secretary(house.club)  # type: ignore[no-untyped-call]
    kind = office.type()
    house.multiply(lambda: joined(office, kind), size - DUE - 1)
    early = (NOON - AHEAD + timedelta(days=1)).date().isoformat()
    house.multiply(lambda: joined(office, kind, "1", start_date=early), DUE - 1)  # and the one that is copied
    idle = house.spent(house.sweep)
    house.pass_time(days=1)
    busy = house.spent(house.sweep)
    return {"The sweep, nothing due": idle, f"The sweep, {DUE} due": busy}
