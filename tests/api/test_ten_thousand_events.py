"""Ten thousand events in one call: in few calls of the table, and counted once each whatever the stream does."""

from typing import Any

import pytest

from tests.api.test_budgets import AUTHENTICATION
from tests.api.test_event_costs import spent
from tests.competing import Arena, counting, win

MEMBERS, EVENTS = 20, 10_000


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def a_season() -> list[dict[str, Any]]:
    return [win(f"m{number % MEMBERS}", number, sourceValue=number / 10) for number in range(EVENTS)]


def test_they_are_stored_in_so_many_calls_and_units(arena: Arena) -> None:
    arena.live("plays", counting("win", EVENTS))
    arena.told(*(win(f"m{number}") for number in range(MEMBERS)))

    usage = spent(arena, lambda: arena.told(*a_season()))

    receipts, members = EVENTS // 500, 1
    assert usage.by_call == {
        "GetItem": 1,
        "BatchGetItem": members + EVENTS // 100,
        "BatchWriteItem": 1 + EVENTS // 25,
    }
    assert EVENTS < usage.wru <= EVENTS + receipts * 15
    assert usage.rru == AUTHENTICATION + (MEMBERS + 1) * 0.5 + EVENTS


@pytest.mark.slow
@pytest.mark.parametrize("lost", [0, 3_000, 100_000])
def test_they_are_counted_once_each_on_a_stream_that_repeats_and_loses(arena: Arena, lost: int) -> None:
    one = arena.live("plays", counting("win", EVENTS))
    arena.live("hundreds", counting("win", 100, scheduleType="Repeatedly", scheduleOccurrencesLimit=1_000))
    arena.house.faults.lose_next, arena.house.faults.duplicate_next = lost, 30

    arena.told(*a_season())
    arena.house.settle()
    arena.sweep_later()

    assert {arena.count(one, f"m{number}") for number in range(MEMBERS)} == {EVENTS // MEMBERS}
    assert len(arena.issues("hundreds")) == EVENTS // 100
    assert [item for item in arena.club.items() if item["sk"]["S"] == "AR"] == []
