"""The sub-cases of seed 004, in its own words and with its own numbers."""

import pytest

from chalicelib.domain.targets.refusals import AlreadyEnrolled, PeriodNotFound

from .making import Life, a_milestone, a_streak, days

ALL = ["c1", "c2", "c3", "c4", "c5"]
MIDDLE_OF_C1, START_OF_C3, MIDDLE_OF_C3 = "2026-06-15", "2026-08-01", "2026-08-15"


def test_sub_case_1_1_enrolled_from_the_beginning_of_c1_the_user_is_in_all_the_cycles_from_c1():
    life = Life(a_milestone(), now="2026-06-01").enrol("c1")

    assert life.enrolled == ALL


@pytest.mark.parametrize(("excluded", "counted"), [(True, 0), (False, 400)])
def test_sub_case_1_2_what_happened_in_c1_before_the_enrolment_counts_by_the_config(excluded, counted):
    life = Life(a_milestone(exclude_before_enrolment=excluded), now=MIDDLE_OF_C1).enrol("c1")

    life.happens(400, when="2026-06-05")

    assert life.value("c1") == counted
    assert life.enrolled == ALL


@pytest.mark.parametrize(("excluded", "counted"), [(True, 0), (False, 400)])
def test_sub_case_1_2_it_does_not_matter_whether_it_was_told_before_or_after(excluded, counted):
    life = Life(a_milestone(exclude_before_enrolment=excluded), now="2026-06-05").happens(400)

    life.go(MIDDLE_OF_C1).enrol("c1")

    assert life.value("c1") == counted


def test_sub_case_2_1_enrolled_at_the_very_start_of_c3_the_user_is_in_all_the_cycles_from_c3():
    life = Life(a_milestone(), now=START_OF_C3).enrol("c3")

    assert life.enrolled == ["c3", "c4", "c5"]


@pytest.mark.parametrize(("excluded", "counted"), [(True, 0), (False, 400)])
def test_sub_case_2_2_in_the_middle_of_c3_the_config_still_holds_but_with_c3(excluded, counted):
    life = Life(a_milestone(exclude_before_enrolment=excluded), now=MIDDLE_OF_C3).enrol("c3")

    life.happens(400, when="2026-08-05").happens(70, when="2026-07-31T23:59:59")

    assert life.value("c3") == counted
    assert life.value("c2") == 0


def test_sub_case_3_1_an_initial_balance_of_300_leaves_700_of_the_1000_to_achieve():
    life = Life(a_milestone(), now="2026-06-01").enrol("c1", 300)

    assert life.value("c1") == 300
    life.go("2026-06-10").happens(699)
    assert life.cycle("c1").achieved is None
    life.happens(1)
    assert (life.value("c1"), life.names("target_achieved")) == (1000, ["c1"])
    assert life.value("c2") == 0


@pytest.mark.parametrize(("balance", "value"), [(0, 0), (150, 150), (None, 250)])
def test_sub_case_3_2_re_enrolled_into_c4_with_250_achieved_before(balance, value):
    life = Life(a_milestone(), now="2026-06-01").enrol("c1")
    life.go("2026-09-05").happens(250).go("2026-09-10").leave()
    assert life.value("c4") == 250
    life.go("2026-09-12").happens(1000)
    assert life.value("c4") == 250

    life.go("2026-09-15").enrol("c4", balance)

    assert life.value("c4") == value
    life.go("2026-09-16").happens(10)
    assert life.value("c4") == value + 10
    assert life.enrolled == ALL


def test_sub_case_4_enrolling_into_c3_alone_is_not_possible():
    life = Life(a_milestone(), now="2026-06-10").enrol("c3")

    assert life.enrolled == ["c3", "c4", "c5"]


@pytest.mark.parametrize(
    ("today", "enrolled"),
    [
        ("2026-07-23", ["c2", "c3", "c4", "c5"]),  # "the current date is 23rd July, and it is falling in c2"
        ("2026-05-20", ALL),  # none runs: the nearest that is to come
    ],
)
def test_sub_case_5_without_a_name_it_is_the_current_cycle_or_else_the_nearest(today, enrolled):
    life = Life(a_milestone(), now=today).enrol()

    assert life.enrolled == enrolled


def test_sub_case_5_without_a_cycle_to_come_it_is_an_error():
    with pytest.raises(PeriodNotFound):
        Life(a_milestone(), now="2026-11-01").enrol()


def test_sub_case_6_1_a_streak_needs_no_name_and_is_for_all_the_cycles():
    life = Life(a_streak(days(4)), now="2026-06-01").enrol()

    assert life.enrolled == ["d_1", "d_2", "d_3", "d_4"]
    assert life.warnings == ()


def test_sub_case_6_2_an_initial_balance_is_not_applicable_and_said_so():
    life = Life(a_streak(value=5), now="2026-06-01").enrol("d_3", 4)

    assert life.value("d_1") == 0
    assert life.enrolled[0] == "d_1"
    assert len(life.warnings) == 2


def two_levels_and_left() -> Life:
    life = Life(a_streak(), now="2026-06-01").enrol()
    life.happens().go("2026-06-02").happens().go("2026-06-03T08:00").leave()
    assert life.levels == ["l1", "l2"]
    return life


def test_sub_case_6_3_without_a_reset_l3_and_l4_are_achieved_directly():
    life = two_levels_and_left().go("2026-06-05").enrol(reset=False)

    life.happens().go("2026-06-06").happens()

    assert life.levels == ["l1", "l2", "l3", "l4"]
    assert life.names("streak_level_reached") == ["l1", "l2", "l3", "l4"]


def test_sub_case_6_3_with_a_reset_l1_and_l2_must_be_achieved_again():
    life = two_levels_and_left().go("2026-06-05").enrol(reset=True)

    assert (life.streak.current, life.levels) == (0, [])
    life.happens().go("2026-06-06").happens()
    assert life.levels == ["l1", "l2"]
    assert life.names("streak_level_reached") == ["l1", "l2", "l1", "l2"]


def test_the_second_enrolment_is_refused_as_310119():
    life = Life(a_milestone()).enrol("c1")

    with pytest.raises(AlreadyEnrolled):
        life.enrol("c2")


@pytest.mark.parametrize("name", ["c9", "C1", "c2 ", "", "c1"])
def test_an_unknown_or_ended_period_is_refused_as_310019(name):
    with pytest.raises(PeriodNotFound):
        Life(a_milestone(), now="2026-07-01").enrol(name)
