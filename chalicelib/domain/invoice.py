"""Invoices and quotes: numbered, with exact lines; what was received, and whether it is settled."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from .bills import MOST_LINES, BillLine
from .money import Money
from .refusals import Conflict, Invalid, Locked

ZERO = Decimal(0)


class InvoiceStatus(StrEnum):
    OPEN = "open"
    PAID = "paid"
    VOID = "void"


class QuoteStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(kw_only=True)
class Priced:
    """What an invoice and a quote share. `link_tail` follows the uid in public links: 64 bits beyond it."""

    uid: str
    number: str
    contact: str
    contact_resource: str
    currency: str
    lines: tuple[BillLine, ...]
    issued_date: date
    created: datetime
    last_updated: datetime
    link_tail: str
    due_date: date | None = None
    reference: str | None = None
    version: int = 0

    @property
    def net(self) -> Money:
        return Money(sum((line.net for line in self.lines), ZERO), self.currency)

    @property
    def vat(self) -> Money:
        return Money(sum((line.vat for line in self.lines), ZERO), self.currency)

    @property
    def total(self) -> Money:
        return self.net + self.vat

    @property
    def link_id(self) -> str:
        return self.uid + self.link_tail

    def check(self) -> None:
        if not 0 < len(self.lines) <= MOST_LINES:
            raise Invalid("It needs lines.", {"lines": f"expected 1 to {MOST_LINES}"})
        for figure in (figure for line in self.lines for figure in (line.net, line.vat)):
            Money(figure, self.currency)  # each by itself too: lines that cancel out must be sayable
        if self.total.minor < 0:
            raise Invalid("It comes to less than nothing.", {"lines": "their total is negative"})
        if self.due_date is not None and self.due_date < self.issued_date:
            raise Invalid("It would be due before it is issued.", {"due_date": "before issued_date"})


@dataclass(kw_only=True)
class Invoice(Priced):
    """`received` is the sum of its payments so far; `settled_date` is when nothing more was owed."""

    member: str | None = None
    received: Decimal = ZERO
    settled_date: datetime | None = None
    void_date: datetime | None = None

    @property
    def status(self) -> InvoiceStatus:
        if self.void_date:
            return InvoiceStatus.VOID
        return InvoiceStatus.PAID if self.settled_date else InvoiceStatus.OPEN

    @property
    def paid(self) -> Money:
        return self.total if self.settled_date else Money(self.received, self.currency)

    @property
    def balance(self) -> Money:
        return self.total + -self.paid

    def receive(self, amount: Money, paid_date: datetime, *, at: datetime) -> None:
        """A payment came in; the one that covers the total settles it."""
        if self.void_date:
            raise Conflict("Its invoice is void.")
        self.received = (Money(self.received, self.currency) + amount).amount
        self.last_updated = at
        if self.settled_date is None and self.received >= self.total.amount:
            self.settled_date = paid_date

    def settle(self, paid_date: datetime, *, at: datetime) -> None:
        """Paid in some way that no payment here tells of."""
        if self.status is not InvoiceStatus.OPEN:
            raise Locked(f"The invoice is {self.status} already.")
        if paid_date > at:
            raise Invalid("An invoice is not paid in the future.", {"paid_date": "in the future"})
        self.settled_date, self.last_updated = paid_date, at

    def annul(self, *, at: datetime) -> None:
        """Its number stays taken; what has been paid cannot be annulled."""
        if self.status is not InvoiceStatus.OPEN or self.received:
            raise Locked(f"The invoice is {self.status}, with {self.paid} received.")
        self.void_date = self.last_updated = at

    def may_change(self) -> None:
        if self.status is not InvoiceStatus.OPEN or self.received:
            raise Locked(f"The invoice is {self.status}, with {self.paid} received; make another.")


@dataclass(kw_only=True)
class Quote(Priced):
    """`due_date` is the last day on which it may be accepted."""

    status: QuoteStatus = QuoteStatus.OPEN

    def answer(self, status: QuoteStatus, *, at: datetime) -> None:
        if self.status is not QuoteStatus.OPEN and self.status is not status:
            raise Locked(f"The quote is {self.status} already.")
        self.status, self.last_updated = status, at


def renewal_invoice(member: str) -> str:
    """The uid of the invoice that a membership's renewal makes: it follows from the membership's."""
    return hashlib.sha256(f"invoice|{member}".encode()).hexdigest()[:24]
