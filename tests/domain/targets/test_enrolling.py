"""Entering, leaving and entering again: what stays, what is replaced, what is refused."""

import pytest

from chalicelib.domain.refusals import Invalid
from chalicelib.domain.targets.enrolment import MOST_SPANS
from chalicelib.domain.targets.refusals import AlreadyEnrolled, NotEnrolled, PeriodNotFound

from .making import Life, a_milestone, a_streak, days


@pytest.mark.parametrize("balance", [-1, 10**12 + 1, 10**18])
def test_a_balance_out_of_all_bounds_is_refused_and_nothing_is_kept(balance):
    life = Life(a_milestone())

    with pytest.raises(Invalid):
        life.enrol("c1", balance)

    assert life.enrolment is None


def test_a_balance_above_the_target_achieves_it_at_once_and_once():
    life = Life(a_milestone()).enrol("c1", 1200)
    assert life.names("target_achieved") == ["c1"]

    life.go("2026-06-05").leave().enrol("c1", 2000)

    assert life.names("target_achieved") == ["c1"]
    assert life.value("c1") == 2000


def test_what_was_achieved_stands_though_a_smaller_balance_replaces_it():
    life = Life(a_milestone()).enrol("c1").happens(1000).go("2026-06-05").leave()

    life.enrol("c1", 0).happens(1000, when="2026-06-05")

    assert life.value("c1") == 1000
    assert life.cycle("c1").achieved
    assert life.names("target_achieved") == ["c1"]


def test_a_balance_is_for_the_named_cycle_only():
    life = Life(a_milestone()).enrol("c2", 300)

    assert [life.value(f"c{number}") for number in range(1, 6)] == [0, 300, 0, 0, 0]


def test_a_balance_for_a_cycle_to_come_is_forgotten_where_an_earlier_one_is_entered():
    life = Life(a_milestone()).enrol("c3", 300).go("2026-06-05").leave()

    life.enrol("c2", 100)

    assert (life.value("c2"), life.value("c3")) == (100, 0)
    assert life.enrolled == ["c2", "c3", "c4", "c5"]


def test_left_before_it_began_a_cycle_resumes_with_its_balance():
    life = Life(a_milestone()).enrol("c3", 300).go("2026-06-05").leave()
    assert life.enrolled == []

    life.enrol("c3")

    assert life.value("c3") == 300


def test_nothing_counts_before_a_cycle_to_come_begins():
    life = Life(a_milestone(exclude_before_enrolment=False)).enrol("c3")

    life.go("2026-08-02").happens(5, when="2026-06-10").happens(6, when="2026-08-01")

    assert (life.value("c1"), life.value("c3")) == (0, 6)


def test_leaving_ends_this_cycle_and_the_later_ones():
    life = Life(a_milestone()).enrol("c1").go("2026-08-10").leave()

    assert life.enrolled == ["c1", "c2"]


def test_leaving_before_the_first_cycle_leaves_all():
    life = Life(a_milestone(), now="2026-05-20").enrol().leave()

    assert life.enrolled == []


def test_cycles_that_were_missed_in_between_stay_left():
    life = Life(a_milestone()).enrol("c1").go("2026-07-10").leave().go("2026-09-10").enrol()

    assert life.enrolled == ["c1", "c4", "c5"]


def test_who_is_not_enrolled_cannot_leave():
    with pytest.raises(NotEnrolled):
        Life(a_milestone()).leave()
    with pytest.raises(NotEnrolled):
        Life(a_milestone()).enrol("c1").leave().leave()


def test_who_is_enrolled_stays_so_after_the_last_cycle():
    life = Life(a_milestone()).enrol("c1").go("2026-12-01")

    with pytest.raises(PeriodNotFound):
        life.enrol()
    life.leave()

    assert life.enrolled == ["c1", "c2", "c3", "c4", "c5"]


