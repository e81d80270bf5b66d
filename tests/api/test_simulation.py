"""Trying an achievement over stored events: who would have got it, and when; bounded, paged, nothing written."""

from typing import Any

import pytest

from chalicelib.actions import simulating
from tests.api.competing import errors, post, with_achievement
from tests.competing import Arena, counting, waiting_for, win
from tests.secretary import Secretary

TEN = with_achievement()["achievement"]


@pytest.fixture
def arena(office: Secretary) -> Arena:
    return Arena(office.club)


def tried(arena: Arena, achievement: Any = TEN, **more: Any) -> Any:
    reply = post(arena.club, {"achievement": achievement, **more}, "achievements/simulate")
    assert reply.status == 200, reply.body
    return reply.json


def everyone(arena: Arena, achievement: Any = TEN, **more: Any) -> list[Any]:
    """All pages, one after another."""
    told = tried(arena, achievement, **more)
    found = list(told["data"])
    while told["meta"]["next"]:
        told = tried(arena, achievement, after=told["meta"]["next"], **more)
        found += told["data"]
    return found


def at(day: int, hour: int = 8) -> str:
    return f"2026-11-{day:02}T{hour:02}:00:00.000+0000"


def test_it_says_who_would_have_got_it_and_when_and_by_which_event(arena: Arena) -> None:
    told = arena.told(*(win("ada", day, transactionTimestamp=at(day)) for day in range(1, 15)))
    arena.told(*(win("bea", day) for day in range(9)))

    found = everyone(arena)

    assert found == [
        {
            "memberId": arena.contact("ada"),
            "memberRefId": "ada",
            "number": 1,
            "period": None,
            "at": at(10),
            "eventId": told[9]["id"],
        }
    ]


def test_it_answers_what_being_live_would_have_answered(arena: Arena) -> None:
    said = counting("win", 2, scheduleType="Daily", scheduleOccurrencesLimit=100)
    live = arena.live("twice-a-day", said)
    events = [
        win("ada", 10 * day + n, transactionTimestamp=at(day, n))
        for day in range(1, 9)
        for n in range(day % 4)
    ]
    arena.told(*events)
    arena.house.settle()

    assert sorted(one["period"] for one in everyone(arena, said)) == arena.issues(live.uid)


def test_only_the_events_of_the_period_count(arena: Arena) -> None:
    arena.told(*(win("ada", day, transactionTimestamp=at(day)) for day in range(1, 15)))
    three = counting("win", 3)

    said = [
        [one["at"] for one in everyone(arena, three, **period)]
        for period in ({"from": at(5)}, {"from": at(5), "to": at(7)}, {"to": at(3)}, {"to": at(3, 9)})
    ]

    assert said == [[at(7)], [], [], [at(3)]]


def test_nothing_is_written(arena: Arena) -> None:
    arena.told(*(win("ada", number) for number in range(12)))
    arena.house.settle()
    before = arena.club.items()

    everyone(arena)

    assert arena.club.items() == before


def test_it_goes_on_where_it_stopped_and_tells_each_member_once(arena: Arena) -> None:
    members = 2 * simulating.MOST_MEMBERS + 3
    arena.told(*(win(f"m{member}", number) for member in range(members) for number in range(2)))

    first = tried(arena, counting("win", 2))
    found = everyone(arena, counting("win", 2))

    assert first["meta"]["membersSeen"] <= simulating.MOST_MEMBERS
    assert first["meta"]["next"] is not None
    assert sorted(one["memberRefId"] for one in found) == sorted(f"m{member}" for member in range(members))


def test_no_member_is_begun_after_so_many_events(arena: Arena, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulating, "MOST_EVENTS", 3)
    arena.told(*(win(f"m{member}", number) for member in range(6) for number in range(2)))

    pages, told = 1, tried(arena, counting("win", 2))
    found = list(told["data"])
    while told["meta"]["next"]:
        told = tried(arena, counting("win", 2), after=told["meta"]["next"])
        assert told["meta"]["eventsSeen"] <= 4
        found += told["data"]
        pages += 1

    assert pages > 3
    assert len({one["memberId"] for one in found}) == len(found) == 6


def test_who_did_too_much_to_be_looked_at_is_named(arena: Arena, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulating, "MOST_OF_ONE", 5)
    arena.told(*(win("ada", number) for number in range(6)), *(win("bea", number) for number in range(5)))

    told = tried(arena, counting("win", 2))

    assert told["meta"]["skipped"] == [arena.contact("ada")]
    assert [one["memberRefId"] for one in told["data"]] == ["bea"]


def test_prerequisites_are_as_they_stand_today(arena: Arena) -> None:
    arena.live("first", counting("win", 5))
    arena.told(*(win("ada", number) for number in range(5)), *(win("bea", number) for number in range(4)))
    arena.house.settle()

    found = everyone(arena, waiting_for(counting("win", 2), "first"))

    assert [one["memberRefId"] for one in found] == ["ada"]


def test_it_reads_few_items_in_few_calls(arena: Arena) -> None:
    arena.told(*(win(f"m{member}", number) for member in range(30) for number in range(2)))
    arena.house.settle()
    meter = arena.house.meter
    assert meter is not None
    meter.reset()

    tried(arena, counting("win", 2))

    usage = meter.snapshot()["POST /api/{space}/achievements/simulate"]
    assert usage.by_call["Query"] == 1 + simulating.MOST_MEMBERS
    assert sum(usage.by_call.values()) <= 25
    assert usage.wru == 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, (1002, 404)),
        ([], (1002, 404)),
        ({"achievement": []}, (1002, 404)),
        ({"achievement": {**TEN, "ruleSets": []}}, (2023, 409)),
        ({"achievement": {**TEN, "scheduling": None}}, (1002, 404)),
        ({"achievement": TEN, "from": "yesterday"}, (1003, 406)),
        ({"achievement": TEN, "from": at(2), "to": at(2)}, (1003, 406)),
        ({"achievement": TEN, "after": "nowhere"}, (1003, 406)),
        ({"achievement": TEN, "after": "MXwwIw"}, (1003, 406)),
        ({"achievement": TEN, "after": 3}, (1003, 406)),
    ],
)
def test_what_makes_no_sense_is_refused(arena: Arena, body: Any, said: tuple[int, int]) -> None:
    assert errors(post(arena.club, body, "achievements/simulate"))[0][:2] == said


def test_it_is_the_staff_s(arena: Arena) -> None:
    asked = [
        arena.club.ask("POST", "/api/example/achievements/simulate", {"achievement": TEN}, role=role).status
        for role in ("member", "coach", "admin")
    ]

    assert asked == [403, 403, 200]
