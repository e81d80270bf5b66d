"""Events that come when the counters of their period were let go: the stored events tell, once."""

from typing import Any

import pytest

from tests.competing import Arena, counting, waiting_for, win
from tests.secretary import Secretary

DAILY = {"scheduleType": "Daily", "scheduleOccurrencesLimit": 100}


@pytest.fixture
def arena(office: Secretary) -> Arena:
    return Arena(office.club)


def on(day: int, number: int) -> dict[str, Any]:
    """The `number`-th win of a day of November."""
    return win("ada", 100 * day + number, transactionTimestamp=f"2026-11-{day:02}T0{number}:00:00.000+0000")


def test_a_late_event_completes_a_day_long_gone_by(arena: Arena) -> None:
    arena.live("twice-a-day", counting("win", 2, **DAILY))
    arena.told(*(on(day, 1) for day in range(1, 21)))
    arena.house.settle()

    arena.told(on(2, 2))
    arena.told(on(20, 2))

    assert arena.issues() == ["2026-11-02", "2026-11-20"]


def test_told_again_or_with_more_of_its_day_it_is_issued_once(arena: Arena) -> None:
    arena.live("twice-a-day", counting("win", 2, **DAILY))
    arena.told(*(on(day, 1) for day in range(1, 21)))
    arena.house.settle()

    for _ in range(2):
        arena.told(on(2, 2), on(2, 3), on(3, 2))
        arena.house.settle()
        arena.sweep_later()

    assert arena.issues() == ["2026-11-02", "2026-11-03"]


def test_a_batch_from_the_past_backwards_is_what_it_would_have_been_in_order(arena: Arena) -> None:
    arena.live("twice-a-day", counting("win", 2, **DAILY))

    for day in range(20, 0, -1):
        arena.told(on(day, 1))
        arena.told(on(day, 2))

    assert arena.issues() == [f"2026-11-{day:02}" for day in range(1, 21)]


def test_the_limit_holds_for_late_ones_too(arena: Arena) -> None:
    arena.live("three-days", counting("win", 1, scheduleType="Daily", scheduleOccurrencesLimit=3))

    for day in range(20, 0, -1):
        arena.told(on(day, 1))

    assert arena.issues() == ["2026-11-18", "2026-11-19", "2026-11-20"]


def test_a_late_event_waits_for_its_prerequisite_and_counts_only_since_it_is_live(arena: Arena) -> None:
    arena.told(*(on(day, 1) for day in range(1, 3)))
    arena.house.settle()
    arena.house.turn_to(arena.house.clock.now().replace(hour=13))
    arena.live("first", counting("sale", 1))
    arena.live("daily", waiting_for(counting("win", 2, **DAILY), "first"))
    arena.told(*(on(day, 1) for day in range(5, 20)))
    arena.house.settle()

    arena.told(on(1, 2))  # its first win came before it was live
    arena.told(on(5, 2))
    blocked = arena.issues("daily")
    arena.told({"memberRefId": "ada", "action": "sale"})
    arena.told(on(6, 2))

    assert (blocked, arena.issues("daily")) == ([], ["2026-11-06"])


def test_of_one_instant_what_came_before_it_was_live_counts_no_more_when_its_receipt_falls_due(
    arena: Arena,
) -> None:
    """The clock stands still: only the version of the rules tells which came first."""
    arena.told(*(win("ada", number) for number in range(4)))
    arena.house.settle()
    late = arena.live("four-wins", counting("win", 4))
    arena.told(win("ada", 50))
    arena.told(*(win("ada", 51 + number) for number in range(2)))
    arena.sweep_later()

    assert (arena.count(late, "ada"), arena.issues()) == (3, [])
