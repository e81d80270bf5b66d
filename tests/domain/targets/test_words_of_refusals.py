"""Each refusal of a target, a group, an enrolment says what is wrong and names the field."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.refusals import Conflict, Invalid, NotFound, Refusal
from chalicelib.domain.targets.cycles import Cycle, Frequency, check, generated
from chalicelib.domain.targets.defining import (
    PeriodValue,
    Recurrence,
    TargetWords,
    define_group,
    define_target,
    number_of,
)
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.group import Tracking
from chalicelib.domain.targets.refusals import NameTaken, NotEnrolled, NotOneRecord, TooMany
from chalicelib.domain.targets.target import Level, TargetType, default_event

from .making import MADE, Life, a_group, a_milestone, a_streak, a_target, at, day, days, five_months

JULY = at("2026-07-10")
JUNE = ("june", day("2026-06-01"), day("2026-07-01"))
NO_LEVEL = "Each level takes more cycles than the one before."
OUT_OF_BOUNDS = {"defaultValue": "expected more than 0, up to 10^15"}


def checked(is_streak: bool = False, **given: Any) -> Callable[[], Any]:
    return lambda: a_target(**given).check(is_streak=is_streak)


def levels(*given: Level) -> Callable[[], Any]:
    return checked(is_streak=True, levels=given)


def a_cycle(start: str, end: str, ref_code: str = "x", number: int = 1) -> Cycle:
    return Cycle(number, ref_code, day(start), day(end), "UTC")


def cycles(*given: Cycle) -> Callable[[], Any]:
    return lambda: check(given)


def made(
    frequency: Frequency = Frequency.DAILY, count: int = 2, length: int | None = None
) -> Callable[[], Any]:
    return lambda: generated(frequency, day("2026-06-01"), count, "UTC", prefix="p", days=length)


def grouped(*periods: Any, name: str = "ABC", recurrence: Recurrence | None = None) -> Callable[[], Any]:
    tracking = Tracking.DEFAULT
    return lambda: define_group("7", name, tracking, "UTC", periods=periods, recurrence=recurrence, at=MADE)


def worded(**given: Any) -> Callable[[], Any]:
    words = TargetWords(**{"name": "T", "target_type": TargetType.SALES, "value": Decimal(1), **given})
    return lambda: define_target("11", grouped(JUNE)(), words, at=MADE)


FIVE = Decimal(5)
LONG_NAME = ("The name is too long.", {"name": "1 to 200 characters"})
UNFIT_ATTRIBUTE = ("EVENT_ATTRIBUTE, and it alone, names an attribute.", {"attribute": "does not fit"})
BEGUN = "The period [c2] has begun and is changed no more."
CASES: list[tuple[Callable[[], Any], str, dict[str, str] | None]] = [
    (checked(name=""), *LONG_NAME),
    (checked(name="n" * 201), *LONG_NAME),
    (checked(attribute="km"), *UNFIT_ATTRIBUTE),
    (checked(target_type=TargetType.EVENT_ATTRIBUTE), *UNFIT_ATTRIBUTE),
    (checked(rewards=("r",) * 51), "There are at most 50 rewards.", {"rewards": "at most 50"}),
    (checked(value=None), "No period has a value.", {"defaultValues": "missing"}),
    (checked(value=Decimal(0)), "A value is out of bounds.", OUT_OF_BOUNDS),
    (checked(value=None, values={1: Decimal(10**15 + 1)}), "A value is out of bounds.", OUT_OF_BOUNDS),
    (
        checked(levels=(Level("a", 1),)),
        "A milestone has no levels: only streaks do.",
        {"levels": "only of streaks"},
    ),
    (
        levels(*(Level(f"{number}", number) for number in range(1, 22))),
        "There are at most 20 levels.",
        {"levels": "at most 20"},
    ),
    (levels(Level("a", 2), Level("b", 2)), NO_LEVEL, {"levels": "not in order"}),
    (levels(Level("a", 0)), NO_LEVEL, {"levels": "not in order"}),
    (levels(Level("a", 1), Level("a", 2)), "Two levels have one name.", {"levels": "names are not unique"}),
    (
        lambda: default_event(TargetType.COUNT, None),
        "A target of type COUNT names the event that counts.",
        {"eventName": "missing"},
    ),
    (made(count=0), "So many cycles are not kept.", {"recurringCycles": "expected 1 to 100"}),
    (
        made(Frequency.CUSTOM),
        "A CUSTOM frequency has a number of days.",
        {"customDays": "1 to 36525"},
    ),
    (
        cycles(*days(100), a_cycle("2027-06-01", "2027-06-02")),
        "There are at most 100 periods.",
        {"periods": "at most 100"},
    ),
    (
        cycles(a_cycle("2026-06-01", "2026-06-02", "")),
        "A period's refCode is too long.",
        {"refCode": "1 to 100 characters"},
    ),
    (
        cycles(a_cycle("2026-06-01", "2026-06-01")),
        "The period [x] ends before it starts.",
        {"endDate": "not after startDate"},
    ),
    (
        cycles(a_cycle("2026-06-01", "2026-06-03"), a_cycle("2026-06-02", "2026-06-04", "y", 2)),
        "The periods [x] and [y] overlap.",
        {},
    ),
    (
        cycles(a_cycle("2026-06-01", "2026-06-02"), a_cycle("2026-06-02", "2026-06-04", "x", 2)),
        "Two periods have one refCode.",
        {"refCode": "not unique"},
    ),
    (grouped(JUNE, name=""), *LONG_NAME),
    (grouped(JUNE, name="n" * 201), *LONG_NAME),
    (
        grouped(),
        "Give periods or a frequency, one of the two.",
        {"periods": "expected this, or frequencyType with recurringCycles"},
    ),
    (
        worded(values=[PeriodValue(FIVE, ref_code="june")] * 2),
        "The period [june] has two values.",
        {"defaultValues": "a period stands twice"},
    ),
    (
        worded(value=None, values=[]),
        "No period has a value.",
        {"defaultValues": "missing"},
    ),
    (
        lambda: define_target(
            "11",
            a_group(five_months()),
            TargetWords(name="T", target_type=TargetType.SALES, values=[PeriodValue(FIVE, ref_code="c1")]),
            at=MADE,
        ),
        "The period [c2] has no value.",
        {"defaultValues": "nothing for [c2]"},
    ),
    (worded(filters=[{}] * 51), "There are too many filters.", {"filters": "at most 50"}),
    (
        worded(filters=[{"fact": "x", "operator": "==", "constant": "y"}]),
        "Unknown fact [x].",
        {"filters[0].subRules[0].fact": "Unknown fact [x]."},
    ),
    (lambda: number_of("x"), "There is no such record.", None),
    (
        lambda: Wish(initial_balance=-1).check(),
        "The initial balance is out of bounds.",
        {"initialBalance": "expected 0 to 1000000000000"},
    ),
    (lambda: a_group(five_months()).drop(2, now=JULY), BEGUN, None),
    (lambda: a_group(days(1)).drop(1, now=MADE), "A group keeps at least one period.", {}),
    (
        lambda: a_group(five_months()).move(3, day("2026-07-05"), day("2026-07-06"), now=JULY),
        "A period cannot be moved into the past.",
        None,
    ),
    (
        lambda: a_group(days(1)).cycle(2),
        "Target period not found. Check the target period ID to troubleshoot this error.",
        None,
    ),
    (
        lambda: Life(a_milestone()).enrol("c1").pause("2026-06-02", "2026-06-03"),
        "A milestone has no pauses: only streaks do.",
        {"pauses": "only of streaks"},
    ),
    (
        lambda: Life(a_milestone()).enrol("c1").give(1),
        "A milestone has no freezes: only streaks do.",
        {"freezes": "only of streaks"},
    ),
    (
        lambda: Life(a_streak()).enrol().pause("2026-05-31", "2026-06-03"),
        "A pause cannot begin in the past.",
        {"startDate": "expected today or later"},
    ),
    (
        lambda: Life(a_streak()).enrol().pause("2026-06-02", "2026-06-02"),
        "A pause is 1 to 366 days long.",
        {"endDate": "expected 1 to 366 days after startDate"},
    ),
    (lambda: Life(a_streak()).enrol().give(0), "Freezes are given.", {"freezes": "expected 1 or more"}),
    (
        lambda: Life(a_streak()).enrol().give(101),
        "There are at most 100 freezes.",
        {"freezes": "at most 100"},
    ),
    (NotOneRecord, "Send an array of exactly one record.", {"body": "expected [{…}]"}),
    (NotEnrolled, "User is not enrolled for the target.", None),
    (lambda: NameTaken("n" * 101), f"The name [{'n' * 100}] is taken.", None),
]


@pytest.mark.parametrize(("refused", "detail", "fields"), CASES)
def test_it_says_what_is_wrong_and_where(
    refused: Callable[[], Any], detail: str, fields: dict[str, str] | None
) -> None:
    refusal = said(refused)

    assert refusal.detail == detail
    assert getattr(refusal, "fields", None) == fields


def said(refused: Callable[[], Any]) -> Refusal:
    """Some are refused by what is asked; some refusals are only made here."""
    if isinstance(refused, type) or refused.__name__ == "<lambda>":
        try:
            made_ = refused()
        except Refusal as refusal:
            return refusal
        assert isinstance(made_, Refusal)
        return made_
    with pytest.raises(Refusal) as caught:
        refused()
    return caught.value


@pytest.mark.parametrize("what", ["pauses", "grants of freezes"])
def test_what_is_kept_of_a_streak_is_bounded_and_says_its_bound(what: str) -> None:
    life = Life(a_streak()).enrol()

    with pytest.raises(TooMany) as refused:
        for _ in range(51):
            life.pause("2026-06-02", "2026-06-03") if what == "pauses" else life.give(1)

    assert refused.value.fields == {what: "at most 50"}


@pytest.mark.parametrize(
    "fine",
    [
        checked(name="n" * 200, rewards=("r",) * 50, value=Decimal(10**15)),
        checked(value=None, values={1: Decimal("0.0000000001")}),
        checked(target_type=TargetType.EVENT_ATTRIBUTE, attribute="km"),
        levels(*(Level(f"{number}", number) for number in range(1, 21))),
        made(count=100),
        made(count=1),
        made(Frequency.CUSTOM, length=1),
        made(Frequency.CUSTOM, length=36_525, count=1),
        cycles(*days(100)),
        cycles(a_cycle("2026-06-01", "2026-06-02", "x" * 100)),
        grouped(JUNE, name="n" * 200),
        grouped(JUNE, name="n"),
        worded(filters=[{"fact": "event.entity.ref", "operator": "==", "constant": "y"}] * 50),
        Wish(initial_balance=0).check,
        Wish(initial_balance=10**12).check,
        lambda: Life(a_streak()).enrol().give(100),
        lambda: Life(a_streak()).enrol().pause("2026-06-01", "2026-06-02"),
        lambda: Life(a_streak()).enrol().pause("2026-06-01", "2027-06-02"),
    ],
)
def test_what_is_just_within_bounds_is_taken(fine: Callable[[], Any]) -> None:
    fine()


def test_a_period_that_begins_this_very_moment_has_begun() -> None:
    group = a_group(five_months())
    begins = group.cycle(3).begins

    with pytest.raises(Conflict):
        group.drop(3, now=begins)
    with pytest.raises(Conflict):
        group.move(4, day("2026-08-01"), day("2026-08-02"), now=begins)
    group.drop(3, now=begins - timedelta(microseconds=1))


def test_what_is_no_number_is_found_nowhere_and_not_invalid() -> None:
    with pytest.raises(NotFound):
        number_of("0x1")
    assert not issubclass(NotFound, Invalid)
