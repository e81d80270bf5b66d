"""The guard that every test runs under: it sees a function that goes beyond its policy."""

import pytest

from chalicelib.store import keys
from chalicelib.store.conditions import Where
from sandbox.house import House
from tests.allowing import POLICIES, working
from tests.asking import Club
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def taken() -> list[str]:
    found, POLICIES.broken = POLICIES.broken, []
    return found


def looked_at_what_is_due(house: House) -> None:
    house.wired.table.page("due", Where("dpk").eq(keys.due_shard(0)))


@pytest.mark.parametrize("function", ["api_handler", "press", "stream"])
def test_only_the_sweep_may_look_at_what_is_due(function: str, club: Club) -> None:
    with working("sweep"):
        looked_at_what_is_due(club.house)
    by_the_sweep = taken()
    with working(function):
        looked_at_what_is_due(club.house)

    assert (by_the_sweep, taken()) == ([], [f"{function} asked for ('dynamodb:Query', 'index/due')"])


def test_a_scan_is_nobodys(club: Club) -> None:
    with working("sweep"):
        club.items()  # by a client of the tests' own, which is watched, too

    assert taken() == ["sweep asked for ('dynamodb:Scan', 'table')"]


def test_a_request_works_as_the_function_that_the_gateway_leads_it_to(club: Club) -> None:
    seen = POLICIES.seen
    club.got("person/")

    assert POLICIES.seen > seen
    assert taken() == []
