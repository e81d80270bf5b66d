"""Payment plans, payments, invoices and quotes as face 003 shows them."""

from typing import Any

from ...domain.bills import BillLine
from ...domain.invoice import Invoice, Priced, Quote
from ...domain.kept_memberships import KeptMembership
from ...domain.money import PLACES, Money
from ...domain.payment import Payment
from ...domain.payment_plan import OfferedPlan
from ...domain.refusals import Conflict
from ..call import Call
from ..sheep.collection import ref
from . import wire_money as wire
from .wire_values import exact, plain


def payment_plan(call: Call, plan: OfferedPlan) -> wire.PaymentPlanRecord:
    return wire.PaymentPlanRecord(
        **_frame(call, "payment_plan", plan),
        name=plan.name,
        payments=plan.terms.payments,
        interval=str(plan.terms.interval),
        deferral_days=plan.terms.deferral_days,
    )


def payment(call: Call, payment: Payment) -> wire.PaymentRecord:
    place, receipt = payment.place, payment.receipt
    return wire.PaymentRecord(
        **_frame(call, "payment", payment),
        contact=ref(call, payment.contact_resource, payment.contact),
        member=_ref(call, "member", payment.member),
        invoice=_ref(call, "invoice", payment.invoice),
        payment_plan=ref(call, "payment_plan", place.plan) if place else None,
        number=place.seq if place else None,
        of=place.count if place else None,
        amount=exact(payment.amount),
        currency=payment.amount.currency,
        due_date=payment.due_date,
        status=payment.status(call.now),
        paid_date=receipt.paid_date if receipt else None,
        method=(receipt.method if receipt else None) or payment.method,
        reference=(receipt.reference if receipt else None) or payment.reference,
        description=payment.description,
    )


def invoice(call: Call, invoice: Invoice) -> wire.InvoiceRecord:
    return wire.InvoiceRecord(
        **_priced(call, "invoice", invoice),
        status=invoice.status,
        member=_ref(call, "member", invoice.member),
        paid=exact(invoice.paid),
        balance=exact(invoice.balance),
        paid_date=invoice.settled_date,
        void_date=invoice.void_date,
    )


def quote(call: Call, quote: Quote) -> wire.QuoteRecord:
    return wire.QuoteRecord(**_priced(call, "quote", quote), status=quote.status)


def unpacked(call: Call, kept: KeptMembership) -> wire.UnpackedRecord:
    run = kept.plan
    if run is None or run.terms is None:
        raise Conflict("The payment plan was removed meanwhile.")
    payments = run.terms.payments()
    return wire.UnpackedRecord(
        member=ref(call, "member", kept.uid),
        payment_plan=ref(call, "payment_plan", run.terms.plan),
        payments=run.count,
        total=exact(run.terms.total),
        currency=run.terms.total.currency,
        first_due_date=payments[0].due_on,
        last_due_date=payments[-1].due_on,
    )


def _priced(call: Call, resource: str, record: Priced) -> dict[str, Any]:
    public = f"{call.wired.settings.base_url}/api/v1/public/{call.caller.tenant}"
    return {
        **_frame(call, resource, record),
        "number": record.number,
        "contact": ref(call, record.contact_resource, record.contact),
        "currency": record.currency,
        "lines": [_line(line, record.currency) for line in record.lines],
        "net": exact(record.net),
        "vat": exact(record.vat),
        "total": exact(record.total),
        "issued_date": record.issued_date,
        "due_date": record.due_date,
        "reference": record.reference,
        "pdf": f"{public}/{resource}/{record.link_id}/pdf/",
    }


def _line(line: BillLine, currency: str) -> wire.LineRecord:
    exponent = line.unit_price.as_tuple().exponent
    whole = isinstance(exponent, int) and -exponent <= PLACES[currency]
    return wire.LineRecord(
        description=line.description,
        quantity=plain(line.quantity),
        unit_price=exact(Money(line.unit_price, currency)) if whole else plain(line.unit_price),
        vat_rate=None if line.vat_rate is None else plain(line.vat_rate),
        net=exact(Money(line.net, currency)),
        vat=exact(Money(line.vat, currency)),
    )


def _ref(call: Call, resource: str, uid: str | None) -> str | None:
    return ref(call, resource, uid) if uid else None


def _frame(call: Call, resource: str, record: Any) -> dict[str, Any]:
    return {
        "uid": record.uid,
        "uri": ref(call, resource, record.uid),
        "created": record.created,
        "last_updated": record.last_updated,
    }
