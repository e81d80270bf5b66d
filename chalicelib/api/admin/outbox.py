"""Routes of what became true and of what leaves: events and mails, replayed or sent again on demand."""

import re
from typing import Any

from ...actions import outbox, suppressing
from ...domain.mail import OPEN_STATES, STATES
from ...domain.suppression import CAUSES, Suppression
from ..achievements import show
from ..achievements.wire import EventRecord, MailRecord
from ..blueprint import ADMIN, STAFF, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, one_of, ref, ref_or_uid
from ..sheep.dialect import Sheep
from . import wire

face = Face(Sheep())
_SHORT = re.compile(
    r"(/(?P<tenant>[a-z0-9-]{2,40})/[a-z_]{2,40}/)?(?P<id>[A-Za-z0-9_-]{20}|[1-9][0-9]{8,15})/?"
)
SUBJECTS = ("achievement", "person", "organisation")
EVENTS = "/api/v1/{flock}/event"
MAILS = "/api/v1/{flock}/mail"
SUPPRESSIONS = "/api/v1/{flock}/suppression"


@face.endpoint(
    "GET",
    EVENTS,
    who=STAFF,
    summary="List events: what became true.",
    answers=Page,
    query={**PAGING, "type": "The event's name.", "subject": "A ref or uid."},
)
def list_event(call: Call) -> Any:
    page = asked(call)
    subject = _subject(call, call.query["subject"]) if "subject" in call.query else None
    facets = {name: value for name, value in call.query.items() if name == "type"}
    found = outbox.events(call.table, page, now=call.now, subject=subject, facets=facets)
    return envelope(call, page, found, lambda told: show.event(call, told))


def _subject(call: Call, text: str) -> str:
    """What an event happened to, as the event shows it, or its bare uid; two faces have ids of their own."""
    found = _SHORT.fullmatch(text)
    if found and found["tenant"] in (None, call.caller.tenant):
        return found["id"]
    return ref_or_uid(call, "subject", text, SUBJECTS)


@face.endpoint("GET", EVENTS + "/{uid}", who=STAFF, summary="Show an event.", answers=EventRecord)
def get_event(call: Call, uid: str) -> Any:
    return show.event(call, outbox.event(call.table, a_uid(uid, "event")))


@face.endpoint(
    "PUT",
    EVENTS + "/{uid}/replay",
    who=ADMIN,
    summary="Let an event that was set aside be followed again.",
    answers=EventRecord,
)
def replay_event(call: Call, uid: str) -> Any:
    return show.event(call, outbox.replay(call.table, a_uid(uid, "event"), at=call.now))


@face.endpoint(
    "GET",
    MAILS,
    who=ADMIN,
    summary="List mails and what became of them.",
    answers=Page,
    query={
        **PAGING,
        "state": "open, sent, bounced, complained, failed_permanent, suppressed, no_recipient or erased.",
        "event": "A ref or uid.",
    },
)
def list_mail(call: Call) -> Any:
    page = asked(call)
    event = ref_or_uid(call, "event", call.query["event"], ("event",)) if "event" in call.query else None
    facets = one_of(call, "state", {"open", *STATES} - OPEN_STATES)
    found = outbox.mails(call.table, page, now=call.now, event_uid=event, facets=facets)
    return envelope(call, page, found, lambda mail: show.mail(call, mail))


@face.endpoint("GET", MAILS + "/{uid}", who=ADMIN, summary="Show a mail's state.", answers=MailRecord)
def get_mail(call: Call, uid: str) -> Any:
    return show.mail(call, outbox.mail(call.table, a_uid(uid, "mail")))


@face.endpoint(
    "PUT",
    MAILS + "/{uid}/resend",
    who=ADMIN,
    summary="Send a failed mail once more.",
    answers=MailRecord,
)
def resend_mail(call: Call, uid: str) -> Any:
    return show.mail(call, outbox.resend(call.table, a_uid(uid, "mail"), at=call.now))


@face.endpoint(
    "GET",
    SUPPRESSIONS,
    who=ADMIN,
    summary="List the addresses that get no mail, and why.",
    answers=Page,
    query={**PAGING, "cause": f"{', '.join(CAUSES)}.", "email": "Only this address."},
)
def list_suppression(call: Call) -> Any:
    page = asked(call)
    facets = one_of(call, "cause", CAUSES)
    if "email" in call.query:
        found = suppressing.looked_up(call.table, call.query["email"], page, facets=facets)
    else:
        found = suppressing.suppressed(call.table, page, now=call.now, facets=facets)
    return envelope(call, page, found, lambda one: _suppression(call, one))


def _suppression(call: Call, one: Suppression) -> wire.SuppressionRecord:
    return wire.SuppressionRecord(
        email=one.address,
        created=one.created,
        cause=one.cause,
        reason=one.reason,
        mail=ref(call, "mail", one.mail) if one.mail else None,
    )


@face.endpoint(
    "POST",
    SUPPRESSIONS,
    who=ADMIN,
    summary="Send nothing to an address any more.",
    body=wire.SuppressionBody,
    status=204,
)
def suppress(call: Call) -> Any:
    suppressing.suppress(call.table, call.body.email, call.body.reason or "asked for", at=call.now)
    return Answer(status=204)


@face.endpoint(
    "DELETE",
    SUPPRESSIONS + "/{email}",
    who=ADMIN,
    summary="Let mails go to an address again.",
    status=204,
)
def unsuppress(call: Call, email: str) -> Any:
    suppressing.unsuppress(call.table, email, at=call.now)
    return Answer(status=204)
