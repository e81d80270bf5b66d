"""Achievements and rewards of face 001 as the wire has them: the seed's fields, its limits, its faults."""

import json
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from ...domain.points import is_countable
from ...domain.reward import MOST_MINUTES, MOST_OF_AN_ACHIEVEMENT
from ..wire import Bare, Record
from .faults import fault, unusable
from .values import SeedTime

LONGEST_NAME = 10_000
LONGEST_DESCRIPTION = 50_000
MOST_LABELS = 100
# A number with more digits would not come back as it went.
MOST_DIGITS = 15
STATE = "The Initial state is not equal to the defined Initial state enums that are 0 or 1"


class Open(BaseModel):
    """What a client sends: nothing is coerced; what is not known is passed over (seed: jsonClass)."""

    model_config = ConfigDict(strict=True, extra="allow", defer_build=True)


class Given(Bare[Any]):
    """A body as it came. It is read in steps, so that all that is wrong with it is said at once."""


def _named(field: str, empty: str, longest: int, too_long: str) -> BeforeValidator:
    """A text that must be there: absent, empty and too long are said differently."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            fault("missing_value", unusable(field))
        if not value.strip():
            fault("missing_value", empty)
        if len(value) >= longest:
            fault("not_acceptable", too_long)
        return value

    return BeforeValidator(check)


def _shorter(longest: int, too_long: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and len(value) >= longest:
            fault("not_acceptable", too_long)
        return value

    return BeforeValidator(check)


def _one_of(field: str, *known: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or value not in known:
            fault("missing_value", unusable(field))
        return value

    return BeforeValidator(check)


def _state(value: Any) -> Any:
    """Only the integers: True and 0.0 are equal to them and none of them."""
    if type(value) is not int or value not in (0, 1):
        fault("not_acceptable", STATE)
    return value


def _boolean(field: str) -> BeforeValidator:
    """What the seed's own parser would have stumbled over."""

    def check(value: Any) -> Any:
        if not isinstance(value, bool):
            said = f'"{value}"' if isinstance(value, str) else json.dumps(value, default=str)
            fault("unreadable", f'unknown token {said[:60]} Near: "{field}": {said[:60]}')
        return value

    return BeforeValidator(check)


def _type_id(value: Any) -> Any:
    if not isinstance(value, str):
        fault("missing_value", unusable("rewardType"))
    if not value.strip():
        fault("empty_id", "Id cannot be empty")
    return value


