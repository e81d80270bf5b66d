"""Activity events as face 001 has them: each one read on its own, its faults its own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from ...actions.ingesting import Sent
from ...actions.members import Member
from ...domain.activity import activity_uid
from ...domain.refusals import Invalid, Missing, Refusal, Several
from ...domain.rules.model import ActivityEvent
from ...domain.rules.values import number
from .. import faulty
from ..blueprint import MOST_FAULTS
from ..wire import Bare, Body, Record, Text200
from .dialect import Fault
from .values import SeedTime

MOST_METADATA = 50
# A client's clock may be ahead by so much; an event of next year would close the counts of this one.
AHEAD = timedelta(days=1)


def _number_only(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number is expected")
    return read(value)


def _pairs(given: Any) -> Any:
    """Metadata as an event has it, or in the seed's manner: a list of `{key, value}`, each key once."""
    if not isinstance(given, list):
        return given
    if not all(isinstance(pair, dict) and pair.keys() == {"key", "value"} for pair in given):
        raise ValueError("an object, or a list of key and value, is expected")
    keys = [pair["key"] for pair in given]
    if not all(isinstance(key, str) for key in keys) or len(set(keys)) < len(keys):
        raise ValueError("each key is text and stands once")
    return {pair["key"]: pair["value"] for pair in given}


def _text(value: Any) -> Any:
    """Numbers and truths are kept as they are written: rules compare them as what their constant is."""
    match value:
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case _:
            return value


Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Value = Annotated[str, StringConstraints(max_length=1_000), BeforeValidator(_text)]
Metadata = Annotated[dict[Key, Value], Field(max_length=MOST_METADATA), BeforeValidator(_pairs)]
Number = Annotated[int | Decimal, WrapValidator(_number_only)]


class EventBody(Body):
    """What a client tells of a member's doing."""

    memberId: Text200 | None = None  # noqa: N815 - the seed's word
    memberRefId: Text200 | None = None  # noqa: N815
    action: Text200
    eventRefId: Text200 | None = None  # noqa: N815
    entityRefId: Text200 | None = None  # noqa: N815
    sourceValue: Number | None = None  # noqa: N815
    transactionTimestamp: SeedTime | None = None  # noqa: N815
    relatesToExternal: Text200 | None = None  # noqa: N815
    metadata: Metadata | None = None


def _of_events(schema: dict[str, Any]) -> None:
    """Said only to who reads the API's description."""
    schema["items"] = EventBody.model_json_schema()


class EventsBody(Bare[list[Any]]):
    """1 to 10,000 events; each is read on its own, so that one that is faulty harms no other."""

    model_config = ConfigDict(strict=True, json_schema_extra=_of_events)


class EventFate(Record):
    """What became of one event of a request, by its place in it."""

    index: int
    eventRefId: str | None  # noqa: N815
    id: str | None
    memberId: str | None  # noqa: N815
    memberRefId: str | None  # noqa: N815
    status: str
    errors: list[Fault] | None = None


class EventFates(Record):
    """The fates of a request's events, in its order."""

    data: list[EventFate]


class QuarantinedEvent(Record):
    """An event that could not be counted, and why."""

    id: str
    eventId: str  # noqa: N815
    memberId: str  # noqa: N815
    state: str
    reason: str
    created: SeedTime
    replayed: SeedTime | None
    event: dict[str, Any]


class Quarantined(Record):
    """One event that could not be counted."""

    data: QuarantinedEvent


def read(said: Any, own_id: str, *, now: datetime) -> Sent:
    """An event of a request. Raises Invalid with all its faults."""
    body = _shaped(said)
    faults = [*_of_the_member(body), *_of_the_value(body), *_of_the_time(body, now)]
    if faults:
        raise faults[0] if len(faults) == 1 else Several(faults)
    event = ActivityEvent(
        id=own_id if body.eventRefId is None else activity_uid(body.eventRefId),
        at=body.transactionTimestamp or now,
        action=body.action,
        event_ref=body.eventRefId,
        entity_ref=body.entityRefId,
        relates_to=body.relatesToExternal,
        value=None if body.sourceValue is None else Decimal(body.sourceValue),
        metadata=body.metadata or {},
        received=now,
    )
    return Sent(Member(body.memberId, body.memberRefId), event)


def _shaped(said: Any) -> EventBody:
    if not isinstance(said, Mapping):
        raise Invalid("An event is an object.")
    if said.get("action") in (None, ""):
        raise Missing("No usable value for action")
    try:
        return EventBody.model_validate(said)
    except ValidationError as error:
        fields = faulty.fields(error, said)
        raise Invalid("The event is not valid.", dict(islice(fields.items(), MOST_FAULTS))) from None


def _of_the_member(body: EventBody) -> list[Refusal]:
    match (body.memberId, body.memberRefId):
        case (None, None):
            return [Missing("No usable value for memberId or memberRefId")]
        case (str(), str()):
            return [Invalid("A member is named by memberId or by memberRefId, not by both.")]
        case _:
            return []


def _of_the_value(body: EventBody) -> list[Refusal]:
    if body.sourceValue is None or number(body.sourceValue) is not None:
        return []
    return [Invalid("Out of range.", {"sourceValue": "at most 15 digits and 10 decimals are expected"})]


def _of_the_time(body: EventBody, now: datetime) -> list[Refusal]:
    if body.transactionTimestamp is None or body.transactionTimestamp <= now + AHEAD:
        return []
    return [Invalid("In the future.", {"transactionTimestamp": "lies more than a day ahead"})]
