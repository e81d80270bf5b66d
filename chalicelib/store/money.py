"""How payment plans, payments, invoices and quotes are kept."""

from datetime import date

from ..domain.invoice import Invoice, Quote
from ..domain.payment import Payment, PaymentStatus
from ..domain.payment_plan import OfferedPlan
from . import keys
from .conditions import Attr, Condition
from .records import Kind

PAYMENT_PLANS: Kind[OfferedPlan] = Kind(
    name="payment_plan",
    model=OfferedPlan,
    key=keys.payment_plan,
    facets=lambda plan: {"name": plan.name},
)

PAYMENTS: Kind[Payment] = Kind(
    name="payment",
    model=Payment,
    key=keys.payment,
    facets=lambda payment: {
        "paid": payment.receipt is not None,
        "due": payment.due_date,
        "contact": payment.contact,
        "member": payment.member,
        "invoice": payment.invoice,
    },
    owner=lambda payment: payment.contact,
    subject=lambda payment: payment.member,
    due=lambda payment: payment.waits_for,
)

INVOICES: Kind[Invoice] = Kind(
    name="invoice",
    model=Invoice,
    key=keys.invoice,
    facets=lambda invoice: {
        "number": invoice.number,
        "status": invoice.status.value,
        "due": invoice.due_date,
        "contact": invoice.contact,
    },
    owner=lambda invoice: invoice.contact,
    subject=lambda invoice: invoice.member,
)

QUOTES: Kind[Quote] = Kind(
    name="quote",
    model=Quote,
    key=keys.quote,
    facets=lambda quote: {"number": quote.number, "status": quote.status.value, "due": quote.due_date},
    owner=lambda quote: quote.contact,
)


def of_status(status: PaymentStatus, today: date) -> Condition:
    """Narrows a list of payments; whether one is due follows from its day alone."""
    reached = Attr("u.due").lte(today.isoformat())
    unpaid = Attr("u.paid").eq(False)
    return {
        PaymentStatus.PAID: Attr("u.paid").eq(True),
        PaymentStatus.DUE: unpaid & reached,
        PaymentStatus.SCHEDULED: unpaid & Attr("u.due").gt(today.isoformat()),
    }[status]


def due_between(after: date | None, before: date | None) -> list[Condition]:
    """Neither day is among them."""
    since = [Attr("u.due").gt(after.isoformat())] if after else []
    until = [Attr("u.due").lt(before.isoformat())] if before else []
    return [*since, *until]
