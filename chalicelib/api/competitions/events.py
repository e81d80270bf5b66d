"""Routes of activity events: what members did, and what of it could not be counted."""

from typing import Any

from ...actions import ingesting, quarantine, replaying
from ...actions.ingesting import Fate, Sent
from ...domain.activity import SetAside, own_uid
from ...domain.ids import is_uid
from ...domain.refusals import Invalid, Missing, NoRecord, Refusal, Several, TooLarge
from ..blueprint import ADMIN, STAFF
from ..body import BULK_BYTES
from ..call import Call
from . import lists
from .face import SPACE, CompetitionFace
from .wire_events import EventFates, EventsBody, Quarantined, QuarantinedEvent, read

face = CompetitionFace()
EVENTS = f"{SPACE}/events"
QUARANTINE = f"{EVENTS}/quarantine"
MOST_EVENTS = 10_000
STATES = ("set_aside", "replayed")


@face.endpoint(
    "POST",
    EVENTS,
    who=STAFF,
    summary="Tell what members did: 1 to 10,000 events, each one's fate in the answer.",
    body=EventsBody,
    answers=EventFates,
    most=BULK_BYTES,
    keep_answer=False,
)
def add_events(call: Call) -> Any:
    said: list[Any] = call.body.root
    if not said:
        raise Missing("No usable value for events")
    if len(said) > MOST_EVENTS:
        raise TooLarge(f"At most {MOST_EVENTS} events are taken at once.")
    request = call.ids.uid()[:10]
    sent = [_read(call, one, own_uid(call.ids.uid())) for one in said]
    good = [one for one in sent if isinstance(one, Sent)]
    fates = iter(
        ingesting.take(call.table, call.wired.rules, good, call.ids, request=request, now=call.now)
        if good
        else ()
    )
    told = [
        _told(
            place, one, next(fates) if isinstance(one, Sent) else Fate("rejected", refusal=one), said[place]
        )
        for place, one in enumerate(sent)
    ]
    refusals = [fate.refusal for _, fate in told if fate.refusal]
    if len(refusals) == len(told):
        raise refusals[0] if len(refusals) == 1 else Several(refusals)
    return {"data": [line for line, _ in told]}


def _read(call: Call, said: Any, own_id: str) -> Sent | Refusal:
    try:
        return read(said, own_id, now=call.now)
    except Invalid as refusal:
        return refusal


def _told(place: int, one: Sent | Refusal, fate: Fate, said: Any) -> tuple[dict[str, Any], Fate]:
    """One line of the answer: with what the client can tell it by, even where it is none of ours."""
    line: dict[str, Any] = {"index": place}
    for name in ("eventRefId", "memberId", "memberRefId"):
        given = said.get(name) if isinstance(said, dict) else None
        line[name] = given if isinstance(given, str) and len(given) <= 200 else None
    line["memberId"] = fate.contact or line["memberId"]
    line |= {"id": one.event.id if isinstance(one, Sent) else None, "status": fate.status}
    if fate.refusal:
        line["errors"] = face.said(fate.refusal).body["errors"]
    return line, fate


@face.endpoint(
    "GET",
    QUARANTINE,
    who=ADMIN,
    summary="List the events that could not be counted, each with its reason.",
    answers=lists.Listing,
    query={**lists.PAGING, "state": "set_aside or replayed."},
)
def list_quarantine(call: Call) -> Any:
    state = call.query.get("state")
    if state not in (None, *STATES):
        raise Invalid("Not a state.", {"state": f"one of {', '.join(STATES)}"})
    page = lists.asked(call)
    found = quarantine.listed(call.table, page, now=call.now, state=state)
    return lists.envelope(page, found, _show)


@face.endpoint(
    "GET",
    QUARANTINE + "/{quarantineId}",
    who=ADMIN,
    summary="Show an event that could not be counted.",
    answers=Quarantined,
)
def get_quarantined(call: Call, quarantine_id: str) -> Any:
    return lists.one(_show(quarantine.get(call.table, _known(quarantine_id))))


@face.endpoint(
    "POST",
    QUARANTINE + "/{quarantineId}/replay",
    who=ADMIN,
    summary="Count an event after all, once its cause was mended.",
    answers=Quarantined,
)
def replay_quarantined(call: Call, quarantine_id: str) -> Any:
    found = replaying.replay(call.table, call.wired.rules, _known(quarantine_id), now=call.now)
    return lists.one(_show(found))


def _known(quarantine_id: str) -> str:
    if not is_uid(quarantine_id):
        raise NoRecord("quarantine", quarantine_id)
    return quarantine_id


def _show(one: SetAside) -> QuarantinedEvent:
    return QuarantinedEvent(
        id=one.uid,
        eventId=one.event,
        memberId=one.contact,
        state=one.state,
        reason=one.reason,
        created=one.created,
        replayed=one.replayed,
        event=dict(one.snapshot),
    )
