"""Routes of tickets: each belongs to one booking for good."""

from typing import Any

from ...actions import bookings, tickets
from ...domain.booking import Ticket
from ...domain.ids import parse_ref
from ...domain.refusals import Contradiction, Invalid
from ..blueprint import ADMIN, STAFF, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, ref, ref_or_uid
from ..sheep.dialect import Sheep
from ..wire import given_fields
from . import wire_bookings as wire
from .bookings import contact_asked, contact_changes

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/ticket"
ONE = COLLECTION + "/{uid}"
NEVER_EMPTY = ("booking", "date", "status")


@face.endpoint(
    "GET",
    COLLECTION,
    who=STAFF,
    summary="List tickets.",
    answers=Page,
    query={
        **PAGING,
        "booking": "A ref or uid.",
        "contact": "A ref or uid.",
        "status": "valid, used or cancelled.",
    },
)
def list_ticket(call: Call) -> Any:
    page = asked(call)
    wanted = call.query.get("booking")
    booking = ref_or_uid(call, "booking", wanted, ("booking",)) if wanted is not None else None
    facets = {name: value for name, value in call.query.items() if name == "status"}
    found = tickets.listed(
        call.table, page, now=call.now, contact=contact_asked(call), booking=booking, facets=facets
    )
    return envelope(call, page, found, lambda record: _shown(call, record))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Add a ticket to a booking.",
    body=wire.TicketBody,
    answers=wire.TicketRecord,
    status=201,
)
def add_ticket(call: Call) -> Any:
    given = _given(call)
    if "booking" not in given:
        raise Invalid("A ticket belongs to a booking.", {"booking": "required"})
    changes = contact_changes(call, {**given, "booking": _booking(call, given)})
    if "date" not in changes:
        changes["date"] = bookings.get(call.table, changes["booking"]).start_date
    new = Ticket(uid=call.ids.uid(), created=call.now, last_updated=call.now, **changes)
    return _shown(call, tickets.add(call.table, new))


@face.endpoint("GET", ONE, who=STAFF, summary="Show a ticket.", answers=wire.TicketRecord)
def get_ticket(call: Call, uid: str) -> Any:
    return _shown(call, tickets.get(call.table, a_uid(uid, "ticket")))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a ticket; it stays with its booking.",
    body=wire.TicketBody,
    answers=wire.TicketRecord,
)
def change_ticket(call: Call, uid: str) -> Any:
    given = _given(call)
    stands = tickets.get(call.table, a_uid(uid, "ticket"))
    if "booking" in given and _booking(call, given) != stands.booking:
        raise Contradiction("A ticket stays with its booking.", {"booking": "another one"})
    changes = contact_changes(call, {name: value for name, value in given.items() if name != "booking"})
    return _shown(call, tickets.change(call.table, uid, changes, at=call.now))


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a ticket.", status=204)
def remove_ticket(call: Call, uid: str) -> Any:
    tickets.remove(call.table, a_uid(uid, "ticket"), at=call.now)
    return Answer(status=204)


def _given(call: Call) -> dict[str, Any]:
    given = given_fields(call.body)
    empty = {name: "may not be null" for name in NEVER_EMPTY if name in given and given[name] is None}
    if empty:
        raise Invalid("A ticket has a booking, a date and a status.", empty)
    return given


def _booking(call: Call, given: dict[str, Any]) -> str:
    return parse_ref(given["booking"], field="booking", tenant=call.caller.tenant, resources=("booking",)).uid


def _shown(call: Call, ticket: Ticket) -> wire.TicketRecord:
    contact = ticket.contact
    return wire.TicketRecord(
        uid=ticket.uid,
        uri=ref(call, "ticket", ticket.uid),
        created=ticket.created,
        last_updated=ticket.last_updated,
        booking=ref(call, "booking", ticket.booking),
        date=ticket.date,
        name=ticket.name,
        contact=ref(call, ticket.contact_resource or "person", contact) if contact else None,
        reference=ticket.reference,
        status=ticket.status,
    )
