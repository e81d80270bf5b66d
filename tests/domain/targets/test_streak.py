"""Streaks: one a cycle, broken at a cycle's end, right for a reader at once, kept by pauses and freezes."""

import pytest

from chalicelib.domain.refusals import Invalid
from chalicelib.domain.targets.cycles import Frequency, generated
from chalicelib.domain.targets.enrolment import MOST_GRANTS, MOST_PAUSES
from chalicelib.domain.targets.refusals import InThePast, NotEnrolled, OnlyOfStreaks, TooMany

from .making import Life, a_milestone, a_streak, at, day, days


def with_days(*done: int, **given) -> Life:
    """Enrolled on the first of June; an event on each of these days (0 is the first), then the day after."""
    life = Life(a_streak(**given)).enrol()
    for number in done:
        life.go(life.scheme.cycles[number].begins).sweep().happens()
    return life


def test_p168_twice_a_day_counts_once():
    assert with_days(0, 0).streak.current == 1


def test_p170_a_missed_day_breaks_it_and_says_so():
    life = with_days(0, 1, 3)

    assert life.streak.current == 1
    (broken,) = (event for event in life.told if event.name == "streak_broken")
    assert (broken.data["cycle"], broken.data["length"]) == ("d_3", 2)
    assert broken.occurred_at == at("2026-06-04")


def test_p172_p178_a_freeze_makes_a_missed_day_good():
    life = Life(a_streak()).enrol().give(1).happens().go("2026-06-02").happens()

    life.go("2026-06-04")

    assert (life.streak.current, life.streak.freezes) == (2, 0)
    assert life.happens().streak.current == 3
    assert life.names("streak_broken") == []


def test_p174_freezes_are_held_by_who_is_enrolled():
    with pytest.raises(NotEnrolled):
        Life(a_streak()).give(1)


def test_p176_a_pause_keeps_it():
    life = with_days(0, 1)
    life.pause("2026-06-03", "2026-06-05")

    life.go("2026-06-05T08:00").sweep()

    assert life.streak.current == 2
    assert life.happens().streak.current == 3


def test_a_miss_is_true_for_a_reader_at_the_very_end_and_not_before():
    life = with_days(0, 1)

    assert life.go("2026-06-03T23:59:59.999999").streak.current == 2
    assert life.go("2026-06-04").streak.current == 0


def test_the_scheduled_function_tells_a_break_once():
    life = with_days(0).go("2026-06-03")

    life.sweep().sweep().go("2026-06-04").sweep()

    assert life.names("streak_broken") == ["d_2"]
    assert life.enrolment is not None
    assert life.enrolment.due is None


def test_nothing_is_due_where_nothing_can_break():
    assert with_days().enrolment.due is None
    assert with_days(0, continuous=False).enrolment.due is None
    assert with_days(0).leave().enrolment.due is None


def test_freezes_and_pauses_put_off_when_it_is_due():
    life = with_days(0)
    assert life.enrolment.due == at("2026-06-03")

    life.give(1).pause("2026-06-03", "2026-06-04")

    assert life.enrolment.due == at("2026-06-05")


def test_a_streak_that_is_not_continuous_counts_every_cycle_met():
    life = with_days(0, 3, 7, continuous=False).give(2).go("2026-06-10")

    assert (life.streak.current, life.levels) == (3, ["l1", "l2", "l3"])
    assert (life.names("streak_broken"), life.streak.freezes) == ([], 2)


def test_a_level_is_told_once_though_the_streak_breaks_and_grows_again():
    life = with_days(0, 1, 3, 4, 5)

    assert life.names("streak_level_reached") == ["l1", "l2", "l3"]
    assert (life.streak.current, life.streak.best) == (3, 3)


def test_a_level_says_what_it_gives():
    life = with_days(0)

    level = next(event for event in life.told if event.name == "streak_level_reached")

    assert (level.data["level"], level.data["cycles"], level.data["rewards"]) == ("l1", 1, [])


def test_a_late_event_is_judged_as_if_it_had_come_in_time():
    life = with_days(0, 1).go("2026-06-04").sweep().happens()
    assert (life.streak.current, life.names("streak_broken")) == (1, ["d_3"])

    life.happens(when="2026-06-03T20:00")

    assert life.streak.current == 4
    assert life.levels == ["l1", "l2", "l3", "l4"]


def test_a_late_event_gives_a_freeze_back_and_it_serves_a_later_miss():
    life = with_days(0).give(1).go("2026-06-04").sweep()
    assert (life.streak.current, life.streak.freezes) == (0, 0)  # the 2nd was frozen, the 3rd broke it

    life.happens(when="2026-06-02T12:00")

    assert (life.streak.current, life.streak.freezes) == (2, 0)  # now the 3rd is frozen


