"""Routes of bookings, and of the call that moves all of a booking's tickets."""

from typing import Any

from ...actions import bookings, rebasing
from ...domain.booking import Booking
from ...domain.ids import parse_ref
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, STAFF, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, ref, ref_or_uid
from ..sheep.dialect import Sheep
from ..wire import given_fields
from . import wire_bookings as wire

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/booking"
ONE = COLLECTION + "/{uid}"
CONTACTS = ("person", "organisation")
REQUIRED = ("name", "start_date")


@face.endpoint(
    "GET",
    COLLECTION,
    who=STAFF,
    summary="List bookings.",
    answers=Page,
    query={**PAGING, "name": "Exactly this.", "contact": "A ref or uid."},
)
def list_booking(call: Call) -> Any:
    page = asked(call)
    contact = contact_asked(call)
    facets = {name: value for name, value in call.query.items() if name == "name"}
    found = bookings.listed(call.table, page, now=call.now, contact=contact, facets=facets)
    return envelope(call, page, found, lambda record: _shown(call, record))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Add a booking.",
    body=wire.BookingBody,
    answers=wire.BookingRecord,
    status=201,
)
def add_booking(call: Call) -> Any:
    changes = _changes(call)
    missing = {name: "required" for name in REQUIRED if changes.get(name) is None}
    if missing:
        raise Invalid("A booking needs a name and a start.", missing)
    new = Booking(uid=call.ids.uid(), created=call.now, last_updated=call.now, **changes)
    return _shown(call, bookings.add(call.table, new))


@face.endpoint("GET", ONE, who=STAFF, summary="Show a booking.", answers=wire.BookingRecord)
def get_booking(call: Call, uid: str) -> Any:
    return _shown(call, bookings.get(call.table, a_uid(uid, "booking")))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a booking; its tickets keep their dates until they are rebased.",
    body=wire.BookingBody,
    answers=wire.BookingRecord,
)
def change_booking(call: Call, uid: str) -> Any:
    changes = _changes(call)
    cleared = {name: "required" for name in REQUIRED if name in changes and changes[name] is None}
    if cleared:
        raise Invalid("A booking needs a name and a start.", cleared)
    return _shown(call, bookings.change(call.table, a_uid(uid, "booking"), changes, at=call.now))


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a booking; its tickets stay.", status=204)
def remove_booking(call: Call, uid: str) -> Any:
    bookings.remove(call.table, a_uid(uid, "booking"), at=call.now)
    return Answer(status=204)


@face.endpoint(
    "PUT",
    ONE + "/ticket_rebase",
    who=ADMIN,
    summary="Move the date of every ticket to the start of the booking; continues where it stopped.",
    answers=wire.RebaseRecord,
)
def rebase_tickets(call: Call, uid: str) -> Any:
    done = rebasing.rebase(call.table, a_uid(uid, "booking"), at=call.now)
    changes = [
        wire.TicketChange(uri=ref(call, "ticket", move.ticket), old_date=move.old, new_date=move.new)
        for move in done.moves
    ]
    return wire.RebaseRecord(ticket_changes=changes, unchanged_tickets=done.unchanged)


def contact_asked(call: Call) -> str | None:
    """The contact that a list is narrowed to."""
    wanted = call.query.get("contact")
    return ref_or_uid(call, "contact", wanted, CONTACTS) if wanted is not None else None


def contact_changes(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """The contact as the domain has it: uid and resource."""
    if "contact" not in given:
        return given
    if given["contact"] is None:
        return {**given, "contact_resource": None}
    found = parse_ref(given["contact"], field="contact", tenant=call.caller.tenant, resources=CONTACTS)
    return {**given, "contact": found.uid, "contact_resource": found.resource}


def _changes(call: Call) -> dict[str, Any]:
    return contact_changes(call, given_fields(call.body))


def _shown(call: Call, booking: Booking) -> wire.BookingRecord:
    contact = booking.contact
    return wire.BookingRecord(
        uid=booking.uid,
        uri=ref(call, "booking", booking.uid),
        created=booking.created,
        last_updated=booking.last_updated,
        name=booking.name,
        start_date=booking.start_date,
        end_date=booking.end_date,
        contact=ref(call, booking.contact_resource or "person", contact) if contact else None,
        location=booking.location,
        description=booking.description,
    )
