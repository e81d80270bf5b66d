"""How many round trips follow one another: by how the calls are made, whatever the engine's speed."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.spent import Purse, Spent
from chalicelib.store import keys
from chalicelib.store.keys import Key
from chalicelib.store.table import AT_ONCE, TenantTable, at_once
from tests.asking import Club
from tests.awarding import table_of
from tests.secretary import Secretary

Spend = Callable[[Callable[[TenantTable], Any]], Spent]


@pytest.fixture
def spend(office: Secretary) -> Spend:
    table = table_of(office.club)
    return lambda act: Purse(office.club.house).spent(lambda: act(table))


def key(number: int) -> Key:
    return keys.contact("example", f"{number:024x}")


def test_calls_of_one_thread_wait_for_one_another(spend: Spend) -> None:
    spent = spend(lambda table: [table.get(key(number)) for number in range(3)])

    assert (spent.calls, spent.rounds) == (3, 3)


@pytest.mark.parametrize(("many", "rounds"), [(2, 1), (AT_ONCE, 1), (AT_ONCE + 1, 2), (3 * AT_ONCE, 3)])
def test_what_goes_out_together_is_one_round_trip_as_long_as_the_pool_has_room(
    spend: Spend, many: int, rounds: int
) -> None:
    spent = spend(lambda table: at_once(lambda number: table.get(key(number)), range(many)))

    assert (spent.calls, spent.rounds) == (many, rounds)


def test_of_what_goes_out_together_the_longest_counts(spend: Spend) -> None:
    def look(table: TenantTable, number: int) -> None:
        for _ in range(1 + number):
            table.get(key(number))

    spent = spend(lambda table: at_once(lambda number: look(table, number), range(3)))

    assert (spent.calls, spent.rounds) == (6, 3)


def test_what_comes_after_a_crowd_waits_for_it(spend: Spend) -> None:
    def act(table: TenantTable) -> None:
        table.get(key(0))
        for _ in range(2):
            at_once(lambda number: table.get(key(number)), range(4))
        table.get(key(0))

    assert spend(act).rounds == 4


def test_a_look_at_the_key_is_no_part_of_an_operation(office: Secretary) -> None:
    club: Club = office.club
    person = club.person()["uid"]

    spent = Purse(club.house).spent(lambda: club.got(f"person/{person}/"))

    assert (spent.requests, spent.calls, spent.rounds, spent.rru) == (1, 1, 1, 1)


def test_an_event_and_its_places_are_told_apart_from_what_it_is_of(office: Secretary) -> None:
    office.club.done("triggers/", {"achievement_completed": []})
    uid = office.club.start(office.club.type(steps=["One"]))["uid"]
    office.club.done(f"achievement/{uid}/complete_all_steps/")

    spent = Purse(office.club.house).spent(lambda: office.club.done(f"achievement/{uid}/finish/"))

    assert (spent.wru, spent.told) == (10, 5)
