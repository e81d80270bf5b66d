"""Seed 004 in its own words, sub-case by sub-case, as a brand's till and a customer's app ask it."""

from typing import Any

import pytest

from tests.api.aiming import (
    GROUPS,
    customer,
    enroll,
    enrolled,
    entered,
    faults,
    group,
    left,
    periods,
    reached,
    streak,
    target,
    told,
    values,
)
from tests.asking import Club
from tests.journeys.till import ADA, FIVE, turn_to


@pytest.fixture
def abc(brand: Club) -> Any:
    """A milestone ABC, that has 5 cycles in it c1, c2, c3, c4, c5; each wants 1000 gross sales."""
    of = group(brand, name="ABC", periods=FIVE, timeZoneName="UTC")
    customer(brand, ADA)
    return target(brand, of, name="ABC", targetType="GROSS_SALES", defaultValue=1000)


# Sub-case 1


def test_1_who_enrols_in_c1_from_its_beginning_is_enrolled_in_all_the_cycles(brand: Club, abc: Any) -> None:
    turn_to(brand, "2027-01-01T00:00:00")

    assert enrolled(brand, abc, ADA, periodName="c1") is None

    assert entered(brand, abc, ADA) == ["c1", "c2", "c3", "c4", "c5"]


@pytest.mark.parametrize(("excluded", "value"), [(True, 40), (False, 340)])
def test_1_what_happened_before_the_middle_of_c1_counts_or_not_by_the_milestones_config(
    brand: Club, abc: Any, excluded: bool, value: int
) -> None:
    of = group(brand, name="another", periods=FIVE, timeZoneName="UTC")
    mine = target(brand, of, excludeEventsBeforeEnrolment=excluded)
    turn_to(brand, "2027-01-10T00:00:00")
    told(brand, ADA, "2027-01-09T12:00:00Z", 100)
    turn_to(brand, "2027-01-15T12:00:00")

    enrolled(brand, mine, ADA, periodName="c1")
    told(brand, ADA, "2027-01-12T12:00:00Z", 200)
    told(brand, ADA, "2027-01-15T12:00:00Z", 40)

    assert values(brand, mine, ADA)["c1"] == value
    assert entered(brand, mine, ADA) == ["c1", "c2", "c3", "c4", "c5"]


# Sub-case 2


def test_2_who_enrols_at_the_very_start_of_c3_is_enrolled_in_all_the_cycles_from_c3(
    brand: Club, abc: Any
) -> None:
    turn_to(brand, "2027-03-01T00:00:00")

    enrolled(brand, abc, ADA, periodName="c3")
    told(brand, ADA, "2027-02-28T23:59:59.999Z", 500)
    told(brand, ADA, "2027-03-01T00:00:00Z", 25)

    assert entered(brand, abc, ADA) == ["c3", "c4", "c5"]
    assert values(brand, abc, ADA) == {"c1": 0, "c2": 0, "c3": 25, "c4": 0, "c5": 0}


@pytest.mark.parametrize(("excluded", "value"), [(True, 0), (False, 300)])
def test_2_in_the_middle_of_c3_the_config_holds_for_c3_alone(
    brand: Club, abc: Any, excluded: bool, value: int
) -> None:
    mine = target(brand, {"id": abc["targetGroupId"]}, name="x", excludeEventsBeforeEnrolment=excluded)
    turn_to(brand, "2027-03-10T00:00:00")
    told(brand, ADA, "2027-02-20T12:00:00Z", 100)
    told(brand, ADA, "2027-03-05T12:00:00Z", 300)

    enrolled(brand, mine, ADA, periodName="c3")

    assert values(brand, mine, ADA)["c3"] == value
    assert entered(brand, mine, ADA) == ["c3", "c4", "c5"]


# Sub-case 3


def test_3_with_an_initial_balance_of_300_just_700_are_to_be_achieved(brand: Club, abc: Any) -> None:
    turn_to(brand, "2027-01-01T00:00:00")
    enrolled(brand, abc, ADA, periodName="c1", initialBalance=300)
    assert values(brand, abc, ADA)["c1"] == 300

    told(brand, ADA, "2027-01-01T00:00:00Z", 699)
    before = periods(brand, abc, ADA)["c1"]
    told(brand, ADA, "2027-01-01T00:00:00Z", 1)
    after = periods(brand, abc, ADA)["c1"]

    assert (before["targetValue"], before["achievedValue"], before["achieved"]) == (1000, 999, False)
    assert (after["achievedValue"], after["achieved"]) == (1000, True)
    assert after["achievedOn"] == "2027-01-01T00:00:00.000+0000"
    assert values(brand, abc, ADA)["c2"] == 0, "the balance is for the cycle that was named"


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ({"initialBalance": 0}, 0),
        ({"initialBalance": 150}, 150),
        ({"initialBalance": None}, 250),
        ({}, 250),
    ],
    ids=["0", "150", "null", "absent"],
)
def test_3_who_had_achieved_250_in_c4_re_enrols_with_a_balance_of(
    brand: Club, abc: Any, more: dict[str, Any], value: int
) -> None:
    turn_to(brand, "2027-04-01T00:00:00")
    enrolled(brand, abc, ADA, periodName="c4")
    told(brand, ADA, "2027-04-01T00:00:00Z", 250)
    turn_to(brand, "2027-04-10T00:00:00")
    left(brand, abc, ADA)
    assert entered(brand, abc, ADA) == [] and values(brand, abc, ADA)["c4"] == 250
    told(brand, ADA, "2027-04-10T00:00:00Z", 77)
    turn_to(brand, "2027-04-20T00:00:00")

    enrolled(brand, abc, ADA, periodName="c4", **more)

    assert values(brand, abc, ADA)["c4"] == value
    told(brand, ADA, "2027-04-20T00:00:00Z", 10)
    assert values(brand, abc, ADA)["c4"] == value + 10
    assert entered(brand, abc, ADA) == ["c4", "c5"]


