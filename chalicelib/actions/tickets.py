"""What is done with single tickets; all of a booking's at once are moved by `rebasing`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.booking import Ticket
from ..store import keys, lists
from ..store.bookings import BOOKINGS, TICKETS, tickets_of, tickets_with
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Delete, Put
from . import contacts, plain
from .listing import Asked, Listed, records


def add(table: TenantTable, ticket: Ticket) -> Ticket:
    """Add a ticket; adding the same uid again (a repeated request) gives what stands already."""
    BOOKINGS.load(table, ticket.booking)
    _check_contact(table, ticket)
    kind, t = tickets_of(ticket.booking), table.tenant
    pointer = Put(keys.ticket_pointer(t, ticket.uid), {"booking": ticket.booking})
    try:
        table.transact([kind.new(t, ticket), pointer])
    except ConditionFailed:
        return get(table, ticket.uid)
    return ticket


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Ticket:
    def check(ticket: Ticket) -> None:
        if "contact" in changes:
            _check_contact(table, ticket)

    return plain.change(table, tickets_with(table, uid), uid, changes, at=at, check=check)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    def decide() -> None:
        kind, t = tickets_with(table, uid), table.tenant
        ticket = kind.load(table, uid)
        untallied = lists.untallied(table, kind.places(t, ticket), at=at)
        pointer = Delete(keys.ticket_pointer(t, uid))
        table.transact(writes(kind.gone(t, ticket, at=at), pointer, untallied))

    table.decided(decide)


def get(table: TenantTable, uid: str) -> Ticket:
    return tickets_with(table, uid).load(table, uid)


def listed(
    table: TenantTable,
    asked: Asked,
    *,
    now: datetime,
    contact: str | None,
    booking: str | None,
    facets: Mapping[str, Any],
) -> Listed[Ticket]:
    """All, or those of a contact, or those of a booking; of both through the contact."""
    if contact and booking:
        facets = {**facets, "booking": booking}
    return records(table, TICKETS, asked, now=now, owner=contact, subject=booking, facets=facets)


def _check_contact(table: TenantTable, ticket: Ticket) -> None:
    if ticket.contact is not None:
        contacts.get(table, ticket.contact_resource or "person", ticket.contact)
