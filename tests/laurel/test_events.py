"""The commands on events: looked at, and replayed once what was wrong is mended."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.reactions import book
from tests.api.test_event_quarantine import aside, broken, mended
from tests.asking import Club
from tests.competing import WINS, Arena, win
from tests.laurel.saying import Operator
from tests.secretary import Secretary


@pytest.fixture
def arena(office: Secretary) -> Arena:
    return Arena(office.club)


@pytest.fixture
def club(arena: Arena) -> Club:
    return arena.club


def put_aside(club: Club) -> str:
    """A finish that could not be followed."""
    club.finished()
    uid: str = club.got("event/?type=achievement_completed")["results"][0]["uid"]
    book._set_aside(club.house.wired.table.of(club.tenant), uid, "for the test", club.house.clock.now())
    return uid


def poison(arena: Arena) -> Any:
    """Two activity events wait; their achievement, to mend."""
    achievement = arena.live("ten-wins", WINS)
    broken(arena, achievement)
    arena.told(win("ada", 1), win("bob", 1))
    arena.house.settle()
    return achievement


def test_events_are_listed_by_type_and_by_what_became_of_them(club: Club, operator: Operator) -> None:
    uid = put_aside(club)
    club.person(first_name="Else")

    by_type = operator.knows("event", "list", club.tenant, "--type", "achievement_completed").rows
    left = operator.knows("event", "list", club.tenant, "--set-aside").rows

    assert [row["uid"] for row in by_type] == [uid]
    assert [(row["uid"], row["state"], row["reason"]) for row in left] == [(uid, "set_aside", "for the test")]


def test_an_event_is_shown_with_its_data(club: Club, operator: Operator) -> None:
    uid = put_aside(club)

    shown = operator.knows("event", "show", club.tenant, uid).json

    assert (shown["type"], shown["data"]["name"]) == ("achievement_completed", "Badge 3")
    assert "  name: Badge 3" in operator.says("event", "show", club.tenant, uid).out.splitlines()


def test_a_replayed_event_is_followed_by_the_next_sweep(club: Club, operator: Operator) -> None:
    uid = put_aside(club)
    club.house.settle()
    assert club.mails() == []

    said = operator.knows("event", "replay", club.tenant, uid).json
    club.house.turn_to(club.house.clock.now() + timedelta(minutes=2))

    assert said["replayed"] == [uid]
    assert [to for to, _ in club.mails()] == ["ada@example.org"]


def test_an_event_that_was_not_set_aside_is_left_as_it_is(club: Club, operator: Operator) -> None:
    club.finished()
    uid = club.got("event/?type=achievement_completed")["results"][0]["uid"]

    said = operator.says("event", "replay", club.tenant, uid, "0" * 24)

    assert said.status == 1
    assert said.out.splitlines() == [
        "0 events replayed, 2 left as they were.",
        f"{uid}: This event was not set aside.",
        f"{'0' * 24}: There is no such set aside event.",
    ]


def test_all_that_wait_are_replayed_and_those_that_are_poison_still_are_named(
    arena: Arena, club: Club, operator: Operator
) -> None:
    uid, achievement = put_aside(club), poison(arena)

    early = operator.says("event", "replay", club.tenant, "--all", "--json")
    mended(arena, achievement)
    waiting = operator.knows("event", "list", club.tenant, "--activity", "--set-aside").rows
    late = operator.knows("event", "replay", club.tenant, "--all").json

    assert (early.status, early.json["replayed"], len(early.json["left"])) == (1, [uid], 2)
    assert {row["contact"] for row in waiting} == {arena.contact("ada"), arena.contact("bob")}
    assert (len(late["replayed"]), late["left"]) == (2, {})
    assert {one["state"] for one in aside(arena)} == {"replayed"}
    assert arena.count(achievement, "ada") == 1


@pytest.mark.parametrize("words", [[], ["0" * 24, "--all"], ["nonsense"]])
def test_which_events_must_be_said(words: list[str], club: Club, operator: Operator) -> None:
    said = operator.says("event", "replay", club.tenant, *words)

    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