def test_a_late_event_of_the_earlier_enrolment_counts_and_one_of_the_gap_does_not():
    life = Life(a_milestone()).enrol("c1").go("2026-06-10").leave().go("2026-06-20").enrol("c1")

    life.happens(5, when="2026-06-09T23:59").happens(7, when="2026-06-10").happens(9, when="2026-06-20")

    assert life.value("c1") == 14


def test_a_late_event_of_the_earlier_enrolment_counts_even_while_nobody_is_enrolled():
    life = Life(a_milestone()).enrol("c1").go("2026-06-10").leave().go("2026-06-20")

    life.happens(1000, when="2026-06-09").happens(7, when="2026-06-11")

    assert life.value("c1") == 1000
    assert life.names("target_achieved") == ["c1"]


def test_a_replaced_balance_takes_no_late_events_of_before_and_earlier_cycles_do():
    life = Life(a_milestone()).enrol("c1").go("2026-07-10").leave().go("2026-07-20").enrol("c2", 150)

    life.happens(5, when="2026-07-09").happens(3, when="2026-06-09")

    assert (life.value("c1"), life.value("c2")) == (3, 150)


def test_after_a_reset_nothing_of_before_counts():
    life = Life(a_streak(value=2)).enrol().happens().go("2026-06-02").leave().enrol(reset=True)

    life.happens(when="2026-06-01").happens()

    assert [life.value(cycle.ref_code) for cycle in life.scheme.cycles[:2]] == [1, 1]


def test_a_cycle_that_was_met_is_met_again_after_a_reset_but_its_goal_is_told_once():
    life = Life(a_streak()).enrol().happens().leave().go("2026-06-01T09:00").enrol(reset=True)
    assert (life.streak.current, life.value("d_1")) == (0, 0)

    life.happens()

    assert (life.streak.current, life.value("d_1")) == (1, 1)
    assert life.names("target_achieved") == ["d_1"]
    assert life.names("streak_level_reached") == ["l1", "l1"]


def test_a_reset_means_nothing_the_first_time():
    life = Life(a_streak()).enrol(reset=True).happens()

    assert life.levels == ["l1"]


def test_a_reset_means_nothing_to_a_milestone_and_that_is_said():
    life = Life(a_milestone()).enrol("c1", 100, reset=True)

    assert life.warnings == ("resetStreakStatus is ignored: it is for streaks only.",)
    assert life.value("c1") == 100


def test_the_seeds_own_example_gives_no_warning():
    assert Life(a_milestone()).enrol("c1", 100, reset=False).warnings == ()


def test_twice_is_refused_however_it_is_asked():
    life = Life(a_streak()).enrol()

    for ask in ({"period": "d_2"}, {"reset": True}, {"balance": 3}):
        with pytest.raises(AlreadyEnrolled):
            life.enrol(**ask)


def test_p253_who_has_completed_it_may_enrol_again():
    """Policy: with null it resumes; a fresh start is asked for with 0."""
    life = Life(a_milestone()).enrol("c1").happens(1000).leave()

    assert life.enrol("c1", 0).value("c1") == 0


def test_p255_after_the_end_it_is_refused_and_before_the_start_it_waits():
    """Policy: the seed's sub-case 5 enrols in the nearest cycle to come."""
    with pytest.raises(PeriodNotFound):
        Life(a_milestone(), now="2026-11-01").enrol("c5")

    assert Life(a_milestone(), now="2026-01-01").enrol().enrolled[0] == "c1"


def test_only_the_last_enrolments_are_remembered_for_late_events():
    life = Life(a_milestone(days(1))).enrol()
    for minute in range(1, 2 * MOST_SPANS + 1):
        life.go(f"2026-06-01T01:{minute:02}")
        life.leave() if minute % 2 else life.enrol()

    life.happens(5, when="2026-06-01T00:30").happens(7, when="2026-06-01T01:18:30")

    assert life.enrolment is not None
    assert len(life.enrolment.spans) == MOST_SPANS
    assert life.value("d_1") == 7