def _value(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        fault("missing_value", unusable("value"))
    number = Decimal(value)
    if number < 0 or not is_countable(number) or len(number.normalize().as_tuple().digits) > MOST_DIGITS:
        fault("not_acceptable", "The value is not from 0 to 10^9 with at most 6 decimals")
    return number


def _minutes(value: Any) -> Any:
    if type(value) is not int:
        fault("not_acceptable", "Minutes are a whole number")
    return value


Label = Annotated[str, Field(min_length=1, max_length=200)]
Labels = Annotated[list[Label], Field(max_length=MOST_LABELS)]
ClassName = Annotated[str, Field(max_length=100)]
LongName = Annotated[
    str,
    _named(
        "name",
        "Please enter a Name for the Achievement.",
        LONGEST_NAME,
        "The length of Name is too long. Valid length is under 10000 characters",
    ),
    Field(min_length=1, max_length=LONGEST_NAME - 1),
]
Description = Annotated[
    str,
    _shorter(
        LONGEST_DESCRIPTION,
        "The length of the Description is too long. Valid length is under 50000 characters",
    ),
    Field(max_length=LONGEST_DESCRIPTION - 1),
]
RewardName = Annotated[
    str,
    _named(
        "rewardName",
        "Please enter a Name for the Reward.",
        LONGEST_NAME,
        "The length of Reward name is too long. Valid length is under 10000 characters",
    ),
    Field(min_length=1, max_length=LONGEST_NAME - 1),
]
IconId = Annotated[
    str,
    _named("icon", "Please insert an Icon into the Achievement.", 1_000, "The length of Icon is too long."),
    Field(min_length=1, max_length=999),
]
Minutes = Annotated[int, BeforeValidator(_minutes), Field(ge=0, le=MOST_MINUTES)]
Double = Annotated[
    Decimal,
    BeforeValidator(_value),
    WithJsonSchema({"type": "number", "minimum": 0, "exclusiveMaximum": 10**9}),
]


class MetaData(Open):
    key: Annotated[str, Field(min_length=1, max_length=200)]
    value: Annotated[str, Field(max_length=2_000)]


class Translation(Open):
    """One field in one language."""

    fieldName: Annotated[str, Field(min_length=1, max_length=100)]  # noqa: N815 - the seed's word
    text: Description


def _once(found: list[MetaData]) -> list[MetaData]:
    if len({one.key for one in found}) < len(found):
        fault("not_acceptable", "A key stands twice in the metadata")
    return found


MetaDatas = Annotated[list[MetaData], Field(max_length=50), AfterValidator(_once)]
Translations = Annotated[
    dict[Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$")], list[Translation]],
    Field(max_length=MOST_LABELS),
]


class SchedulingBody(Open):
    """`every` chooses days (1 is Monday), ISO weeks or months; empty is each of them."""

    scheduleType: Annotated[  # noqa: N815 - the seed's word
        Literal["Once", "Repeatedly", "Daily", "Weekly", "Monthly"],
        _one_of("scheduling", "Once", "Repeatedly", "Daily", "Weekly", "Monthly"),
    ]
    scheduleOccurrencesLimit: Annotated[int, Field(ge=1)] = 1  # noqa: N815
    every: list[int] = []
    startDate: SeedTime  # noqa: N815
    endDate: SeedTime | None = None  # noqa: N815
    onlyAggregateOnActiveDays: bool = False  # noqa: N815


class DependencyBody(Open):
    achievementId: Annotated[str, Field(min_length=1, max_length=100)]  # noqa: N815
    linkType: Literal["Must", "Should", "Must-Not"]  # noqa: N815


RuleSets = Annotated[
    list[dict[str, Any]],
    Field(description="Rule sets of conditions of main rules, each with its sub-conditions: see the pages."),
]


class CompetitionBody(Open):
    """The seed's achievement. What else stands in it (jsonClass, accountId, scope) is kept and never used."""

    name: LongName
    description: Description | None = None
    initialState: Annotated[Literal[0, 1], BeforeValidator(_state)] = 0  # noqa: N815
    icon: IconId
    ruleSets: RuleSets  # noqa: N815
    deprecated: Annotated[bool, _boolean("deprecated")] = False
    dependantOn: list[DependencyBody] = []  # noqa: N815
    minimumShouldMatch: Annotated[int, Field(ge=0)] = 0  # noqa: N815
    scheduling: SchedulingBody
    achievementLiveStatus: Annotated[  # noqa: N815
        Literal["Draft", "Live"], _one_of("achievementLiveStatus", "Draft", "Live")
    ]
    category: Labels = []
    memberGroups: Labels = []  # noqa: N815
    metadata: MetaDatas = []
    translations: Translations = {}
    translatableFields: Labels = []  # noqa: N815
    jsonClass: ClassName = "Achievement"  # noqa: N815
    accountId: ClassName = ""  # noqa: N815


class CompetitionRewardBody(Open):
    """The seed's reward; `entityId` is the achievement's id, which the house fills in."""

    entityType: Literal["achievement"]  # noqa: N815
    entityId: Annotated[str, Field(max_length=100)]  # noqa: N815
    rewardRank: Annotated[str, Field(max_length=100)]  # noqa: N815
    rewardName: RewardName  # noqa: N815
    value: Double
    rewardType: Annotated[str, BeforeValidator(_type_id), Field(min_length=1, max_length=100)]  # noqa: N815
    description: Description
    delay: Minutes = 0
    memberAcknowledgmentRequired: Annotated[  # noqa: N815
        bool, _boolean("memberAcknowledgmentRequired")
    ] = False
    metadata: MetaDatas = []
    period: Annotated[int, BeforeValidator(_minutes), Field(ge=1, le=MOST_MINUTES)] | None = None
    pointInTime: SeedTime | None = None  # noqa: N815
    translations: Translations = {}
    translatableFields: Labels = []  # noqa: N815
    jsonClass: ClassName = "Reward"  # noqa: N815


class ReadLater:
    """Its own routes read it, not the face; it stands here for those who read the API's description."""


class ProposalBody(Open, ReadLater):
    """A definition and the rewards that it gives."""

    achievement: CompetitionBody
    rewards: Annotated[list[CompetitionRewardBody], Field(max_length=MOST_OF_AN_ACHIEVEMENT)] = []


class RevisionBody(Open, ReadLater):
    """What of a draft is to be another; `rewards` are added, those named in `deleteRewards` go."""

    achievement: CompetitionBody
    rewards: Annotated[list[CompetitionRewardBody], Field(max_length=MOST_OF_AN_ACHIEVEMENT)] = []
    deleteRewards: Annotated[list[str], Field(max_length=MOST_OF_AN_ACHIEVEMENT)] = []  # noqa: N815


class One(Record):
    """The envelope of every single record of face 001."""

    data: dict[str, Any]
