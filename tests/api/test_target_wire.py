"""What targets take from the wire: nothing is coerced, nothing unknown is passed over (hostile cases E)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.api.targets.wire import (
    FreezeBody,
    GroupBody,
    LeaveBody,
    PauseBody,
    PeriodBody,
    TargetBody,
    one_record,
)
from chalicelib.domain.refusals import Contradiction, Invalid, Refusal
from chalicelib.domain.targets.cycles import Frequency
from chalicelib.domain.targets.defining import define_group, define_target
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.group import Tracking
from chalicelib.domain.targets.refusals import NotOneRecord, code_of
from chalicelib.domain.targets.target import Level, TargetType

SEED = {
    "customerId": 345651201,
    "periodName": "PERIOD_G_29463_1",
    "initialBalance": 100,
    "resetStreakStatus": False,
}
JUNE = {"refCode": "june", "startDate": "2026-06-01", "endDate": "2026-07-01"}
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def code(said: Any) -> int:
    with pytest.raises(Refusal) as refused:
        one_record(said)
    return code_of(refused.value)


def test_the_seeds_own_example_is_read():
    record = one_record([SEED])

    assert record.customerId == 345651201
    assert record.wish() == Wish("PERIOD_G_29463_1", 100)


@pytest.mark.parametrize("said", [[], {}, [{}, {}], [SEED, SEED], None, "x", 1, SEED])
def test_e01_anything_but_one_record_is_refused(said):
    assert code(said) == code_of(NotOneRecord()) == 900002


@pytest.mark.parametrize("number", ["345651201", 0, -1, Decimal("1.5"), True, 2**63, None])
def test_e02_a_customer_is_a_whole_number_and_nothing_that_looks_like_one(number):
    assert code([SEED | {"customerId": number}]) == 900001


def test_e02_a_record_without_a_customer_is_refused_by_name():
    with pytest.raises(Invalid) as refused:
        one_record([{"periodName": "c1"}])

    assert list(refused.value.fields) == ["customerId"]


@pytest.mark.parametrize("balance", [-1, 10**18, "100", Decimal("1.5"), True, 10**39])
def test_e11_a_hostile_balance_is_refused(balance):
    assert code([SEED | {"initialBalance": balance}]) == 900001


@pytest.mark.parametrize(
    ("said", "balance"), [({}, None), ({"initialBalance": None}, None), ({"initialBalance": 0}, 0)]
)
def test_e10_null_is_absent_and_zero_is_a_number(said, balance):
    assert one_record([{"customerId": 1, **said}]).wish() == Wish(initial_balance=balance)


@pytest.mark.parametrize("said", [{"resetStreakStatus": 1}, {"periodName": 3}, {"periodname": "c1"}])
def test_no_other_type_and_no_other_name_is_taken(said):
    assert code([{"customerId": 1, **said}]) == 900001


@pytest.mark.parametrize("name", ["", "c2 ", "C1"])
def test_a_name_that_no_period_can_have_is_left_to_the_domain(name):
    assert one_record([{"customerId": 1, "periodName": name}]).wish().period_name == name


def test_what_names_a_customer_only_is_strict_too():
    assert LeaveBody.model_validate({"customerId": 5}).customerId == 5
    with pytest.raises(ValidationError):
        LeaveBody.model_validate({"customerId": "5"})


@pytest.mark.parametrize("number", [0, -1, 101, True, "1"])
def test_freezes_are_a_small_whole_number(number):
    with pytest.raises(ValidationError):
        FreezeBody.model_validate({"customerId": 5, "freezes": number})


@pytest.mark.parametrize(
    "day", ["20260601", "2026-W23-1", "2026-13-01", "2026-06-01T00:00", "1899-12-31", 20260601, None, ""]
)
def test_a_date_is_written_in_one_way(day):
    with pytest.raises(ValidationError):
        PauseBody.model_validate({"customerId": 5, "startDate": day, "endDate": "2026-06-09"})


def test_a_period_means_its_days():
    assert PeriodBody.model_validate(JUNE).period() == ("june", date(2026, 6, 1), date(2026, 7, 1))


def test_a_group_is_a_milestone_in_utc_unless_it_says_otherwise():
    body = GroupBody.model_validate({"name": "ABC", "periods": [JUNE]})

    assert (body.trackingType, body.timeZoneName, body.recurrence()) == (Tracking.DEFAULT, "UTC", None)


def test_a_group_by_a_frequency_is_a_group():
    said = {"name": "ABC", "trackingType": "STREAKS", "frequencyType": "CUSTOM", "customDays": 10}
    body = GroupBody.model_validate({**said, "startDate": "2026-06-01", "recurringCycles": 4})

    group = define_group("7", body.name, body.trackingType, "UTC", recurrence=body.recurrence(), at=NOW)

    assert group.is_streak
    assert group.cycles[3].start == date(2026, 7, 1)


@pytest.mark.parametrize(
    "said",
    [
        {"frequencyType": "DAILY"},
        {"startDate": "2026-06-01"},
        {"recurringCycles": 4, "startDate": "2026-06-01"},
        {"customDays": 4},
        {"frequencyType": "DAILY", "startDate": "2026-06-01", "recurringCycles": 4, "customDays": 4},
    ],
)
def test_half_a_frequency_is_refused(said):
    body = GroupBody.model_validate({"name": "ABC", **said})

    with pytest.raises(Contradiction):
        body.recurrence()


@pytest.mark.parametrize(
    "said",
    [
        {"trackingType": "streaks"},
        {"trackingType": 1},
        {"frequencyType": "HOURLY"},
        {"recurringCycles": 101},
        {"recurringCycles": 0},
        {"name": ""},
        {"name": "x" * 201},
        {"periods": [JUNE] * 101},
        {"colour": "red"},
    ],
)
def test_a_group_of_wrong_words_is_refused(said):
    with pytest.raises(ValidationError):
        GroupBody.model_validate({"name": "ABC", **said})


def test_every_frequency_is_a_word():
    for frequency in Frequency:
        assert (
            GroupBody.model_validate({"name": "x", "frequencyType": frequency.value}).frequencyType
            is frequency
        )


def test_a_target_means_what_it_says():
    body = TargetBody.model_validate(
        {
            "name": "Daily run",
            "targetType": "EVENT_ATTRIBUTE",
            "eventName": "run",
            "attribute": "km",
            "defaultValues": [{"refCode": "june", "defaultValue": Decimal("42.195")}],
            "levels": [{"name": "l1", "cycles": 1, "rewards": ["r"]}],
            "continuous": False,
        }
    )
    periods = [PeriodBody.model_validate(JUNE).period()]
    group = define_group("7", "ABC", Tracking.STREAKS, "UTC", periods=periods, at=NOW)

    target = define_target("11", group, body.words(), at=NOW)

    assert target.values == {1: Decimal("42.195")}
    assert target.levels == (Level("l1", 1, ("r",)),)
    assert (target.target_type, target.continuous) == (TargetType.EVENT_ATTRIBUTE, False)


@pytest.mark.parametrize(
    "said",
    [
        {"targetType": "count"},
        {"targetType": None},
        {"defaultValue": "1000"},
        {"defaultValue": True},
        {"defaultValues": {}},
        {"defaultValues": [{"refCode": "june"}]},
        {"continuous": 1},
        {"levels": [{"name": "l1", "cycles": 0}]},
        {"levels": [{"name": "l", "cycles": 1}] * 21},
        {"filters": ["x"]},
    ],
)
def test_a_target_of_wrong_words_is_refused(said):
    with pytest.raises(ValidationError):
        TargetBody.model_validate({"name": "x", "targetType": "SALES", **said})
