"""The route that tries an achievement by rules over what members did, before there is one."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError

from ...actions.simulating import simulate
from ...domain.refusals import Missing, Several
from ...domain.rules.definitions import parse
from ...domain.rules.faults import FaultyDefinition
from ...domain.rules.model import Definition
from ...domain.simulation import Period, Place, Simulated, Would
from ..blueprint import ADMIN
from ..call import Call
from ..wire import Record
from .face import SPACE, CompetitionFace
from .faults import refusals, unusable
from .proposals import of_rules
from .values import SeedTime
from .wire import Open, ReadLater

face = CompetitionFace()
NOBODY = "simulated"


class SimulationBody(Open, ReadLater):
    """`achievement` as it would be defined: only what decides is read. `after`: where the last stopped."""

    achievement: dict[str, Any]
    start: Annotated[SeedTime | None, Field(alias="from")] = None
    to: SeedTime | None = None
    after: str | None = None


class WouldRecord(Record):
    """An award that would have been: its number for the member, and the event that completed it."""

    memberId: str  # noqa: N815 - as the seed spells
    memberRefId: str | None  # noqa: N815
    number: int
    period: str | None
    at: SeedTime
    eventId: str | None  # noqa: N815


class SimulationMeta(Record):
    """How far this call came; `next` goes into the next call's `after`, null at the end."""

    membersSeen: int  # noqa: N815
    eventsSeen: int  # noqa: N815
    skipped: list[str]
    next: str | None


class Simulation(Record):
    """What one call found."""

    meta: SimulationMeta
    data: list[WouldRecord]


@face.endpoint(
    "POST",
    f"{SPACE}/achievements/simulate",
    who=ADMIN,
    summary="Try an achievement over stored events: who would have got it, and when; nothing is written.",
    body=SimulationBody,
    answers=Simulation,
    keep_answer=False,
)
def simulate_achievement(call: Call) -> Any:
    said = call.body.root
    if not isinstance(said, dict) or not isinstance(said.get("achievement"), dict):
        raise Missing(unusable("achievement"))
    body = _read(said)
    period = Period(body.start, body.to)
    period.check()
    place = Place.read(body.after) if body.after is not None else Place()
    definition = _definition(body.achievement)
    return _shown(simulate(call.table, definition, period, place, now=call.now), definition)


def _read(said: Mapping[str, Any]) -> SimulationBody:
    try:
        return SimulationBody.model_validate(said)
    except ValidationError as error:
        raise Several(refusals(error)) from None


def _definition(said: dict[str, Any]) -> Definition:
    try:
        return parse(NOBODY, said)
    except FaultyDefinition as faulty:
        raise Several([of_rules(one) for one in faulty.faults]) from None


def _shown(told: Simulated, definition: Definition) -> Simulation:
    meta = SimulationMeta(
        membersSeen=told.members,
        eventsSeen=told.events,
        skipped=told.skipped,
        next=told.next.token() if told.next else None,
    )
    return Simulation(meta=meta, data=[_would(one, definition) for one in told.issues])


def _would(one: Would, definition: Definition) -> WouldRecord:
    return WouldRecord(
        memberId=one.contact,
        memberRefId=one.member_ref,
        number=one.issue.number,
        period=one.issue.key if definition.scheduling.span else None,
        at=one.issue.at,
        eventId=one.issue.event,
    )
