"""What is done with bookings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.booking import Booking
from ..store.bookings import BOOKINGS
from ..store.table import TenantTable
from . import contacts, plain
from .listing import Asked, Listed, records


def add(table: TenantTable, booking: Booking) -> Booking:
    _check_contact(table, booking)
    return plain.add(table, BOOKINGS, booking, check=Booking.check)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Booking:
    """Its tickets keep their dates: `rebasing.rebase` moves them."""

    def check(booking: Booking) -> None:
        booking.check()
        if "contact" in changes:
            _check_contact(table, booking)

    return plain.change(table, BOOKINGS, uid, changes, at=at, check=check)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    plain.remove(table, BOOKINGS, uid, at=at)


def get(table: TenantTable, uid: str) -> Booking:
    return BOOKINGS.load(table, uid)


def listed(
    table: TenantTable, asked: Asked, *, now: datetime, contact: str | None, facets: Mapping[str, Any]
) -> Listed[Booking]:
    return records(table, BOOKINGS, asked, now=now, owner=contact, facets=facets)


def _check_contact(table: TenantTable, booking: Booking) -> None:
    if booking.contact is not None:
        contacts.get(table, booking.contact_resource or "person", booking.contact)
