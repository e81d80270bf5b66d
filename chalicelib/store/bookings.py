"""How bookings and tickets are kept: the tickets stand in their booking's partition, so that one consistent
query finds all of them.
"""

from dataclasses import replace

from ..domain.booking import Booking, Ticket
from ..domain.refusals import NotFound
from . import keys
from .keys import Key
from .records import Kind
from .table import TenantTable

BOOKINGS: Kind[Booking] = Kind(
    name="booking",
    model=Booking,
    key=keys.booking,
    facets=lambda booking: {"name": booking.name},
    owner=lambda booking: booking.contact,
)


def _nowhere(_t: str, _uid: str) -> Key:
    raise AssertionError("a ticket's key needs its booking: tickets_of")


TICKETS: Kind[Ticket] = Kind(
    name="ticket",
    model=Ticket,
    key=_nowhere,
    facets=lambda ticket: {"status": ticket.status, "booking": ticket.booking},
    owner=lambda ticket: ticket.contact,
    subject=lambda ticket: ticket.booking,
)


def tickets_of(booking: str) -> Kind[Ticket]:
    """The tickets of one booking."""
    return replace(TICKETS, key=lambda t, uid: keys.ticket(t, booking, uid))


def tickets_with(table: TenantTable, ticket: str) -> Kind[Ticket]:
    """The tickets among which this one stands."""
    pointer = table.get(keys.ticket_pointer(table.tenant, ticket))
    if pointer is None:
        raise NotFound("There is no such ticket.")
    return tickets_of(pointer["booking"])
