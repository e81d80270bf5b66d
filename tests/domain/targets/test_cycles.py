"""Cycles by dates and generated ones: half-open, in the group's zone, over every change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.refusals import Invalid
from chalicelib.domain.targets.cycles import (
    Cycle,
    Frequency,
    PeriodStatus,
    check,
    current_or_next,
    generated,
    holding,
    named,
)
from chalicelib.domain.targets.refusals import Overlap, TooMany

from .making import Life, a_milestone, a_streak, at, day, days

MOMENT = timedelta(microseconds=1)
# The day on which the clocks change, and how long it is.
CHANGES = [
    ("Europe/London", "2026-03-29", 23),
    ("Europe/London", "2026-10-25", 25),
    ("America/New_York", "2026-03-08", 23),
    ("America/New_York", "2026-11-01", 25),
    ("Asia/Kolkata", "2026-03-29", 24),
    ("Asia/Kolkata", "2026-10-25", 24),
]


@pytest.mark.parametrize(("zone", "changing", "hours"), CHANGES)
def test_an_event_at_a_cycles_very_end_counts_in_exactly_one_cycle(zone, changing, hours):
    start = day(changing) - timedelta(days=1)
    cycles = days(4, start.isoformat(), zone)
    life = Life(a_milestone(cycles), now=cycles[0].begins).enrol()
    changed = cycles[1]
    assert changed.ends - changed.begins == timedelta(hours=hours)

    life.go(cycles[3].begins)
    for moment in (changed.begins, changed.ends - MOMENT, changed.ends):
        life.happens(1, when=moment)

    assert [life.value(cycle.ref_code) for cycle in cycles] == [0, 2, 1, 0]


@pytest.mark.parametrize(("zone", "changing", "hours"), CHANGES)
def test_every_hour_of_the_day_on_which_the_clocks_change_lies_in_one_cycle(zone, changing, hours):
    cycles = days(3, (day(changing) - timedelta(days=1)).isoformat(), zone)

    for hour in range(hours):
        assert holding(cycles, cycles[1].begins + timedelta(hours=hour)) is cycles[1]


@given(
    frequency=st.sampled_from([one for one in Frequency if one is not Frequency.CUSTOM]),
    start=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    count=st.integers(1, 100),
    zone=st.sampled_from(["UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]),
)
def test_generated_cycles_meet_and_never_overlap(frequency, start, count, zone):
    cycles = generated(frequency, start, count, zone, prefix="p")

    check(cycles)
    assert len(cycles) == count
    assert all(one.ends == following.begins for one, following in pairwise(cycles))


@pytest.mark.parametrize(
    ("frequency", "starts"),
    [
        (Frequency.DAILY, ["2026-01-31", "2026-02-01", "2026-02-02"]),
        (Frequency.WEEKLY, ["2026-01-31", "2026-02-07", "2026-02-14"]),
        (Frequency.MONTHLY, ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (Frequency.QUARTERLY, ["2026-01-31", "2026-04-30", "2026-07-31"]),
        (Frequency.YEARLY, ["2026-01-31", "2027-01-31", "2028-01-31"]),
        (Frequency.CUSTOM, ["2026-01-31", "2026-02-10", "2026-02-20"]),
    ],
)
def test_generated_cycles_are_anchored_to_their_first_day(frequency, starts):
    cycles = generated(frequency, day("2026-01-31"), 3, "UTC", prefix="PERIOD_G_7", days=10)

    assert [cycle.start.isoformat() for cycle in cycles] == starts
    assert [cycle.ref_code for cycle in cycles] == ["PERIOD_G_7_1", "PERIOD_G_7_2", "PERIOD_G_7_3"]


def test_weekly_cycles_go_on_over_the_53rd_week_of_a_year():
    cycles = generated(Frequency.WEEKLY, day("2026-12-21"), 3, "UTC", prefix="w")

    assert [cycle.start.isoformat() for cycle in cycles] == ["2026-12-21", "2026-12-28", "2027-01-04"]


def test_cycles_that_follow_others_are_numbered_on():
    cycles = generated(Frequency.DAILY, day("2026-06-01"), 2, "UTC", prefix="d", after=5)

    assert [cycle.number for cycle in cycles] == [6, 7]


@pytest.mark.parametrize("count", [0, 101])
def test_more_than_a_hundred_cycles_and_none_are_refused(count):
    with pytest.raises(Invalid):
        generated(Frequency.DAILY, day("2026-06-01"), count, "UTC", prefix="d")


@pytest.mark.parametrize("length", [None, 0, 36_526])
def test_a_custom_frequency_needs_its_days(length):
    with pytest.raises(Invalid):
        generated(Frequency.CUSTOM, day("2026-06-01"), 2, "UTC", prefix="d", days=length)


def test_cycles_beyond_the_calendar_are_refused():
    with pytest.raises(Invalid):
        generated(Frequency.YEARLY, day("9950-01-01"), 100, "UTC", prefix="y")


def a_cycle(start: str, end: str, ref_code: str = "x", number: int = 1) -> Cycle:
    return Cycle(number, ref_code, day(start), day(end), "UTC")


@pytest.mark.parametrize(
    ("cycles", "refusal"),
    [
        ([a_cycle("2026-06-01", "2026-06-10"), a_cycle("2026-06-09", "2026-06-20", "y", 2)], Overlap),
        ([a_cycle("2026-06-11", "2026-06-20"), a_cycle("2026-06-01", "2026-06-10", "y", 2)], Overlap),
        ([a_cycle("2026-06-01", "2026-06-01")], Invalid),
        ([a_cycle("2026-06-02", "2026-06-01")], Invalid),
        ([a_cycle("2026-06-01", "2026-06-02", "")], Invalid),
        ([a_cycle("2026-06-01", "2026-06-02", "x" * 101)], Invalid),
        ([a_cycle("2026-06-01", "2026-06-02"), a_cycle("2026-06-02", "2026-06-03", "x", 2)], Invalid),
        ([*days(100), a_cycle("2027-06-01", "2027-06-02")], TooMany),
    ],
)
def test_cycles_that_overlap_or_are_none_are_refused(cycles, refusal):
    with pytest.raises(refusal):
        check(cycles)


def test_cycles_that_meet_or_leave_a_gap_are_right():
    check([a_cycle("2026-06-01", "2026-06-10"), a_cycle("2026-06-10", "2026-06-12", "y")])
    check([a_cycle("2026-06-01", "2026-06-10"), a_cycle("2026-07-10", "2026-07-12", "y")])


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2026-05-31T22:59:59", PeriodStatus.FUTURE),
        ("2026-05-31T23:00", PeriodStatus.CURRENT),
        ("2026-06-01T22:59:59", PeriodStatus.CURRENT),
        ("2026-06-01T23:00", PeriodStatus.PAST),
    ],
)
def test_a_cycles_status_turns_at_local_midnight(now, status):
    assert days(1, zone="Europe/London")[0].status(at(now)) is status


def test_in_a_gap_nothing_holds_and_the_nearest_is_to_come():
    first, second = a_cycle("2026-06-01", "2026-06-02"), a_cycle("2026-06-05", "2026-06-06", "y")

    assert holding([first, second], at("2026-06-03")) is None
    assert holding([first, second], at("2026-05-03")) is None
    assert current_or_next([first, second], at("2026-06-03")) is second
    assert current_or_next([first, second], at("2026-06-06")) is None


def test_a_cycle_is_found_by_its_exact_name_alone():
    cycles = days(2)

    assert named(cycles, "d_2") is cycles[1]
    assert named(cycles, "D_2") is None


def test_a_day_that_a_zone_leaves_out_breaks_no_streak():
    """Samoa had no 30 December 2011."""
    life = Life(a_streak(days(4, "2011-12-28", "Pacific/Apia")), now="2011-12-28T12:00").enrol()

    life.happens().go("2011-12-29T20:00").happens().go("2011-12-30T12:00").happens()

    assert not life.scheme.cycles[2].is_real
    assert (life.streak.current, life.names("streak_broken")) == (3, [])


@pytest.mark.parametrize(
    ("cycles", "moment", "ends"),
    [  # P228: the period is fixed, whenever the member starts
        (
            generated(Frequency.MONTHLY, day("2023-10-10"), 2, "UTC", prefix="m"),
            "2023-10-18T10:20:00",
            "2023-11-10",
        ),
    ],
)
def test_p228_a_member_who_starts_later_has_the_rest_of_the_cycle(cycles, moment, ends):
    life = Life(a_milestone(cycles), now=moment).enrol()

    held = holding(life.scheme.cycles, life.now)

    assert held is not None
    assert held.ends == datetime.fromisoformat(ends).replace(tzinfo=UTC)


def test_the_last_cycles_end_lies_in_no_cycle():
    cycles = days(2)

    assert holding(cycles, cycles[1].ends) is None
    assert holding(cycles, cycles[1].ends - MOMENT) is cycles[1]
