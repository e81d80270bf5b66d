"""How a growth is measured: the same operation in houses of each size, and what the largest costs of the smallest."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.figures import Figure
from benchmarks.growth.house import Quiet
from sandbox.meter import Usage

# An operation, the how-many-th time; what it costs is the mean of so many turns.
Act = Callable[[int], object]
TURNS = 8
TIMED = 40
# Of what grows by its nature: a turn of it takes seconds, and no flatness is told from it.
TIMED_GROWING = 2
FLAT = 1.05
# The columns of the largest size against the smallest.
GROWN, CPU = "grown, times", "CPU, times"
# us-east-1, on demand, a million units (perf.md §1e).
READ, WRITE = 0.125, 0.625


@dataclass(frozen=True)
class Growth:
    """`fill` lets so many stand in a house and says what is asked of it then, by the name of the row.

    `flat`: how many times the smallest size's cost the largest may cost; of rows in `grows` it is told and not
    judged, for the reason that stands there. `turns` where what is done comes seldom, as a page of marks.
    """

    of: str
    sizes: Sequence[int]
    fill: Callable[[Quiet, int], Mapping[str, Act]]
    flat: float = FLAT
    turns: int = TURNS
    timed: int = TIMED
    grows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """Of one operation, on average."""

    calls: float
    rru: float
    wru: float
    written: float

    @classmethod
    def of(cls, usage: Usage, turns: int) -> "Cost":
        return cls(usage.calls / turns, usage.rru / turns, usage.wru / turns, usage.bytes_written / turns)

    @property
    def price(self) -> float:
        """$ for a million of them."""
        return self.rru * READ + self.wru * WRITE

    def against(self, smallest: "Cost") -> float:
        """The worst of what it is compared by; what costs nothing at first may cost nothing later."""
        pairs = [
            (self.calls, smallest.calls),
            (self.rru, smallest.rru),
            (self.wru, smallest.wru),
            (self.written, smallest.written),
        ]
        return max((late / early if early else 1 + late) for late, early in pairs if late or early)

    def __str__(self) -> str:
        return f"{self.calls:g} calls, {self.rru:g} RRU, {self.wru:g} WRU, {self.written:,.0f} bytes written"


def costs(
    growth: Growth, houses: Mapping[int, tuple[Quiet, Mapping[str, Act]]]
) -> dict[str, dict[int, Cost]]:
    """By row and size. What is asked the first time fills what a container remembers, and is not counted."""
    found: dict[str, dict[int, Cost]] = {}
    for size, (house, acts) in houses.items():
        for row, act in acts.items():
            act(0)
            usage = house.spent(lambda act=act: [act(n) for n in range(1, growth.turns + 1)])  # type: ignore[misc]
            found.setdefault(row, {})[size] = Cost.of(usage, growth.turns)
    return found


def figures(growth: Growth) -> Iterator[Figure]:
    gc.disable()  # a crowd is no garbage, and to look through it is none of the operation's time
    houses = {}
    for size in growth.sizes:
        house = Quiet()
        houses[size] = house, growth.fill(house, size)
    found = costs(growth, houses)
    smallest, largest = houses[growth.sizes[0]], houses[growth.sizes[-1]]
    for row, of_sizes in found.items():
        yield from _row(growth, row, of_sizes)
        if growth.timed:
            yield Figure(row, CPU, round(_cpu(smallest, largest, row, growth), 2), floor=1.0)
    houses.clear()
    gc.enable()
    gc.collect()


def _row(growth: Growth, row: str, of_sizes: Mapping[int, Cost]) -> Iterator[Figure]:
    first, last = of_sizes[growth.sizes[0]], of_sizes[growth.sizes[-1]]
    for size, cost in of_sizes.items():
        yield Figure(row, costs_at(size), cost.price, floor=first.price or None)
    why = growth.grows.get(row)
    note = f"{first}" if str(first) == str(last) else f"{first}; at {power(growth.sizes[-1])} {last}"
    worst = round(last.against(first), 3)
    yield Figure(
        row,
        GROWN,
        worst,
        floor=1.0,
        most=growth.flat,
        note=note,
        why=why or "",
    )


def _cpu(
    smallest: tuple[Quiet, Mapping[str, Act]],
    largest: tuple[Quiet, Mapping[str, Act]],
    row: str,
    growth: Growth,
) -> float:
    """The product's own CPU at the largest size against that at the smallest, asked in turns."""
    taken: dict[int, list[float]] = {0: [], 1: []}
    turns = min(growth.timed, TIMED_GROWING) if row in growth.grows else growth.timed
    for turn in range(turns):
        for place, (house, acts) in enumerate((smallest, largest)):
            number = growth.turns + 1 + turn
            begun, inside = time.process_time(), house.client.inside
            acts[row](number)
            taken[place].append(time.process_time() - begun - (house.client.inside - inside))
    return median(taken[1]) / median(taken[0])


def costs_at(size: int) -> str:
    """The column: $ a million."""
    return f"$/M at {power(size)}"


def power(size: int) -> str:
    """10⁴, where it is a power of ten."""
    digits = str(size)
    if digits.strip("0") != "1" or size < 100:
        return f"{size:,}"
    return "10" + str(len(digits) - 1).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
