"""What each operation asks of DynamoDB and what a million of it cost, beside the least that is thinkable."""

from collections.abc import Callable, Iterator

from benchmarks import bill, stage
from benchmarks.figures import Figure
from benchmarks.floors import Floor, floors
from benchmarks.spent import AUTHENTICATION, Spent
from tests.house.costs import OPERATIONS

TITLE = "Operations: calls, units, dollars (without the key's look-up, but in dollars)"

MEASURES = {"rounds": "round trips in a row", "rru": "RRU", "wru": "WRU"}


def measure() -> Iterator[Figure]:
    known = floors()
    for name in OPERATIONS:
        yield from _figures(name, known[name], _spent(name))


def _spent(name: str) -> Spent:
    with stage.club() as (club, purse):
        act: Callable[[], object] = OPERATIONS[name](club)
        return purse.spent(act)


def _figures(name: str, floor: Floor, spent: Spent) -> Iterator[Figure]:
    most = floor.most(spent)
    yield Figure(name, "calls", spent.calls, note=f"floor: {floor.how}")
    for one, measure in MEASURES.items():
        # Nothing is excused but what the file says, to the unit.
        why = floor.why if floor.over.get(one) == getattr(spent, one) else ""
        yield Figure(name, measure, getattr(spent, one), getattr(floor, one), most=most[one], why=why)
    yield Figure(name, "bytes written", spent.bytes_written)
    yield Figure(name, "$ a million", dollars(spent), floor=_least_dollars(floor, spent))


def dollars(spent: Spent) -> float:
    """With API Gateway, Lambda and the look at the key, where it is a request."""
    units = bill.of_units(spent.rru + spent.requests * AUTHENTICATION, spent.wru)
    return units + spent.requests * bill.of_a_request(spent.rounds + AUTHENTICATION)


def _least_dollars(floor: Floor, spent: Spent) -> float:
    return bill.of_units(floor.rru, floor.wru) + spent.requests * bill.of_a_request(floor.rounds)
