"""Groups and targets as a client words them: what is settled, and what does not fit."""

from decimal import Decimal

import pytest

from chalicelib.domain.refusals import Contradiction, Invalid, NotFound
from chalicelib.domain.rules.faults import FaultyDefinition
from chalicelib.domain.targets.cycles import Frequency
from chalicelib.domain.targets.defining import (
    PeriodValue,
    Recurrence,
    TargetWords,
    define_group,
    define_target,
    number_of,
    period_by_id,
    period_id,
)
from chalicelib.domain.targets.group import TargetGroup, Tracking
from chalicelib.domain.targets.refusals import OnlyOfStreaks, Overlap, PeriodNotFound
from chalicelib.domain.targets.target import Level, Target, TargetType

from .making import MADE, day

JUNE = ("june", day("2026-06-01"), day("2026-07-01"))
JULY = ("july", day("2026-07-01"), day("2026-08-01"))


def a_group(*periods, recurrence: Recurrence | None = None, **given) -> TargetGroup:
    settled = {"uid": "29463", "name": "ABC", "tracking": Tracking.DEFAULT, "zone": "UTC"}
    return define_group(**{**settled, **given}, periods=periods, recurrence=recurrence, at=MADE)


def a_target(group: TargetGroup | None = None, **given) -> Target:
    settled = {"name": "Thousand", "target_type": TargetType.GROSS_SALES, "value": Decimal(1000)}
    return define_target("11", group or a_group(JUNE, JULY), TargetWords(**{**settled, **given}), at=MADE)


def test_periods_given_in_any_order_stand_in_the_order_of_time():
    group = a_group(JULY, JUNE)

    assert [(cycle.number, cycle.ref_code) for cycle in group.cycles] == [(1, "june"), (2, "july")]


def test_generated_periods_are_named_as_in_the_seed():
    group = a_group(recurrence=Recurrence(Frequency.MONTHLY, day("2026-06-01"), 5))

    assert group.cycles[0].ref_code == "PERIOD_G_29463_1"
    assert (len(group.cycles), group.last_number) == (5, 5)


def test_periods_of_a_length_of_ones_own_are_generated():
    group = a_group(recurrence=Recurrence(Frequency.CUSTOM, day("2026-06-01"), 2, 10))

    assert group.cycles[1].start == day("2026-06-11")


def test_periods_are_given_or_generated_and_not_both_and_not_neither():
    weekly = Recurrence(Frequency.WEEKLY, day("2026-06-01"), 2)

    with pytest.raises(Contradiction):
        a_group(JUNE, recurrence=weekly)
    with pytest.raises(Contradiction):
        a_group()


def test_periods_that_overlap_make_no_group():
    with pytest.raises(Overlap):
        a_group(JUNE, ("x", day("2026-06-30"), day("2026-07-05")))


def test_a_zone_that_does_not_exist_is_refused_before_any_period_is_made():
    with pytest.raises(Invalid):
        a_group(JUNE, zone="Mars/Olympus")


def test_a_period_is_found_by_its_id():
    group = a_group(JUNE, JULY)
    wanted = period_id(group, group.cycles[1])

    assert wanted == 294630002
    assert period_by_id(group, wanted) is group.cycles[1]


@pytest.mark.parametrize("wanted", [294630003, 294640001, 2, 0])
def test_a_period_of_another_group_is_found_nowhere(wanted):
    with pytest.raises(PeriodNotFound):
        period_by_id(a_group(JUNE, JULY), wanted)


@pytest.mark.parametrize(
    "value",
    [
        PeriodValue(Decimal(5), ref_code="july"),
        PeriodValue(Decimal(5), period_id=294630002),
        PeriodValue(Decimal(5), period_id=294630002, ref_code="july"),
    ],
)
def test_a_period_has_its_own_value_by_id_by_name_or_both(value):
    assert a_target(values=[value]).values == {2: 5}


@pytest.mark.parametrize(
    "value",
    [
        PeriodValue(Decimal(5)),
        PeriodValue(Decimal(5), ref_code="May"),
        PeriodValue(Decimal(5), period_id=294630009),
        PeriodValue(Decimal(5), period_id=294630002, ref_code="june"),
        PeriodValue(Decimal(5), period_id=294630002, ref_code="may"),
    ],
)
def test_a_value_for_no_period_is_refused(value):
    with pytest.raises(PeriodNotFound):
        a_target(values=[value])


def test_a_period_with_two_values_or_none_is_refused():
    june = PeriodValue(Decimal(5), ref_code="june")

    with pytest.raises(Contradiction):
        a_target(values=[june, june])
    with pytest.raises(Invalid) as refused:
        a_target(value=None, values=[june])
    assert refused.value.fields == {"defaultValues": "nothing for [july]"}


def test_what_is_left_out_is_settled():
    target = a_target()

    assert (target.event_name, target.exclude_before_enrolment, target.continuous) == ("sale", True, True)
    assert (target.filters, target.levels, target.rewards) == ((), (), ())


def test_filters_are_read_as_the_sub_rules_of_face_001():
    rule = {"fact": "event.metadata.shop", "operator": "==", "constant": "Leeds"}

    (read,) = a_target(filters=[rule]).filters

    assert read.rules[0].key == "shop"


@pytest.mark.parametrize(
    "rules",
    [
        [{"fact": "event.weather", "operator": "==", "constant": "fine"}],
        [{"fact": "event.source.value", "operator": "before", "constant": 1}],
        [{}],
    ],
)
def test_filters_that_ask_nothing_are_refused(rules):
    with pytest.raises(FaultyDefinition):
        a_target(filters=rules)


def test_more_filters_than_are_kept_are_refused():
    with pytest.raises(Invalid):
        a_target(filters=[{}] * 51)


def test_a_milestone_takes_no_levels_and_a_streak_does():
    with pytest.raises(OnlyOfStreaks):
        a_target(levels=[Level("l1", 1)])

    streaks = a_group(JUNE, tracking=Tracking.STREAKS)
    assert a_target(streaks, levels=[Level("l1", 1)]).levels == (Level("l1", 1),)


@pytest.mark.parametrize("text", ["01", "+1", "-1", "0", "", "1.0", "١", str(10**30), "1\n"])
def test_an_id_is_digits_and_nothing_else(text):
    with pytest.raises(NotFound):
        number_of(text)


def test_an_id_is_its_number():
    assert number_of("29463") == 29463
