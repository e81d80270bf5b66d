"""A month of a place, as AWS would bill it: places.toml says what it does, measured.json what that takes."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import bill
from benchmarks.cost import amounts
from benchmarks.cost.amounts import Amounts
from benchmarks.cost.measured import Measured
from benchmarks.cost.standing import Standing

FILE = Path(__file__).with_name("places.toml")
TICK = "the sweep, nothing due"


@dataclass(frozen=True)
class Place:
    """`asks` and `happens` by operations, a month; `kept` is what stands in the table at any time."""

    title: str
    story: str
    cold: float
    containers: float
    metrics: float
    asks: Mapping[str, float]
    happens: Mapping[str, float]
    kept: Mapping[str, float]

    @property
    def requests(self) -> float:
        return sum(self.asks.values())


NOBODY = Place("Nobody", "", 0, 0, 0, {}, {}, {})


@dataclass(frozen=True)
class Line:
    """So much of what AWS counts under `name`."""

    name: str
    amount: float

    @property
    def dollars(self) -> float:
        return self.amount * amounts.price(self.name)

    @property
    def beyond_free(self) -> float:
        """In an account that spends AWS's standing allowances on nothing else."""
        return max(0.0, self.amount - bill.FREE.get(self.name, 0)) * amounts.price(self.name)


def places() -> list[Place]:
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [Place(**one) for one in said.values()]


def of(place: Place, known: Mapping[str, Measured], stack: Standing) -> list[Line]:
    """A line for everything on the price list, in its order, also where it is nothing."""
    used = amounts.stood(stack, known[TICK], place.containers, place.metrics) + _work(place, known)
    if stack.recovery:
        used["recovery_gb_month"] = used["table_gb_month"]
    return [Line(name, used[name]) for name in (*bill.PRICES, *bill.EACH)]


def total(lines: Iterable[Line]) -> float:
    return sum(line.dollars for line in lines)


def beyond_free(lines: Iterable[Line]) -> float:
    return sum(line.beyond_free for line in lines)


def every(minutes: int, stack: Standing) -> Standing:
    """The same stack, with its clock so much slower."""
    return replace(stack, ticks=stack.ticks / minutes)


def unwatched(stack: Standing) -> Standing:
    """The same stack, deployed with Alarms=no: metrics are told all the same."""
    return replace(stack, alarms=0, dashboards=0)


def _work(place: Place, known: Mapping[str, Measured]) -> Amounts:
    mail = amounts.mailed(known)
    whole = amounts.times(amounts.started(), place.requests * place.cold)
    for name, many in place.asks.items():
        one = known[name]
        whole += amounts.times(amounts.asked(name, one) + amounts.followed(one, mail), many)
    for name, many in place.happens.items():
        whole += amounts.times(amounts.happened(known[name], mail), many)
    for name, many in place.kept.items():
        whole += amounts.times(amounts.kept(known[name]), many)
    return whole