def test_a_freeze_that_is_given_later_saves_nothing_that_was_lost_before():
    life = with_days(0).go("2026-06-03T08:00").give(3)

    assert (life.streak.current, life.streak.freezes) == (0, 3)


def test_a_freeze_is_not_spent_on_a_streak_of_nothing():
    assert with_days().give(1).go("2026-06-05").streak.freezes == 1


def test_freezes_that_are_left_outlive_a_reset():
    life = with_days(0).give(2).go("2026-06-03").leave()  # one was used on the 2nd

    assert life.enrol(reset=True).streak.freezes == 1


def test_pauses_to_come_outlive_a_reset():
    life = with_days(0).pause("2026-06-04", "2026-06-05").leave().enrol(reset=True)

    assert life.enrolment is not None
    assert len(life.enrolment.pauses) == 1
    assert life.go("2026-06-08").leave().enrol(reset=True).enrolment.pauses == ()


def test_days_between_two_enrolments_break_nothing():
    life = with_days(0, 1).go("2026-06-03T09:00").leave().go("2026-06-06").enrol()

    assert life.streak.current == 2
    assert life.happens().streak.current == 3


def test_the_cycle_in_which_one_comes_back_counts_like_any_other():
    life = with_days(0, 1).go("2026-06-03T09:00").leave().go("2026-06-06").enrol().go("2026-06-07")

    assert life.streak.current == 0
    assert life.sweep().names("streak_broken") == ["d_6"]


def test_a_cycle_met_before_leaving_still_counts():
    assert with_days(0, 1).go("2026-06-02T09:00").leave().streak.current == 2


def test_a_cycle_that_wants_nothing_breaks_nothing():
    values = {1: 1, 3: 1}

    assert with_days(0, 2, value=None, values=values).streak.current == 2


@pytest.mark.parametrize(("now", "start"), [("2026-06-02T22:30", "2026-06-02"), ("2026-06-02", "2026-06-01")])
def test_a_pause_cannot_begin_in_the_past_of_the_groups_zone(now, start):
    life = Life(a_streak(days(9, zone="Europe/Berlin"))).enrol().go(now)

    with pytest.raises(InThePast):
        life.pause(start, "2026-06-05")


def test_a_pause_may_begin_today():
    assert Life(a_streak()).enrol().pause("2026-06-01", "2026-06-02").enrolment.pauses


@pytest.mark.parametrize("end", ["2026-06-02", "2026-06-01", "2027-06-04"])
def test_a_pause_is_one_day_to_a_year_long(end):
    with pytest.raises(Invalid):
        Life(a_streak()).enrol().pause("2026-06-02", end)


def test_a_pause_of_one_day_keeps_a_cycle_of_many():
    """Policy: what cannot be met in full need not be met."""
    weeks = generated(Frequency.WEEKLY, day("2026-06-01"), 4, "UTC", prefix="w")
    life = Life(a_streak(weeks)).enrol().happens()

    life.pause("2026-06-10", "2026-06-11").go("2026-06-15")

    assert life.streak.current == 1


def test_pauses_and_freezes_are_for_streaks_that_run():
    milestone = Life(a_milestone()).enrol("c1")
    with pytest.raises(OnlyOfStreaks):
        milestone.pause("2026-06-02", "2026-06-03")
    with pytest.raises(OnlyOfStreaks):
        milestone.give(1)
    with pytest.raises(NotEnrolled):
        Life(a_streak()).enrol().leave().pause("2026-06-02", "2026-06-03")


@pytest.mark.parametrize(("number", "refusal"), [(0, Invalid), (-1, Invalid), (101, TooMany)])
def test_freezes_are_given_and_no_hoard_of_them_is_held(number, refusal):
    with pytest.raises(refusal):
        Life(a_streak()).enrol().give(number)


def test_what_is_kept_of_pauses_and_freezes_is_bounded():
    life = Life(a_streak()).enrol()
    for _ in range(MOST_PAUSES):
        life.pause("2026-06-02", "2026-06-03")
    for _ in range(MOST_GRANTS):
        life.give(1)

    with pytest.raises(TooMany):
        life.pause("2026-06-02", "2026-06-03")
    with pytest.raises(TooMany):
        life.give(1)


def test_p182_the_night_in_which_the_clocks_change_ends_one_day():
    life = Life(a_streak(days(3, "2026-10-24", "America/New_York")), now="2026-10-24T12:00").enrol()
    life.happens().go("2026-10-25T12:00").happens()

    assert life.go("2026-10-27T03:59:59").streak.current == 2
    assert life.go("2026-10-27T04:00").streak.current == 0
