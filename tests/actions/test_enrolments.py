"""Sub-cases of the seed where the store has a part in them: what stands is read again, and events are real."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chalicelib.domain.refusals import NotFound
from chalicelib.domain.targets.refusals import AlreadyEnrolled, NotEnrolled, OnlyOfStreaks, PeriodNotFound
from tests.domain.targets.making import days
from tests.targeting import TARGET, Range, sale

# Of which it is the fourth.
NOVEMBER = days(10, "2026-11-18")
OTHER = "900000002"


def day(number: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, number, hour, tzinfo=UTC)


def sold(at: Range, number: int, value: object, who: str = "ada") -> None:
    at.arena.told(sale(number, value, who))
    at.house.settle()


def test_sub_case_3_of_a_thousand_with_a_balance_of_300_just_700_are_to_be_achieved(at, desk):
    at.milestone(NOVEMBER, value=Decimal(1000))
    desk.enrol("d_4", 300)

    sold(at, 1, 699)
    before = at.achieved()
    sold(at, 2, 1)

    assert (before, at.achieved(), desk.values()["d_4"]) == ([], ["d_4"], 1000)
    assert at.told("target_achieved") == ["d_4"]


@pytest.mark.parametrize(("balance", "shown"), [(0, 0), (150, 150), (None, 250)])
def test_sub_case_3_left_at_250_and_enrolled_again_it_is_as_the_balance_says(at, desk, balance, shown):
    at.milestone(NOVEMBER, value=Decimal(1000))
    desk.enrol("d_4")
    sold(at, 1, 250)
    desk.leave()
    sold(at, 2, 40)

    desk.enrol("d_4", balance)
    again = desk.values()["d_4"]
    sold(at, 3, 5)

    assert (again, desk.values()["d_4"]) == (shown, shown + 5)


def test_sub_case_3_a_balance_of_the_whole_goal_achieves_it_and_is_told(at, desk):
    at.milestone(NOVEMBER, value=Decimal(1000))

    desk.enrol("d_4", 1000)
    at.house.settle()

    assert (at.achieved(), at.told("target_achieved")) == (["d_4"], ["d_4"])


@pytest.mark.parametrize(("excluded", "counted"), [(True, 5), (False, 35)])
def test_sub_case_1_2_what_happened_in_the_cycle_before_counts_by_the_switch(at, desk, excluded, counted):
    at.milestone(NOVEMBER, exclude_before_enrolment=excluded)
    sold(at, 1, 10)

    desk.enrol("d_4")
    at.arena.told(sale(2, 20, at=day(21, 9)), sale(3, 5))
    at.house.settle()

    assert desk.values()["d_4"] == counted


def test_sub_case_4_into_one_cycle_only_is_not_possible(at, desk):
    at.milestone(NOVEMBER)

    desk.enrol("d_6")

    assert list(desk.values()) == ["d_6", "d_7", "d_8", "d_9", "d_10"]


def test_sub_case_5_without_a_name_it_is_the_current_cycle_then_the_next_then_none(at, desk):
    at.milestone(NOVEMBER)
    at.milestone([*days(1, "2026-11-10"), *at.scheme().cycles[-2:]], uid=OTHER)

    desk.enrol()
    desk.enrol(uid=OTHER)
    at.turn_to(day(29))

    entered = [
        next(one.cycle.ref_code for one in standing.cycles if one.enrolled)
        for group in desk.stands()
        for _, standing in group.targets
    ]
    assert entered == ["d_4", "d_9"]
    with pytest.raises(PeriodNotFound):
        desk.enrol(who="bob")


@pytest.mark.parametrize("name", ["d_3", "D_4", "d_4 ", "", "nothing"])
def test_a_cycle_that_is_unknown_or_over_is_refused_and_nothing_is_written(at, desk, name):
    at.milestone(NOVEMBER)

    with pytest.raises(PeriodNotFound):
        desk.enrol(name)

    assert at.enrolment() is None


def test_sub_case_6_without_a_reset_it_goes_on_at_the_third_level(at, desk):
    at.streak(NOVEMBER)
    assert desk.enrol("d_4", 5) == (
        "periodName is ignored: a streak is for all periods.",
        "initialBalance is ignored: it is for milestones only.",
    )
    sold(at, 1, 1)
    at.turn_to(day(22))
    sold(at, 2, 1)
    desk.leave()
    at.turn_to(day(23))

    desk.enrol()
    sold(at, 3, 1)

    assert at.told("streak_level_reached") == ["l1", "l2", "l3"]
    assert desk.streak().current == 3


def test_sub_case_6_with_a_reset_the_levels_are_to_be_had_again(at, desk):
    at.streak(NOVEMBER)
    desk.enrol()
    sold(at, 1, 1)
    desk.leave()

    desk.enrol(reset=True)
    reset = desk.streak()
    sold(at, 2, 1)

    assert (reset.current, [when for _, when in reset.levels]) == (0, [None, None, None])
    assert at.told("streak_level_reached") == ["l1", "l1"]


def test_who_is_enrolled_is_refused_and_so_is_who_is_not_and_leaves(at, desk):
    at.milestone(NOVEMBER)

    with pytest.raises(NotEnrolled):
        desk.leave()
    desk.enrol()
    with pytest.raises(AlreadyEnrolled):
        desk.enrol("d_6", 10)
    desk.leave()
    with pytest.raises(NotEnrolled):
        desk.leave()


def test_a_target_is_found_in_its_own_group_only(at, desk):
    at.milestone(NOVEMBER)
    at.milestone(NOVEMBER, uid=OTHER)
    desk._where = lambda who, uid: (at.table, at.scheme(OTHER).group.uid, TARGET, at.arena.contact(who))

    for asked in (desk.enrol, desk.leave, desk.timeline):
        with pytest.raises(NotFound):
            asked()


def test_a_pause_and_a_freeze_keep_a_streak_and_stand_in_the_time_line(at, desk):
    at.streak(NOVEMBER)
    desk.enrol()
    sold(at, 1, 1)
    desk.give(1)
    desk.pause("2026-11-22", "2026-11-23")

    at.turn_to(day(24))
    kept = desk.streak()
    at.turn_to(day(25))

    assert (kept.current, kept.freezes, desk.streak().current) == (1, 0, 0)
    assert [entry.what for entry in desk.timeline()] == [
        *("enrolled", "achieved", "met", "level_reached", "freezes_given"),
        *("pause", "paused", "frozen", "broke"),
    ]
    assert at.told("streak_broken") == ["d_7"]


def test_a_milestone_has_neither_pauses_nor_freezes(at, desk):
    at.milestone(NOVEMBER)
    desk.enrol()

    with pytest.raises(OnlyOfStreaks):
        desk.give(1)
    with pytest.raises(OnlyOfStreaks):
        desk.pause("2026-11-22", "2026-11-23")


def test_a_repeated_request_is_answered_as_at_first_whatever_came_in_between(at, desk):
    at.streak(NOVEMBER)
    warned = desk.enrol("x", request="one")
    sold(at, 1, 1)

    assert desk.enrol("x", request="one") == warned != ()
    desk.leave(request="two")
    desk.leave(request="two")
    assert desk.enrol("x", request="one") == warned
    found = at.enrolment()
    assert found is not None
    assert found.running is None and len(found.spans) == 1


def test_a_repeated_pause_or_gift_is_given_once(at, desk):
    at.streak(NOVEMBER)
    desk.enrol()

    for _ in range(2):
        given = desk.give(2, request="three")
        paused = desk.pause("2026-11-22", "2026-11-23", request="four")

    assert [grant.number for grant in given.grants] == [2]
    assert len(paused.pauses) == 1


def test_a_status_shows_all_that_somebody_is_or_was_enrolled_in_and_nothing_else(at, desk):
    at.milestone(NOVEMBER)
    at.streak(NOVEMBER, uid=OTHER)
    at.milestone(NOVEMBER, uid="900000003")
    desk.enrol()
    desk.enrol(uid=OTHER)
    desk.leave()
    sold(at, 1, 7)

    shown = [(one.group.tracking, [target.uid for target, _ in one.targets]) for one in desk.stands()]

    assert shown == [("DEFAULT", [TARGET]), ("STREAKS", [OTHER])]
    assert desk.stands("bob") == []
