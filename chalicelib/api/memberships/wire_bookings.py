"""Bookings and tickets as the wire has them."""

from typing import Literal

from ..wire import NaiveTime, Record, RefText, Settable, Text100, Text300, Text10000

TicketStatus = Literal["valid", "used", "cancelled"]


class BookingBody(Settable):
    """What is not given stays as it is, null clears. A date alone is its midnight."""

    name: Text300 | None = None
    start_date: NaiveTime | None = None
    end_date: NaiveTime | None = None
    contact: RefText | None = None
    location: Text300 | None = None
    description: Text10000 | None = None


class BookingRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    name: str
    start_date: NaiveTime
    end_date: NaiveTime | None
    contact: str | None
    location: str | None
    description: str | None


class TicketBody(Settable):
    """Without a date it is for the booking's start."""

    booking: RefText | None = None
    date: NaiveTime | None = None
    name: Text300 | None = None
    contact: RefText | None = None
    reference: Text100 | None = None
    status: TicketStatus | None = None


class TicketRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    booking: str
    date: NaiveTime
    name: str | None
    contact: str | None
    reference: str | None
    status: TicketStatus


class TicketChange(Record):
    uri: str
    old_date: NaiveTime
    new_date: NaiveTime


class RebaseRecord(Record):
    """What this call moved; repeated, it finds nothing left to move."""

    ticket_changes: list[TicketChange]
    unchanged_tickets: int
