"""What docs/table.md says that an operation costs is what the meter measures."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from chalicelib.actions import awarding, issuing
from chalicelib.domain.award import Issue
from chalicelib.store import keys
from sandbox.meter import Usage
from tests.api import competing
from tests.asking import Club
from tests.awarding import given, table_of
from tests.domain.awards import NOON, a_reward
from tests.house import game_costs, pages, target_costs
from tests.house.game_costs import with_points
from tests.secretary import Secretary

COSTS = pages.lines(pages.DOCS / "table.md")
PRICE = re.compile(r"[0-9]+(\.5)?")
AUTHENTICATION = 1.0  # RRU: the table leaves it out
ADA = {"first_name": "Ada", "email": "ada@example.org"}


def used(club: Club, act: Callable[[], Any]) -> Usage:
    assert club.house.meter is not None
    club.house.meter.reset()
    act()
    return club.house.meter.total


@pytest.fixture
def quick(office: Secretary) -> Club:
    """On the engine of this process: the meter counts the same on any, and some operations take a crowd."""
    return office.club


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_costs_what_its_row_says(quick: Club, name: str) -> None:
    act = OPERATIONS[name](quick)

    usage = used(quick, act)

    _, _, rru, wru, *_ = COSTS[name]
    assert (usage.rru - AUTHENTICATION, usage.wru) == (float(rru), float(wru)), dict(usage.by_call)


def test_following_and_sending_cost_what_their_rows_say(club: Club) -> None:
    """Time flows here, so that a claim moves the mail in the index, as it does outside."""
    mail = {"action": "send-templated-email", "template": "achievement_completed"}
    club.done("triggers/", {"achievement_completed": [mail]})
    club.finished()
    ticks, still = count(), club.house.clock.now
    club.house.wired.clock = lambda: still() + timedelta(milliseconds=next(ticks))

    usage = used(club, club.house.settle)

    follow, send, sweep = (
        COSTS[name] for name in ("follow an event, n mails", "send a mail", "the sweep, nothing due")
    )
    assert (follow[3], send[2:4], sweep[2:4]) == ("3 + 5 n", ["4 to 5", "7"], ["4", "0"])
    assert usage.wru == 3 + 5 * 1 + 7
    assert usage.rru == (float(follow[2]) - 1) + 4 + float(sweep[2]), "no guardian is read"


def test_every_row_with_a_plain_price_is_measured() -> None:
    plain = {
        name
        for name, cells in COSTS.items()
        if len(cells) == 6 and all(PRICE.fullmatch(c) for c in cells[2:5])
    }

    assert plain == set(OPERATIONS)
