"""A payment: an amount of a contact, due on a day, and what became of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .events import Event, event_uid
from .money import Money
from .refusals import Invalid, Locked
from .zones import day_begins


class PaymentStatus(StrEnum):
    SCHEDULED = "scheduled"
    DUE = "due"
    PAID = "paid"


@dataclass(frozen=True)
class Place:
    """Which of a plan's payments it is: the `seq`-th (from 1) of `count`, in the plan's `turn`."""

    plan: str
    turn: int
    seq: int
    count: int


@dataclass(frozen=True)
class Receipt:
    """That it was paid. `uid` follows from the request, so that a repeated one is known again."""

    uid: str
    paid_date: datetime
    method: str | None = None
    reference: str | None = None


@dataclass(kw_only=True)
class Payment:
    """`told` is the day whose coming was told by `payment_due`; the status follows from the dates alone."""

    uid: str
    contact: str
    contact_resource: str
    amount: Money
    due_date: date
    created: datetime
    last_updated: datetime
    zone: str = "UTC"
    member: str | None = None
    invoice: str | None = None
    place: Place | None = None
    description: str | None = None
    method: str | None = None
    reference: str | None = None
    receipt: Receipt | None = None
    told: date | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def falls_due(self) -> datetime:
        """The first instant of its day."""
        return day_begins(self.due_date, self.zone)

    @property
    def waits_for(self) -> datetime | None:
        """When the clock must look at it: once, as it falls due."""
        return None if self.receipt or self.told == self.due_date else self.falls_due

    def status(self, now: datetime) -> PaymentStatus:
        """Right for a reader even before the clock has come by."""
        if self.receipt:
            return PaymentStatus.PAID
        return PaymentStatus.DUE if self.falls_due <= now else PaymentStatus.SCHEDULED

    def lies_ahead(self, today: date) -> bool:
        """Whether it is scheduled for a day after today."""
        return self.receipt is None and self.due_date > today

    def check(self) -> None:
        if self.amount.minor <= 0:
            raise Invalid("A payment is of more than nothing.", {"amount": "expected more than 0"})

    def pay(self, receipt: Receipt, *, at: datetime) -> bool:
        """False: this very receipt was written before. Paid by another it refuses."""
        if self.receipt is not None:
            if self.receipt.uid == receipt.uid:
                return False
            raise Locked("The payment is paid already.")
        if receipt.paid_date > at:
            raise Invalid("A payment is not paid in the future.", {"paid_date": "in the future"})
        self.receipt, self.last_updated = receipt, at
        return True

    def fall_due(self, *, at: datetime, **details: Any) -> bool:
        """Tell `payment_due`, once for each day it was due on; False while there is nothing to tell."""
        if self.waits_for is None or self.waits_for > at:
            return False
        self.told, self.last_updated = self.due_date, at
        self.events.append(
            Event(
                name="payment_due",
                uid=event_uid("payment_due", self.uid, self.due_date.toordinal()),
                resource="payment",
                subject=self.uid,
                contact=self.contact,
                occurred_at=self.falls_due,
                data=self._snapshot() | details,
            )
        )
        return True

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken

    def _snapshot(self) -> dict[str, Any]:
        return {
            "contact_resource": self.contact_resource,
            "amount": f"{self.amount.amount:f}",
            "currency": self.amount.currency,
            "due": self.due_date.isoformat(),
            "member": self.member,
            "invoice": self.invoice,
            "seq": self.place.seq if self.place else None,
            "count": self.place.count if self.place else None,
            "description": self.description,
            "reference": self.reference,
        }
