"""A booking: an event somebody has booked, and the tickets to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .refusals import Invalid


@dataclass(kw_only=True)
class Booking:
    """Its tickets are made for its start; when it moves they stay behind until they are rebased."""

    uid: str
    name: str
    start_date: datetime
    created: datetime
    last_updated: datetime
    end_date: datetime | None = None
    contact: str | None = None
    contact_resource: str | None = None
    location: str | None = None
    description: str | None = None
    version: int = 0

    def check(self) -> None:
        if self.end_date is not None and self.end_date < self.start_date:
            raise Invalid("A booking ends after it starts.", {"end_date": "before start_date"})


@dataclass(kw_only=True)
class Ticket:
    """One place at a booking's event, on a date of its own; it belongs to its booking for good."""

    uid: str
    booking: str
    date: datetime
    created: datetime
    last_updated: datetime
    name: str | None = None
    contact: str | None = None
    contact_resource: str | None = None
    reference: str | None = None
    status: Literal["valid", "used", "cancelled"] = "valid"
    version: int = 0
