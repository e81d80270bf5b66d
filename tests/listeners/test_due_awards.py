"""The clock over awards: never early, a sweep late at most, all of it after an outage, and once (W2, M6)."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions import issuing, points
from chalicelib.domain.award_states import State
from tests.asking import Club
from tests.awarding import given, standing, table_of, wait
from tests.secretary import Secretary

HOUR = timedelta(hours=1)


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def told(club: Club, name: str) -> list[Any]:
    return [event for event in club.got("event/?page_size=100")["results"] if event["type"] == name]


def test_a_delay_of_an_hour_issues_at_the_hour_and_not_a_millisecond_before(club: Club) -> None:
    uid = given(club, club.person()["uid"], delay=60)
    due = club.house.clock.now() + HOUR

    club.house.turn_to(due - timedelta(milliseconds=1))
    assert standing(club, uid).state is State.HELD

    club.house.turn_to(due + timedelta(minutes=1))
    issued = standing(club, uid).issued
    assert issued is not None and due <= issued <= due + timedelta(minutes=1)


def test_the_stream_issues_at_once_what_has_no_delay(club: Club) -> None:
    uid = given(club, club.person()["uid"])

    club.house.pump.drain()

    assert standing(club, uid).state is State.CLAIMED


def test_what_the_stream_loses_the_next_sweep_issues(club: Club) -> None:
    uid = given(club, club.person()["uid"])
    club.house.faults.lose_next = 10_000
    club.house.pump.drain()
    assert standing(club, uid).state is State.HELD

    club.house.sweep()

    assert standing(club, uid).state is State.CLAIMED


def test_a_clock_that_is_behind_the_one_that_awarded_issues_too(club: Club) -> None:
    uid = given(club, club.person()["uid"])
    behind = club.house.clock.now() - timedelta(seconds=3)

    issuing.fall_due(table_of(club), uid, at=behind)

    award = standing(club, uid)
    assert award.state is State.CLAIMED and award.issued == award.created


def test_a_clock_that_is_behind_issues_no_delayed_one_early(club: Club) -> None:
    uid = given(club, club.person()["uid"], delay=1)
    due = standing(club, uid).available

    issuing.fall_due(table_of(club), uid, at=due - timedelta(microseconds=1))

    assert standing(club, uid).state is State.HELD


def test_after_three_days_without_a_schedule_all_are_issued_each_once(club: Club) -> None:
    person = club.person(email="ada@example.org")["uid"]
    uids = [given(club, person, key=str(place), delay=place) for place in range(40)]
    waiting = given(club, person, key="claim me", acknowledgement=True)
    over = [given(club, person, key=f"over {n}", acknowledgement=True, period=n + 1) for n in range(5)]
    wait(club.house, days=3)

    for _ in range(2):
        club.house.turn_to(club.house.clock.now() + timedelta(minutes=2))

    states = [standing(club, uid).state for uid in uids]
    assert states == [State.CLAIMED] * 40
    assert standing(club, waiting).state is State.HELD
    assert [standing(club, uid).state for uid in over] == [State.EXPIRED] * 5
    assert len(told(club, "reward_issued")) == 40
    found = points.audit(table_of(club), person)
    assert found.agrees and (found.kept.points, found.kept.entries) == (200, 40)


@pytest.mark.parametrize(("days", "mails"), [(1, ["Ada Berger has received Late"]), (3, [])])
def test_after_an_outage_all_is_given_and_what_is_older_than_36_hours_is_not_mailed(
    club: Club, days: int, mails: list[str]
) -> None:
    person = club.person(email="ada@example.org")["uid"]
    late = given(club, person, name="Late", delay=10)
    gone = given(club, person, key="2", name="Gone", acknowledgement=True, period=30)
    wait(club.house, days=days)

    club.house.turn_to(club.house.clock.now() + timedelta(minutes=2))

    assert (standing(club, late).state, standing(club, gone).state) == (State.CLAIMED, State.EXPIRED)
    subjects = [subject for _, subject in club.mails()]
    assert [one for one in subjects if "received" in one] == mails
    (expired,) = told(club, "reward_expired")
    assert expired["time"] == "2026-11-21T12:30:00"


def test_a_point_in_time_in_an_outage_takes_nothing_that_was_due_before(club: Club) -> None:
    now = club.house.clock.now()
    person = club.person()["uid"]
    due_before = given(club, person, delay=60, point_in_time=now + 2 * HOUR)
    over_before = given(club, person, key="2", delay=180, point_in_time=now + 2 * HOUR)
    wait(club.house, days=3)

    club.house.sweep()

    assert standing(club, due_before).state is State.CLAIMED
    assert standing(club, over_before).state is State.EXPIRED


def test_done_twice_it_does_nothing(club: Club) -> None:
    person = club.person()["uid"]
    uid = given(club, person)
    now = club.house.clock.now()
    issuing.fall_due(table_of(club), uid, at=now)
    before = club.items()

    issuing.fall_due(table_of(club), uid, at=now + HOUR)

    assert club.items() == before


def test_issuing_is_three_reads_and_one_transaction(club: Club) -> None:
    person = club.person()["uid"]
    club.made(f"person/{person}/points/", {"points": 10, "reason": "no level is reached by five more"})
    uid = given(club, person)
    assert club.house.meter is not None
    club.house.meter.reset()

    issuing.fall_due(table_of(club), uid, at=club.house.clock.now())

    used = club.house.meter.total
    assert dict(used.by_call) == {"GetItem": 3, "TransactWriteItems": 1}, "award, words, balance"
    assert (used.rru, used.wru) == (2.5, 13)


def test_awarding_costs_its_write_and_its_two_places(club: Club) -> None:
    person = club.person()["uid"]
    assert club.house.meter is not None
    club.house.meter.reset()

    given(club, person)

    assert club.house.meter.calls["TransactWriteItems"] == 1