# Sub-case 4


def test_4_a_specific_cycle_alone_is_not_possible(brand: Club, abc: Any) -> None:
    enrolled(brand, abc, ADA, periodName="c3")

    assert entered(brand, abc, ADA) == ["c3", "c4", "c5"]


# Sub-case 5


def test_5_without_a_period_it_is_the_current_cycle_and_all_the_subsequent_ones(
    brand: Club, abc: Any
) -> None:
    turn_to(brand, "2027-02-23T00:00:00")

    enrolled(brand, abc, ADA)

    assert entered(brand, abc, ADA) == ["c2", "c3", "c4", "c5"]


def test_5_without_a_current_cycle_it_is_the_nearest_upcoming_one(brand: Club, abc: Any) -> None:
    assert periods_now(brand, abc) == ["FUTURE"] * 5

    enrolled(brand, abc, ADA)

    assert entered(brand, abc, ADA) == ["c1", "c2", "c3", "c4", "c5"]


def test_5_without_a_nearest_upcoming_one_it_is_an_error(brand: Club, abc: Any) -> None:
    turn_to(brand, "2027-06-01T00:00:00")

    assert faults(enroll(brand, abc, ADA)) == [310019]


def periods_now(brand: Club, one: Any) -> list[str]:
    found = brand.got(f"{GROUPS}/{one['targetGroupId']}")["data"]["periods"]
    return [period["periodStatus"] for period in found]


# Sub-case 6


def test_6_a_streak_takes_no_period_and_no_balance_and_is_for_all_the_cycles(
    brand: Club, levels: Any
) -> None:
    turn_to(brand, "2027-01-01T00:00:00")

    warnings = enrolled(brand, levels, ADA, periodName="c3", initialBalance=100)

    assert [one["message"] for one in warnings] == [
        "periodName is ignored: a streak is for all periods.",
        "initialBalance is ignored: it is for milestones only.",
    ]
    assert len(entered(brand, levels, ADA)) == 12
    assert set(values(brand, levels, ADA).values()) == {0}


def with_l1_and_l2(brand: Club, levels: Any) -> None:
    """Already achieved the levels (l1 & l2) & un-enrolled from the streak."""
    turn_to(brand, "2027-01-01T00:00:00")
    enrolled(brand, levels, ADA)
    for month in (1, 2):
        turn_to(brand, f"2027-0{month}-05T00:00:00")
        told(brand, ADA, f"2027-0{month}-05T00:00:00Z", action="visit")
    assert reached(brand, levels, ADA) == ["l1", "l2"]
    left(brand, levels, ADA)
    turn_to(brand, "2027-03-01T00:00:00")


def test_6_without_a_reset_l3_and_l4_are_achieved_directly(brand: Club, levels: Any) -> None:
    with_l1_and_l2(brand, levels)

    enrolled(brand, levels, ADA, resetStreakStatus=False)
    assert (streak(brand, levels, ADA)["currentValue"], reached(brand, levels, ADA)) == (2, ["l1", "l2"])
    for month in (3, 4):
        turn_to(brand, f"2027-0{month}-05T00:00:00")
        told(brand, ADA, f"2027-0{month}-05T00:00:00Z", action="visit")

    assert reached(brand, levels, ADA) == ["l1", "l2", "l3", "l4"]


def test_6_with_a_reset_l1_and_l2_are_to_be_achieved_again(brand: Club, levels: Any) -> None:
    with_l1_and_l2(brand, levels)

    enrolled(brand, levels, ADA, resetStreakStatus=True)
    assert (streak(brand, levels, ADA)["currentValue"], reached(brand, levels, ADA)) == (0, [])
    turn_to(brand, "2027-03-05T00:00:00")
    told(brand, ADA, "2027-03-05T00:00:00Z", action="visit")
    assert reached(brand, levels, ADA) == ["l1"]
    turn_to(brand, "2027-04-05T00:00:00")
    told(brand, ADA, "2027-04-05T00:00:00Z", action="visit")

    assert reached(brand, levels, ADA) == ["l1", "l2"]
