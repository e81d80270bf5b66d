"""Target groups, periods and targets as the wire has them: the seed's manner of naming."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from ...domain.refusals import Contradiction, Invalid
from ...domain.targets.cycles import LONGEST_REF_CODE, MOST_CYCLES
from ...domain.targets.defining import MOST_FILTERS
from ...domain.targets.target import MOST_LEVELS, MOST_REWARDS
from ..competitions.wire import CompetitionRewardBody, Description
from ..wire import Bare, Body, Fixed, Record, Settable, Text64, Text100, Text200
from .values import Amount, Day, Id

MOST_TARGETS = 10
Tracked = Literal["DEFAULT", "STREAKS"]
Often = Literal["DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY", "CUSTOM"]
Type = Literal["COUNT", "SALES", "GROSS_SALES", "QUANTITY", "EVENT_ATTRIBUTE"]
Status = Literal["PAST", "CURRENT", "FUTURE"]
_MADE = frozenset({"id", "createdOn", "lastUpdatedOn"})


class OneRecord:
    """Of an array: that it holds exactly one record has a code of its own."""


class PeriodBody(Settable):
    """Days of the group's time zone; `endDate` is the first that is no part of it any more."""

    served: ClassVar[frozenset[str]] = frozenset({"id", "periodStatus"})

    refCode: Text100  # noqa: N815 - the contract's word
    startDate: Day  # noqa: N815
    endDate: Day  # noqa: N815


Periods = Annotated[list[PeriodBody], Field(min_length=1, max_length=MOST_CYCLES)]


class PeriodsBody(Bare[Periods]):
    """Periods after all that the group has."""


class PeriodChange(Settable):
    """Other dates for a period that has not begun."""

    served: ClassVar[frozenset[str]] = frozenset({"periodStatus"})

    id: Id
    refCode: Annotated[str, Field(max_length=LONGEST_REF_CODE)] | None = None  # noqa: N815
    startDate: Day  # noqa: N815
    endDate: Day  # noqa: N815


class PeriodsChange(Bare[Annotated[list[PeriodChange], Field(min_length=1, max_length=MOST_CYCLES)]]):
    """Periods by their ids, each with its new dates."""


class TargetGroupBody(Settable):
    """A group with its periods, given or generated: `recurringCycles` of a frequency from `startDate` on.

    CUSTOM has cycles of `customDays`. Without a time zone it has the account's.
    """

    served: ClassVar[frozenset[str]] = _MADE

    name: Text200
    trackingType: Tracked = "DEFAULT"  # noqa: N815
    timeZoneName: Text64 | None = None  # noqa: N815
    periods: Periods | None = None
    frequencyType: Often | None = None  # noqa: N815
    recurringCycles: Annotated[int, Field(ge=1, le=MOST_CYCLES)] | None = None  # noqa: N815
    startDate: Day | None = None  # noqa: N815
    customDays: Annotated[int, Field(ge=1, le=10**6)] | None = None  # noqa: N815

    def check(self) -> None:
        """A frequency, and it alone, says how many cycles there are."""
        if self.frequencyType is not None and self.recurringCycles is None:
            raise Invalid("How many cycles?", {"recurringCycles": "Field required"})
        given = {
            "recurringCycles": self.recurringCycles,
            "startDate": self.startDate,
            "customDays": self.customDays,
        }
        if self.frequencyType is None and (
            strange := [name for name, one in given.items() if one is not None]
        ):
            raise Contradiction(
                "Periods that are given are not generated.", dict.fromkeys(strange, "only with frequencyType")
            )
        if self.frequencyType != "CUSTOM" and self.customDays is not None:
            raise Contradiction("Only CUSTOM has a length of its own.", {"customDays": "only with CUSTOM"})


class TargetGroupChange(Fixed):
    """Another name; the group may be sent back whole."""

    served: ClassVar[frozenset[str]] = frozenset({"lastUpdatedOn"})

    name: Text200


class TargetRewardBody(CompetitionRewardBody):
    """A reward as achievements by rules have it; `entityId` is the target, which the house fills in."""

    entityType: Literal["achievement", "target"] = "target"  # type: ignore[assignment]  # noqa: N815 - wider
    entityId: Annotated[str, Field(max_length=100)] = ""  # noqa: N815
    rewardRank: Annotated[str, Field(max_length=100)] = ""  # noqa: N815
    description: Description = ""


