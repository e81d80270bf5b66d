"""Groups and targets as a client words them: what is settled, and what does not fit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.refusals import Contradiction, Invalid, NotFound
from chalicelib.domain.rules.faults import FaultyDefinition
from chalicelib.domain.targets.cycles import Cycle, Frequency
from chalicelib.domain.targets.defining import (
    PeriodValue,
    Recurrence,
    TargetWords,
    define_group,
    define_target,
    number_of,
    period_by_id,
    period_id,
    revise_target,
)
from chalicelib.domain.targets.group import TargetGroup, Tracking
from chalicelib.domain.targets.refusals import Begun, OnlyOfStreaks, Overlap, PeriodNotFound
from chalicelib.domain.targets.target import Level, Target, TargetType

from .making import MADE, at, day

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


@pytest.fixture
def target() -> Target:
    return a_target(value=Decimal(1000), values=[PeriodValue(Decimal(5), ref_code="july")])


LATER = at("2026-06-10")


def test_a_revised_target_has_another_name_and_all_else_as_it_was(target: Target):
    group = a_group(JUNE, JULY)

    revised = revise_target(group, target, name="Ten", now=LATER)

    assert revised == replace(target, name="Ten", last_updated=LATER)


def test_what_a_period_wants_is_revised_while_it_has_not_begun(target: Target):
    group, six = a_group(JUNE, JULY), PeriodValue(Decimal(6), ref_code="july")

    revised = revise_target(group, target, values=[six], now=LATER)

    assert (revised.name, revised.value, revised.values) == ("Thousand", 1000, {2: 6})
    assert revise_target(group, revised, value=Decimal(1000), values=[], now=LATER).values == {}


@pytest.mark.parametrize("now", [JUNE[1], day("2026-06-10"), day("2026-07-02")])
def test_what_a_period_wants_that_has_begun_is_not_revised(target: Target, now: date):
    with pytest.raises(Begun) as refused:
        revise_target(a_group(JUNE, JULY), target, value=Decimal(999), now=at(now.isoformat()))

    assert refused.value.detail == "The period [june] has begun: what it wants is changed no more."


def test_of_several_that_have_begun_the_first_is_named(target: Target):
    with pytest.raises(Begun, match=r"\[july\]"):
        revise_target(a_group(JUNE, JULY), target, values=[], now=at("2026-07-01"))


def test_a_revised_target_still_fits_its_group(target: Target):
    group = a_group(JUNE, JULY)

    with pytest.raises(Invalid):
        revise_target(group, target, value=Decimal(0), now=MADE)
    with pytest.raises(Invalid):
        revise_target(group, target, name="", now=MADE)
    with pytest.raises(PeriodNotFound):
        revise_target(group, target, values=[PeriodValue(Decimal(5), ref_code="may")], now=MADE)


def test_a_target_is_what_its_words_say():
    words = {
        "name": "Sale of the day",
        "target_type": TargetType.COUNT,
        "event_name": "win",
        "value": Decimal(3),
        "exclude_before_enrolment": False,
        "continuous": False,
        "levels": [Level("l1", 1)],
        "rewards": ["r1", "r2"],
    }

    assert a_target(a_group(JUNE, tracking=Tracking.STREAKS), **words) == Target(
        uid="11",
        group="29463",
        created=MADE,
        last_updated=MADE,
        **{**words, "levels": (Level("l1", 1),), "rewards": ("r1", "r2")},
    )


def test_an_attribute_is_kept_with_its_target():
    words = {"target_type": TargetType.EVENT_ATTRIBUTE, "event_name": "run", "attribute": "km"}

    assert (a_target(**words).attribute, a_target(**words).event_name) == ("km", "run")


def test_a_group_is_what_it_was_asked_to_be():
    group = a_group(JUNE, tracking=Tracking.STREAKS, zone="Asia/Tokyo")

    assert group == TargetGroup(
        uid="29463",
        name="ABC",
        tracking=Tracking.STREAKS,
        zone="Asia/Tokyo",
        created=MADE,
        last_updated=MADE,
        cycles=(Cycle(1, "june", JUNE[1], JUNE[2], "Asia/Tokyo"),),
        last_number=1,
    )


def test_generated_periods_are_in_the_groups_zone_and_as_long_as_was_said():
    group = a_group(recurrence=Recurrence(Frequency.CUSTOM, day("2026-06-01"), 2, 10), zone="Asia/Tokyo")

    assert group.cycles == (
        Cycle(1, "PERIOD_G_29463_1", day("2026-06-01"), day("2026-06-11"), "Asia/Tokyo"),
        Cycle(2, "PERIOD_G_29463_2", day("2026-06-11"), day("2026-06-21"), "Asia/Tokyo"),
    )


def test_a_name_that_no_period_has_is_found_nowhere_though_its_id_is():
    with pytest.raises(PeriodNotFound):
        a_target(values=[PeriodValue(Decimal(5), period_id=294630001, ref_code="july")])


def test_ids_of_periods_keep_apart_up_to_the_last_of_a_group():
    group = a_group(JUNE, JULY)
    last = replace(group.cycles[1], number=9_999)
    group.cycles = (group.cycles[0], last)

    assert period_id(group, last) == 294639999
    assert period_by_id(group, 294639999) is last


def test_the_longest_id_has_fifteen_digits():
    assert number_of("9" * 15) == 999_999_999_999_999
    with pytest.raises(NotFound):
        number_of("1" + "0" * 15)
