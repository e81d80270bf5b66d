"""What counts towards a target, how much a cycle wants, and what a target may not be."""

from decimal import Decimal

import pytest

from chalicelib.domain.refusals import Contradiction, Invalid
from chalicelib.domain.rules.faults import Findings
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.domain.rules.sub_rules import sub_conditions
from chalicelib.domain.targets.refusals import OnlyOfStreaks, TooMany
from chalicelib.domain.targets.target import Level, TargetType, default_event

from .making import Life, a_milestone, a_target, at, days


def sold(value: str | None = "300", action: str = "sale", **metadata: str) -> ActivityEvent:
    number = None if value is None else Decimal(value)
    return ActivityEvent("e1", at("2026-06-01"), action, value=number, metadata=metadata)


@pytest.mark.parametrize(
    ("kind", "event", "amount"),
    [
        ("COUNT", sold(), 1),
        ("COUNT", sold(None), 1),
        ("SALES", sold(), 300),
        ("SALES", sold("-20"), -20),
        ("SALES", sold(None), None),
        ("GROSS_SALES", sold(), 300),
        ("GROSS_SALES", sold(grossAmount="340.50"), Decimal("340.50")),
        ("GROSS_SALES", sold("-20"), None),
        ("GROSS_SALES", sold("0"), None),
        ("GROSS_SALES", sold(None), None),
        ("GROSS_SALES", sold(grossAmount="much"), None),
        ("QUANTITY", sold(quantity="3"), 3),
        ("QUANTITY", sold("2"), 2),
        ("QUANTITY", sold(None), None),
        ("SALES", sold(action="Sale"), None),
    ],
)
def test_what_an_event_adds_follows_from_the_targets_type(kind, event, amount):
    assert a_target(target_type=TargetType(kind)).amount(event) == amount


@pytest.mark.parametrize(("said", "amount"), [("12.5", Decimal("12.5")), ("twelve", None), (None, None)])
def test_an_attribute_is_a_number_of_the_metadata(said, amount):
    target = a_target(target_type=TargetType.EVENT_ATTRIBUTE, event_name="run", attribute="km")
    metadata = {} if said is None else {"km": said}

    assert target.amount(sold(action="run", **metadata)) == amount


@pytest.mark.parametrize(("shop", "amount"), [("Leeds", 300), ("York", None)])
def test_filters_leave_out_what_does_not_pass(shop, amount):
    rule = {"fact": "event.metadata.shop", "operator": "==", "constant": "Leeds"}
    filters = sub_conditions([{"subRules": [rule]}], "filters", Findings())

    assert a_target(filters=filters).amount(sold(shop=shop)) == amount


def test_each_cycle_may_want_another_value():
    scheme = a_milestone(days(3), value=Decimal(10), values={2: Decimal(20)})

    assert [scheme.target.goal(cycle) for cycle in scheme.cycles] == [10, 20, 10]


def test_a_cycle_without_a_value_is_none_of_the_targets():
    life = Life(a_milestone(days(2), value=None, values={2: Decimal(20)})).enrol()

    life.happens(50)

    assert (life.cycle("d_1").goal, life.cycle("d_1").achieved, life.value("d_1")) == (None, None, 50)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": ""}, Invalid),
        ({"name": "x" * 201}, Invalid),
        ({"attribute": "km"}, Contradiction),
        ({"target_type": TargetType.EVENT_ATTRIBUTE}, Contradiction),
        ({"rewards": ("r",) * 51}, TooMany),
        ({"value": None}, Invalid),
        ({"value": Decimal(0)}, Invalid),
        ({"values": {1: Decimal(-1)}}, Invalid),
        ({"value": Decimal(10**15 + 1)}, Invalid),
    ],
)
def test_a_target_that_means_nothing_is_refused(given, refusal):
    with pytest.raises(refusal):
        a_target(**given).check(is_streak=False)


@pytest.mark.parametrize(
    ("levels", "refusal"),
    [
        ([Level("a", 2), Level("b", 2)], Contradiction),
        ([Level("a", 3), Level("b", 2)], Contradiction),
        ([Level("a", 0)], Contradiction),
        ([Level("a", 1), Level("a", 2)], Invalid),
        ([Level(str(number), number) for number in range(1, 22)], TooMany),
    ],
)
def test_each_level_takes_more_cycles_than_the_one_before(levels, refusal):
    with pytest.raises(refusal):
        a_target(levels=tuple(levels)).check(is_streak=True)


def test_only_a_streak_has_levels():
    with pytest.raises(OnlyOfStreaks):
        a_target(levels=(Level("a", 1),)).check(is_streak=False)


def test_sales_are_told_as_sale_unless_another_event_is_named():
    assert default_event(TargetType.SALES, None) == "sale"
    assert default_event(TargetType.SALES, "purchase") == "purchase"
    with pytest.raises(Invalid):
        default_event(TargetType.COUNT, None)
