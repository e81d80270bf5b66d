"""Rules on the hour and the weekday: on the tenant's clock wherever they are asked, live, tried or retroactively."""

from typing import Any

import pytest

from tests.api.competing import post, with_achievement
from tests.api.test_retroactive import go_on, issues
from tests.competing import Arena, counting
from tests.domain.rules.making import sub, subs
from tests.scoring import at, done

# Seven in the morning of a Sunday in Kolkata is half past one in UTC; half past eleven at night of a Saturday is 18:00.
EARLY, LATE = at("2026-11-15T01:30:00"), at("2026-11-14T18:00:00")


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def visits(fact: str, operator: str, constant: int, **scheduling: Any) -> dict[str, Any]:
    """Two visits at such a time."""
    said = counting("visit", 2, **scheduling)
    rule = said["ruleSets"][0]["conditions"][0]["rules"][0]
    rule["subConditions"] = [subs(sub(fact, operator, constant))]
    return {name: said[name] for name in ("ruleSets", "scheduling", "dependantOn")}


def goes_live(arena: Arena, said: dict[str, Any], query: str = "") -> str:
    reply = post(arena.club, with_achievement(achievementLiveStatus="Live", **said), f"achievements{query}")
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


def twice(arena: Arena, time: str, first: int = 0) -> None:
    arena.told(*(done("visit", first + number, transactionTimestamp=time) for number in range(2)))
    arena.house.settle()


def moves_to_kolkata(arena: Arena) -> None:
    arena.club.done("tenant/", {"timezone": "Asia/Kolkata"})


@pytest.mark.parametrize(
    ("fact", "constant", "time"),
    [("event.hour", 7, EARLY), ("event.hour", 23, LATE), ("event.weekday", 7, EARLY)],
)
def test_what_is_live_is_asked_on_the_tenants_clock(
    arena: Arena, fact: str, constant: int, time: str
) -> None:
    uid = goes_live(arena, visits(fact, "==", constant))
    moves_to_kolkata(arena)

    twice(arena, time)

    assert len(issues(arena.club, uid)) == 1


def test_what_is_tried_is_asked_on_the_tenants_clock(arena: Arena) -> None:
    twice(arena, EARLY)
    said = {**with_achievement()["achievement"], **visits("event.hour", "==", 7)}
    before = post(arena.club, {"achievement": said}, "achievements/simulate").json["data"]

    moves_to_kolkata(arena)
    after = post(arena.club, {"achievement": said}, "achievements/simulate").json["data"]

    assert (len(before), len(after)) == (0, 1)


def test_what_goes_live_retroactively_is_asked_on_the_tenants_clock(arena: Arena) -> None:
    moves_to_kolkata(arena)
    twice(arena, EARLY)

    uid = goes_live(arena, visits("event.hour", "==", 7), "?retroactive=true")
    go_on(arena, uid)

    assert len(issues(arena.club, uid)) == 1


def test_a_period_that_is_counted_anew_is_asked_on_the_tenants_clock(arena: Arena) -> None:
    """Nine later days let the first go: the second visit of that day comes after them."""
    uid = goes_live(arena, visits("event.hour", "==", 7, scheduleType="Daily", scheduleOccurrencesLimit=9))
    moves_to_kolkata(arena)
    arena.told(done("visit", 0, transactionTimestamp=at("2026-11-02T01:30:00")))
    for day in range(3, 13):
        arena.told(done("visit", day, transactionTimestamp=at(f"2026-11-{day:02}T01:30:00")))

    arena.told(done("visit", 99, transactionTimestamp=at("2026-11-02T01:40:00")))

    assert [key for key, _, _ in issues(arena.club, uid)] == ["2026-11-02"]
