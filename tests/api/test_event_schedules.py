"""When what is counted is issued: by its schedule, its prerequisites, its limits, and to whom."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.store.contacts import CONTACTS
from tests.competing import WINS, Arena, counting, waiting_for, win


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def test_repeatedly_starts_anew_at_each_issue(arena: Arena) -> None:
    arena.live("threes", counting("win", 3, scheduleType="Repeatedly", scheduleOccurrencesLimit=5))

    arena.told(*(win("ada", number) for number in range(20)))
    arena.house.settle()

    assert arena.issues() == ["1", "2", "3", "4", "5"]


def test_more_issues_than_a_transaction_takes_are_all_issued(arena: Arena) -> None:
    arena.live("each", counting("win", 1, scheduleType="Repeatedly", scheduleOccurrencesLimit=1000))
    for number in range(50):
        arena.live(f"first-{number}", counting("play", 1))

    arena.told(*(win("ada", number) for number in range(90)))
    arena.told({"memberRefId": "ada", "action": "play"})
    arena.house.settle()

    assert len(arena.issues("each")) == 90
    assert len(arena.issues()) == 90 + 50


def test_daily_goes_by_the_event_s_own_time(arena: Arena) -> None:
    arena.live("twice-a-day", counting("win", 2, scheduleType="Daily", scheduleOccurrencesLimit=100))
    days = [f"2026-11-{day}T{hour}:00:00.000+0000" for day in (18, 17, 20) for hour in ("23", "01")]

    arena.told(*(win("ada", place, transactionTimestamp=at) for place, at in enumerate(days)))
    arena.told(win("ada", 100, transactionTimestamp="2026-11-19T12:00:00.000+0000"))
    arena.house.settle()

    assert arena.issues() == ["2026-11-17", "2026-11-18", "2026-11-20"]


def test_what_is_reached_before_its_period_is_issued_as_the_period_begins(arena: Arena) -> None:
    """NOON is a Saturday; only Mondays are chosen, and other days count towards the next one."""
    arena.live("mondays", counting("win", 2, scheduleType="Daily", every=[1], scheduleOccurrencesLimit=9))
    arena.live("wins", counting("win", 3))
    for number in range(3):
        arena.told(win("ada", number))
    arena.house.settle()
    before = arena.issues()

    arena.house.turn_to(arena.house.clock.now().replace(day=23, hour=0, minute=1))

    assert (before, arena.issues("mondays")) == (["1"], ["2026-11-23"])
    assert [item for item in arena.club.items() if item["sk"]["S"].startswith("X#") and "dpk" in item] == []


def test_a_prerequisite_issued_later_releases_what_is_reached_already(arena: Arena) -> None:
    arena.live("medal", waiting_for(counting("play", 2), "ten-wins"))
    arena.live("ten-wins", WINS)
    arena.told(*({**win("ada", number), "action": "play"} for number in range(2)))
    arena.house.settle()
    before = arena.issues("medal")

    for number in range(10, 20):
        arena.told(win("ada", number))
    arena.house.settle()

    assert (before, arena.issues("medal")) == ([], ["1"])


def test_a_chain_of_prerequisites_is_followed_to_its_end(arena: Arena) -> None:
    arena.live("a", counting("win", 1))
    arena.live("b", waiting_for(counting("play", 1), "a"))
    arena.live("c", waiting_for(counting("sing", 1), "b"))
    for action in ("sing", "play"):
        arena.told({"memberRefId": "ada", "action": action})

    arena.told(win("ada"))
    arena.house.settle()

    assert [arena.issues(uid) for uid in "abc"] == [["1"], ["1"], ["1"]]


def test_a_must_not_keeps_an_achievement_from_being_issued(arena: Arena) -> None:
    arena.live("loser", counting("loss", 1))
    arena.live("flawless", waiting_for(counting("win", 2), "loser", link="Must-Not"))
    for reference, actions in {"ada": ("loss", "win", "win"), "bob": ("win", "win", "loss")}.items():
        for action in actions:
            arena.told({"memberRefId": reference, "action": action})
    arena.house.settle()

    contacts = [item["pk"]["S"] for item in arena.club.items() if item["sk"]["S"] == "W#flawless#1"]

    assert contacts == [f"example#P#{arena.contact('bob')}"]


def test_member_groups_let_their_members_in_only(arena: Arena) -> None:
    one = arena.live("club", {**counting("win", 1), "memberGroups": ["gold"]})
    arena.told(win("ada", 0), win("bob", 0))
    ada = CONTACTS.load(arena.table, arena.contact("ada"))
    arena.table.put(CONTACTS.changed("example", replace(ada, member_groups=("silver", "gold"))))

    arena.told(win("ada", 1))
    arena.told(win("bob", 1))

    assert arena.issues() == ["1"]
    assert arena.count(one, "bob") == 0
