"""What clients of targets send (seed 004), and what it means to the domain."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError, WithJsonSchema

from ...domain.calendar import FIRST_DAY, LAST_DAY, LONGEST_DAYS
from ...domain.refusals import Contradiction, Invalid
from ...domain.targets.cycles import MOST_CYCLES, Frequency
from ...domain.targets.defining import MOST_FILTERS, PeriodValue, Recurrence, TargetWords
from ...domain.targets.enrolling import MOST_BALANCE, Wish
from ...domain.targets.group import Tracking
from ...domain.targets.keeping import MOST_FREEZES
from ...domain.targets.refusals import NotOneRecord
from ...domain.targets.target import MOST_LEVELS, MOST_REWARDS, Level, TargetType
from ..wire import Body, Number, Text100, Text200

# What a JSON number is in every client.
MOST_ID = 2**53 - 1
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> Any:
    """yyyy-MM-dd and nothing else: Python would take 20260601 and week dates, too."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("a date such as 2026-06-01 is expected")
    day = date.fromisoformat(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("a date between 1900 and 9998 is expected")
    return day


def _word(kind: type[StrEnum]) -> BeforeValidator:
    """One of a closed list, by its exact name; strict models take no text for an enumeration."""

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in kind._value2member_map_:
            raise ValueError(f"one of {', '.join(kind)} is expected")
        return kind(value)

    return BeforeValidator(read)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[int, Field(ge=1, le=MOST_ID)]
# A name that no period has is 310019, blank or not; so blank ones are let through.
PeriodName = Annotated[str, StringConstraints(max_length=100)]
TrackingWord = Annotated[Tracking, _word(Tracking)]
FrequencyWord = Annotated[Frequency, _word(Frequency)]
TypeWord = Annotated[TargetType, _word(TargetType)]


class EnrolRecord(Body):
    """The one record of an enrolment."""

    customerId: Id  # noqa: N815 - the seed's word
    periodName: PeriodName | None = None  # noqa: N815
    initialBalance: Annotated[int, Field(ge=0, le=MOST_BALANCE)] | None = None  # noqa: N815
    resetStreakStatus: bool | None = None  # noqa: N815

    def wish(self) -> Wish:
        return Wish(self.periodName, self.initialBalance, self.resetStreakStatus or False)


class LeaveBody(Body):
    """Who is to be enrolled no more."""

    customerId: Id  # noqa: N815


class PauseBody(Body):
    """Days on which nothing breaks a customer's streak; `endDate` is the first day after."""

    customerId: Id  # noqa: N815
    startDate: Day  # noqa: N815
    endDate: Day  # noqa: N815


class FreezeBody(Body):
    """Freezes that a customer is given."""

    customerId: Id  # noqa: N815
    freezes: Annotated[int, Field(ge=1, le=MOST_FREEZES)]


class PeriodBody(Body):
    """One cycle; `endDate` is the first day that is not in it any more."""

    refCode: Text100  # noqa: N815
    startDate: Day  # noqa: N815
    endDate: Day  # noqa: N815

    def period(self) -> tuple[str, date, date]:
        return self.refCode, self.startDate, self.endDate


class GroupBody(Body):
    """A target group; its periods are given, or generated from a frequency."""

    name: Text200
    trackingType: TrackingWord = Tracking.DEFAULT  # noqa: N815
    timeZoneName: Text100 = "UTC"  # noqa: N815
    periods: Annotated[list[PeriodBody], Field(max_length=MOST_CYCLES)] | None = None
    frequencyType: FrequencyWord | None = None  # noqa: N815
    startDate: Day | None = None  # noqa: N815
    recurringCycles: Annotated[int, Field(ge=1, le=MOST_CYCLES)] | None = None  # noqa: N815
    customDays: Annotated[int, Field(ge=1, le=LONGEST_DAYS)] | None = None  # noqa: N815

    def recurrence(self) -> Recurrence | None:
        """None where no part of one is given; half a one is refused."""
        parts = (self.frequencyType, self.startDate, self.recurringCycles)
        match parts:
            case (None, None, None) if self.customDays is None:
                return None
            case (Frequency() as frequency, date() as start, int() as count):
                return Recurrence(frequency, start, count, self._days(frequency))
            case _:
                said = {"frequencyType": "expected with startDate and recurringCycles"}
                raise Contradiction("A frequency has a first day and a number of cycles.", said)

    def _days(self, frequency: Frequency) -> int | None:
        if self.customDays is not None and frequency is not Frequency.CUSTOM:
            raise Contradiction("Only CUSTOM has customDays.", {"customDays": f"not with {frequency}"})
        return self.customDays


class ValueBody(Body):
    """What one period wants, named by its id, its refCode or both."""

    periodId: Id | None = None  # noqa: N815
    refCode: PeriodName | None = None  # noqa: N815
    defaultValue: Number  # noqa: N815


class LevelBody(Body):
    """A level of a streak, and what it gives."""

    name: Text100
    cycles: Annotated[int, Field(ge=1, le=MOST_CYCLES)]
    rewards: Annotated[list[Text100], Field(max_length=MOST_REWARDS)] = Field(default_factory=list)


class TargetBody(Body):
    """A target: what counts, how much each period wants, and what reaching it gives."""

    name: Text200
    targetType: TypeWord  # noqa: N815
    eventName: Text200 | None = None  # noqa: N815
    attribute: Text100 | None = None
    filters: Annotated[list[dict[str, Any]], Field(max_length=MOST_FILTERS)] = Field(default_factory=list)
    defaultValue: Number | None = None  # noqa: N815
    defaultValues: Annotated[list[ValueBody], Field(max_length=MOST_CYCLES)] = Field(  # noqa: N815
        default_factory=list
    )
    excludeEventsBeforeEnrolment: bool = True  # noqa: N815
    continuous: bool = True
    levels: Annotated[list[LevelBody], Field(max_length=MOST_LEVELS)] = Field(default_factory=list)
    rewards: Annotated[list[Text100], Field(max_length=MOST_REWARDS)] = Field(default_factory=list)

    def words(self) -> TargetWords:
        values = [
            PeriodValue(Decimal(one.defaultValue), one.periodId, one.refCode) for one in self.defaultValues
        ]
        return TargetWords(
            name=self.name,
            target_type=self.targetType,
            event_name=self.eventName,
            attribute=self.attribute,
            filters=self.filters,
            value=self.defaultValue,
            values=values,
            exclude_before_enrolment=self.excludeEventsBeforeEnrolment,
            continuous=self.continuous,
            levels=[Level(one.name, one.cycles, tuple(one.rewards)) for one in self.levels],
            rewards=self.rewards,
        )


def one_record(said: Any) -> EnrolRecord:
    """The one record of an enrolment's array: first whether it is one, then whether it is right."""
    if not isinstance(said, list) or len(said) != 1:
        raise NotOneRecord
    try:
        return EnrolRecord.model_validate(said[0])
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        fields = {".".join(map(str, fault["loc"])): fault["msg"] for fault in faults[:20]}
        raise Invalid("The record is not valid.", fields) from None
