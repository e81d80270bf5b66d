"""The records of face 000 as the wire has them, in and out."""

from typing import Annotated, Any, ClassVar

from pydantic import Field, WithJsonSchema

from ...domain.api_key import Role
from ..sheep.values import PlainDay
from ..wire import (
    Body,
    Email,
    HttpsUrl,
    NaiveTime,
    Record,
    RefText,
    Settable,
    Text50,
    Text64,
    Text100,
    Text200,
    Text300,
    Text500,
    Text2000,
    Text5000,
    Text10000,
)
from ..wire import Number as Exact

Number = Annotated[int, Field(ge=1, lt=2**53)]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$", max_length=35)]
Points = Annotated[
    Exact,
    Field(ge=0, le=10**12, max_digits=18, decimal_places=6),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 10**12}),
]


class ContactBody(Settable):
    """A person or an organisation; what is not given stays as it is, null clears."""

    served: ClassVar[frozenset[str]] = Settable.served | {"display_name"}

    first_name: Text200 | None = None
    last_name: Text200 | None = None
    name: Text300 | None = None
    email: Email | None = None
    emails: Annotated[list[Email], Field(max_length=5)] | None = None
    phone: Text50 | None = None
    job_title: Text200 | None = None
    profile_picture: HttpsUrl | None = None
    email_notifications: bool = True
    member_ref: Text200 | None = None
    number: Number | None = None
    guardians: Annotated[list[RefText], Field(max_length=10)] | None = None
    timezone: Text64 | None = None
    locale: Locale | None = None
    date_of_birth: PlainDay | None = None
    public_profile: bool = True
    role: Role = "member"


class ContactRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    display_name: str
    first_name: str | None
    last_name: str | None
    name: str | None
    email: str | None
    emails: list[str]
    phone: str | None
    job_title: str | None
    profile_picture: str | None
    email_notifications: bool
    member_ref: str | None
    number: int
    guardians: list[str]
    timezone: str | None
    locale: str | None
    date_of_birth: PlainDay | None
    public_profile: bool
    role: Role


class GroupBody(Settable):
    """A class or a team."""

    name: Text300 | None = None
    description: Text10000 | None = None
    members: Annotated[list[RefText], Field(max_length=500)] | None = None
    coaches: Annotated[list[RefText], Field(max_length=50)] | None = None


class GroupRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    name: str
    description: str | None
    members: list[str]
    coaches: list[str]


class StepBody(Body):
    name: Text500


class RewardBody(Body):
    """What comes with the achievement, in words; `value` counts in the unit of `reward_type`."""

    name: Text300
    description: Text5000 | None = None
    reward_type: Text100 | None = None
    value: Points | None = None


class AchievementTypeBody(Settable):
    """The definition of a qualification. A step is its name, or an object with the name."""

    name: Text500 | None = None
    steps: Annotated[list[Text500 | StepBody], Field(max_length=10_000)] | None = None
    description: Text10000 | None = None
    category: Text200 | None = None
    icon: Text200 | None = None
    points: Points | None = None
    rewards: Annotated[list[RewardBody], Field(max_length=20)] | None = None
    email_template: Text100 | None = None
    certificate_template: Text100 | None = None


class AchievementTypeRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    name: str
    steps: list[str]
    description: str | None
    category: str | None
    icon: str | None
    points: Exact | None
    rewards: list[dict[str, Any]]
    email_template: str | None
    certificate_template: str | None


class StartBody(Body):
    """Seed 000: create/start a new achievement for a contact."""

    achievement_type_ref: RefText
    contact_ref: RefText


class AchievementBody(Settable):
    """What of an achievement is set by hand; its steps have calls of their own."""

    served: ClassVar[frozenset[str]] = Settable.served | {
        "achievement_type",
        "name",
        "contact",
        "contact_name",
        "steps",
        "steps_completed",
        "steps_total",
        "percentage",
        "finished",
        "finished_date",
        "finished_by",
    }

    note: Text10000 | None = None


class StepChoice(Body):
    """Which step: by number (from 1), by name, or by both, which must agree."""

    number: Annotated[int, Field(ge=-(2**53), le=2**53)] | None = None
    step: Annotated[str, Field(max_length=500)] | None = None


class CompleteStep(StepChoice):
    """Besides which step: since when (not in the future), a note, and proof from outside (URLs or text)."""

    completed_date: NaiveTime | None = None
    note: Text2000 | None = None
    evidence: Annotated[list[Text2000], Field(max_length=20)] | None = None


class StepRecord(Record):
    number: int
    name: str
    completed: bool
    completed_date: NaiveTime | None
    completed_by: str | None
    note: str | None
    evidence: list[str]


class AchievementRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    achievement_type: str
    name: str
    contact: str
    contact_name: str
    steps: list[StepRecord]
    steps_completed: int
    steps_total: int
    percentage: int
    finished: bool
    finished_date: NaiveTime | None
    finished_by: str | None
    note: str | None


class EventRecord(Record):
    """What became true. `state`: due, followed, or set_aside with its reason."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    type: str
    subject: str
    contact: str | None
    time: NaiveTime
    state: str
    reason: str | None
    data: dict[str, Any]


class MailRecord(Record):
    """A mail on its way or at its end."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    event: str | None
    template: str
    to: str | None
    state: str
    reason: str | None
    attempts: int
    sent_date: NaiveTime | None
    message_id: str | None
    delivery: str | None
    delivery_date: NaiveTime | None
    delivery_code: str | None
