"""What a look at a board costs, and what a move: counted by the meter, the same for a thousand as for more."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.actions import boards
from sandbox.house import House
from sandbox.meter import Usage
from tests import scored
from tests.boarding import Boards, email, sale
from tests.conftest import NOON

SIZES = (1_000, 100_000)
MOST_READ = 4.0
WINDOWS = 4  # of all time, a month, a week, a day
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
    asking = random.Random(1).sample(members, 12)
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


@pytest.mark.parametrize(("told", "most"), [(email, 4.2), (sale, 10.0)], ids=["small steps", "any amounts"])
def test_a_move_of_many_costs_little_more_than_its_entry_and_its_place(
    boards: Boards, told: Callable[..., Any], most: float
) -> None:
    """3 of it are the entry and its place, in a transaction 4; the rest is the tree, shared."""
    chance = random.Random(3)
    crowd = [f"m{number}" for number in range(60)]
    for _ in range(2):
        values = [() if told is email else (round(chance.lognormvariate(4, 1), 2),) for _ in crowd]
        boards.tell(*(told(who, *value) for who, value in zip(crowd, values, strict=True)))
        assert boards.house.meter is not None
        boards.house.meter.reset()
        boards.house.pump.drain()

    usage = boards.house.meter.total
    own = len(crowd) * 2  # each card is a write of its own, with its place in due
    assert (usage.wru - own) / (len(crowd) * WINDOWS) <= most
