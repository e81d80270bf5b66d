"""What docs/table.md says that an operation costs is what the meter measures."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from benchmarks.cost import measured, measuring
from benchmarks.floors import floors
from benchmarks.spent import Purse, Spent
from tests.asking import Club
from tests.house import pages
from tests.house.costs import OPERATIONS
from tests.house.road_costs import MAIL
from tests.secretary import Secretary

COSTS = pages.lines(pages.DOCS / "table.md")
FLOORS = floors()
MEASURED = measured.known()
PRICE = re.compile(r"[0-9]+(\.5)?")


def spent(club: Club, act: Callable[[], Any]) -> Spent:
    return Purse(club.house).spent(act)


@pytest.fixture
def quick(office: Secretary) -> Club:
    """On the engine of this process: the meter counts the same on any, and some operations take a crowd."""
    return office.club


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_costs_what_its_row_says_and_no_more_than_its_floor_lets_it(
    quick: Club, name: str
) -> None:
    act = OPERATIONS[name](quick)

    usage = spent(quick, act)

    _, _, rru, wru, *_ = COSTS[name]
    assert (usage.rru, usage.wru) == (float(rru), float(wru)), usage
    assert FLOORS[name].excess(usage) == FLOORS[name].over, (
        "benchmarks/floors.toml says what is over, and why"
    )
    written_down = MEASURED[name].itself if name in MEASURED else None
    assert written_down and measuring.share(usage).without_bytes == written_down.without_bytes, (
        "docs/cost.md prices something else: python -m benchmarks.cost"
    )


def test_what_is_over_its_budget_and_nothing_else_has_a_reason() -> None:
    assert FLOORS.keys() == OPERATIONS.keys()
    assert {name for name, one in FLOORS.items() if one.over} == {n for n, one in FLOORS.items() if one.why}


def test_following_and_sending_cost_what_their_rows_say(club: Club) -> None:
    """Time flows here, so that a claim moves the mail in the index, as it does outside."""
    club.done("triggers/", {"achievement_completed": [MAIL]})
    club.finished()
    ticks, still = count(), club.house.clock.now
    club.house.wired.clock = lambda: still() + timedelta(milliseconds=next(ticks))

    usage = spent(club, club.house.settle)

    follow, send, sweep = (
        COSTS[name] for name in ("follow an event, n mails", "send a mail", "the sweep, nothing due")
    )
    assert (follow[3], send[2:4], sweep[2:4]) == ("3 + 5 n", ["4 to 6", "8"], ["4", "0"])
    assert usage.wru == 3 + 5 * 1 + 8
    assert usage.rru == (float(follow[2]) - 1) + 5 + float(sweep[2]), "no guardian is read"


def test_every_row_with_a_plain_price_is_measured() -> None:
    plain = {
        name
        for name, cells in COSTS.items()
        if len(cells) == 6 and all(PRICE.fullmatch(c) for c in cells[2:5])
    }

    assert plain == set(OPERATIONS)
