"""Lists of payments, invoices and quotes: all of them, a contact's, a membership's; by status and day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import and_
from typing import Any, Literal

from ..domain.invoice import Invoice, Quote
from ..domain.payment import Payment, PaymentStatus
from ..domain.zones import local_day
from ..store.conditions import Attr, Condition
from ..store.money import INVOICES, PAYMENTS, QUOTES, due_between, of_status
from ..store.records import Kind
from ..store.table import TenantTable
from . import tenants
from .listing import Asked, Listed, of_contacts, records

Papers = Literal["payment", "invoice", "quote"]
KINDS: dict[Papers, Kind[Any]] = {"payment": PAYMENTS, "invoice": INVOICES, "quote": QUOTES}


@dataclass(frozen=True)
class Sought:
    """What a list is narrowed to. `due_after` and `due_before` leave out the days themselves."""

    contact: str | None = None
    member: str | None = None
    invoice: str | None = None
    number: str | None = None
    status: str | None = None
    due_after: date | None = None
    due_before: date | None = None

    @property
    def facets(self) -> dict[str, Any]:
        """A membership's list is one of its own; its contact is looked at within it."""
        named = {"invoice": self.invoice, "number": self.number}
        within = {"contact": self.contact} if self.member else {}
        return {name: value for name, value in {**named, **within}.items() if value is not None}

    def fits(self, record: Payment | Invoice | Quote, now: datetime) -> bool:
        """The same, of a record that has been read."""
        status = record.status(now) if isinstance(record, Payment) else record.status
        due, named = record.due_date, ("contact", "member", "invoice", "number")
        return (
            all(getattr(self, name) in (None, getattr(record, name, None)) for name in named)
            and self.status in (None, status)
            and (self.due_after is None or (due is not None and due > self.due_after))
            and (self.due_before is None or (due is not None and due < self.due_before))
        )


def listed(table: TenantTable, papers: Papers, asked: Asked, sought: Sought, *, now: datetime) -> Listed[Any]:
    """All of them, or those of a membership, or of a contact, through the index that holds the fewest."""
    where = due_between(sought.due_after, sought.due_before)
    if sought.status:
        where.append(_of_status(table, papers, sought.status, now))
    return records(
        table,
        KINDS[papers],
        asked,
        now=now,
        owner=None if sought.member else sought.contact,
        subject=sought.member,
        facets=sought.facets,
        where=reduce(and_, where) if where else None,
    )


def of(
    table: TenantTable,
    papers: Papers,
    contacts: Iterable[str],
    asked: Asked,
    sought: Sought,
    *,
    now: datetime,
) -> Listed[Any]:
    """Those of a few contacts that fit: what a member sees."""
    return of_contacts(table, KINDS[papers], contacts, asked, fits=lambda record: sought.fits(record, now))


def _of_status(table: TenantTable, papers: Papers, status: str, now: datetime) -> Condition:
    """Whether a payment is due follows from its day in the tenant's zone; the others' status is kept."""
    if papers != "payment":
        return Attr("u.status").eq(status)
    return of_status(PaymentStatus(status), local_day(now, tenants.get(table).timezone))
