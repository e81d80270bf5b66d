"""What a look at a board costs, and what a move: counted by the meter, the same for a thousand as for more."""

import random

import pytest

from chalicelib.actions import boards
from sandbox.house import House
from sandbox.meter import Usage
from tests import scored
from tests.conftest import NOON

SIZES = (1_000, 100_000)
MOST_READ = 4.0
AT_ONCE = {"BatchGetItem", "Query"}


def looked(house: House, contact: str) -> tuple[boards.Page, Usage]:
    assert house.meter is not None
    house.meter.reset()
    table = house.wired.table.of("example")
    page = boards.scores(table, "sales", "all", limit=15, contact=contact, now=NOON)
    return page, house.meter.total


@pytest.mark.parametrize("size", SIZES)
def test_the_best_15_and_the_own_place_cost_four_units_in_two_steps_whatever_the_size(
    house: House, size: int
) -> None:
    members = scored.crowd(size)
    asking = random.Random(1).sample(members, 20)
    scored.preload(house.wired.table.of("example"), "sales", members, looked_at=asking)
    best = sorted(members, key=lambda one: (-one.score, one.number))[:15]
    ranked = sorted((one.score for one in members), reverse=True)

    for member in asking:
        page, usage = looked(house, member.uid)

        assert page.own == 1 + ranked.index(member.score)
        assert [row.user.uid for row in page.rows] == [one.uid for one in best]
        assert usage.rru <= MOST_READ, dict(usage.by_call)
        # The first step is one BatchGetItem; a second one and the queries go out together.
        assert usage.by_call.keys() <= AT_ONCE
        assert usage.by_call["BatchGetItem"] <= 2


def test_a_look_costs_no_more_among_many_than_among_few(house: House) -> None:
    costs = []
    for size in SIZES:
        members = scored.crowd(size)
        scored.preload(house.wired.table.of("example"), "sales", members, looked_at=members[:1])
        costs.append(looked(house, members[0].uid)[1].rru)
        house.engine.reset()
        house.build()

    few, many = costs
    assert many <= few <= MOST_READ
