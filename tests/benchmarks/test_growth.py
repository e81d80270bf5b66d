"""Nothing costs more where there is more of everything: at small sizes on every run, at large ones in `make bench`."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.growth import GROWTHS, due, growing
from benchmarks.growth.growing import GROWN, Cost, Growth
from benchmarks.growth.house import TABLE, Quiet
from chalicelib import wiring
from chalicelib.store.codec import encode_item

SMALL, LARGE = 100, 1_000
# What the stream does for a crowd takes seconds: `make bench` has it.
QUICK = [growth for growth in GROWTHS if growth.of != "moves"]


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    yield
    wiring.use(None)


@pytest.mark.parametrize("growth", QUICK, ids=lambda growth: growth.of)
def test_an_operation_costs_the_same_among_ten_times_as_much(growth: Growth) -> None:
    small = replace(growth, sizes=(SMALL, LARGE), timed=0)

    grown = [figure for figure in growing.figures(small) if figure.measure == GROWN]

    assert grown
    assert [f"{one.of}: {one.value}, {one.note}" for one in grown if not one.passes] == []


def test_a_sweep_costs_what_is_due_among_ten_times_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "SIZES", (SMALL, LARGE))

    figures = list(due.sweeps())

    assert [one for one in figures if not one.passes] == []


def test_the_quiet_house_meters_as_the_sandbox_does() -> None:
    """A contact with one address, as docs/table.md has it; the key's look-up comes on top."""
    house = Quiet()

    usage = house.spent(lambda: house.club.person(email="ada@example.org"))

    assert (usage.rru, usage.wru, usage.calls) == (1, 8, 2)


def test_a_query_of_the_quiet_house_ends_at_a_megabyte() -> None:
    house = Quiet()
    house.place(encode_item({"pk": "p", "sk": f"{n:04}", "text": "x" * 10_000}) for n in range(200))
    asked = {"#0": "pk"}, {":0": {"S": "p"}}

    page = house.client.query(
        TableName=TABLE,
        KeyConditionExpression="#0 = :0",
        ExpressionAttributeNames=asked[0],
        ExpressionAttributeValues=asked[1],
    )

    assert page["Count"] == 105
    assert page["LastEvaluatedKey"]["sk"] == {"S": "0104"}


def test_growth_is_the_worst_of_what_it_is_compared_by() -> None:
    once = Cost(calls=2, rru=1, wru=0, written=0)

    assert Cost(calls=2, rru=3, wru=0, written=0).against(once) == 3
    assert Cost(calls=1, rru=1, wru=1, written=0).against(once) == 2, "what was free is free no more"
    assert once.against(once) == 1