RewardId = Annotated[str, Field(min_length=1, max_length=100)]
Rewards = Annotated[list[RewardId | TargetRewardBody], Field(max_length=MOST_REWARDS)]


class ValueBody(Body):
    """What a period wants, the period by its id or its refCode."""

    periodId: Id | None = None  # noqa: N815
    refCode: Annotated[str, Field(max_length=LONGEST_REF_CODE)] | None = None  # noqa: N815
    defaultValue: Amount  # noqa: N815


Values = Annotated[list[ValueBody], Field(max_length=MOST_CYCLES)]


class StreakLevelBody(Body):
    """A streak of so many cycles, and what it gives."""

    name: Text100
    cycles: Annotated[int, Field(ge=1, le=MOST_CYCLES)]
    rewards: Rewards = []


class TargetBody(Settable):
    """A target. `defaultValue` is for the periods that `defaultValues` does not name."""

    served: ClassVar[frozenset[str]] = _MADE | {"targetGroupId"}

    name: Text200
    targetType: Type  # noqa: N815
    eventName: Text200 | None = None  # noqa: N815
    eventAttribute: Text200 | None = None  # noqa: N815
    filters: Annotated[list[dict[str, Any]], Field(max_length=MOST_FILTERS)] = []
    defaultValue: Amount | None = None  # noqa: N815
    defaultValues: Values = []  # noqa: N815
    excludeEventsBeforeEnrolment: bool = True  # noqa: N815
    continuous: bool = True
    levels: Annotated[list[StreakLevelBody], Field(max_length=MOST_LEVELS)] = []
    rewards: Rewards = []


class TargetsBody(Bare[Annotated[list[TargetBody], Field(min_length=1, max_length=MOST_TARGETS)]]):
    """New targets of a group, all or none."""


class TargetChange(Fixed):
    """Another name, or other values for periods that have not begun; the target may be sent back whole."""

    served: ClassVar[frozenset[str]] = frozenset({"lastUpdatedOn"})

    name: Text200 | None = None
    defaultValue: Amount | None = None  # noqa: N815
    defaultValues: Values | None = None  # noqa: N815


class TargetNamedChange(TargetChange):
    """The same, in an array."""

    id: Id


class TargetsChange(Bare[Annotated[list[TargetNamedChange], Field(min_length=1, max_length=MOST_TARGETS)]]):
    """Targets of a group by their ids, each with what is to be another, all or none."""


class PeriodRecord(Record):
    """A period; `endDate` is the first day that is no part of it."""

    id: int
    refCode: str  # noqa: N815
    startDate: str  # noqa: N815
    endDate: str  # noqa: N815
    periodStatus: Status  # noqa: N815


class TargetGroupRecord(Record):
    """A target group."""

    id: int
    name: str
    trackingType: Tracked  # noqa: N815
    timeZoneName: str  # noqa: N815
    periods: list[PeriodRecord]
    createdOn: str  # noqa: N815
    lastUpdatedOn: str  # noqa: N815


class ValueRecord(Record):
    """What a period wants."""

    periodId: int  # noqa: N815
    refCode: str  # noqa: N815
    defaultValue: Amount  # noqa: N815


class StreakLevelRecord(Record):
    """A level of a streak; its rewards by their ids."""

    name: str
    cycles: int
    rewards: list[str]


class TargetRecord(Record):
    """A target; its rewards by their ids."""

    id: int
    targetGroupId: int  # noqa: N815
    name: str
    targetType: Type  # noqa: N815
    eventName: str  # noqa: N815
    eventAttribute: str | None  # noqa: N815
    filters: list[dict[str, Any]]
    defaultValue: Amount | None  # noqa: N815
    defaultValues: list[ValueRecord]  # noqa: N815
    excludeEventsBeforeEnrolment: bool  # noqa: N815
    continuous: bool
    levels: list[StreakLevelRecord]
    rewards: list[str]
    createdOn: str  # noqa: N815
    lastUpdatedOn: str  # noqa: N815
