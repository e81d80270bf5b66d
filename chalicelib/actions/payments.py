"""What is done with payments: adding, paying, moving, and telling that one fell due."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.invoice import Invoice, InvoiceStatus, renewal_invoice
from ..domain.payment import Payment, Receipt
from ..domain.refusals import Conflict, Contradiction, Locked
from ..store import lists
from ..store.contacts import CONTACTS
from ..store.memberships import MEMBERSHIPS
from ..store.money import INVOICES, PAYMENTS
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from . import invoices, telling


def add(table: TenantTable, payment: Payment) -> Payment:
    """Add a payment; adding the same uid again (a repeated request) gives what stands already."""
    payment.check()
    if payment.invoice:
        _check_invoice(payment, INVOICES.load(table, payment.invoice))
    try:
        table.put(PAYMENTS.new(table.tenant, payment))
    except ConditionFailed:
        return PAYMENTS.load(table, payment.uid)
    return payment


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Payment:
    """Change what is given. Moved to another day, it falls due on that; what is paid stays as it is."""

    def decide() -> Payment:
        before = PAYMENTS.load(table, uid)
        if before.receipt:
            raise Locked("A payment that was made is not changed.")
        after = replace(before, **changes, last_updated=at)
        if before.place and after.amount != before.amount:
            raise Conflict("A plan's payments add up to its total: the amount of one is not changed.")
        after.check()
        if after.invoice and (after.invoice, after.amount) != (before.invoice, before.amount):
            _check_invoice(after, INVOICES.load(table, after.invoice))
        table.put(PAYMENTS.changed(table.tenant, after))
        return after

    return table.decided(decide)


def pay(table: TenantTable, uid: str, receipt: Receipt, *, at: datetime) -> Payment:
    """Note that it was paid, and its invoice with it, in one transaction. Paid already it refuses."""

    def decide() -> Payment:
        payment = PAYMENTS.load(table, uid)
        if not payment.pay(receipt, at=at):
            return payment
        invoice = _invoice_of(table, payment, at)
        paid = PAYMENTS.changed(table.tenant, payment)
        if invoice is None:
            table.put(paid)
        else:
            invoice.receive(payment.amount, receipt.paid_date, at=at)
            table.transact([paid, INVOICES.changed(table.tenant, invoice)])
        return payment

    return table.decided(decide)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Remove what was never paid."""

    def decide() -> None:
        payment = PAYMENTS.load(table, uid)
        if payment.receipt:
            raise Locked("A payment that was made is not removed.")
        untallied = lists.untallied(table, PAYMENTS.places(table.tenant, payment), at=at)
        table.transact(writes(PAYMENTS.gone(table.tenant, payment, at=at), untallied))

    table.decided(decide)


def fall_due(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Tell `payment_due`, once; doing it twice does nothing."""

    def decide() -> None:
        payment = PAYMENTS.find(table, uid)
        if payment is None or payment.waits_for is None or payment.waits_for > at:
            return
        payment.fall_due(at=at, **_words(table, payment, _invoice_of(table, payment, at)))
        telling.write(table, [PAYMENTS.changed(table.tenant, payment)], payment.take_events())

    table.decided(decide)


def get(table: TenantTable, uid: str) -> Payment:
    return PAYMENTS.load(table, uid)


def _check_invoice(payment: Payment, invoice: Invoice) -> None:
    fits = {
        "contact": payment.contact == invoice.contact,
        "currency": payment.amount.currency == invoice.currency,
    }
    faults = {name: "not the invoice's" for name, same in fits.items() if not same}
    if faults:
        raise Contradiction("The payment does not fit its invoice.", faults)
    if invoice.status is InvoiceStatus.VOID:
        raise Conflict("The invoice is void.")


def _invoice_of(table: TenantTable, payment: Payment, at: datetime) -> Invoice | None:
    """The invoice it settles. A renewal's may still be on its way: then it is made here."""
    if payment.invoice is None:
        return None
    invoice = INVOICES.find(table, payment.invoice)
    if invoice is None and payment.member and payment.invoice == renewal_invoice(payment.member):
        invoice = invoices.bill_renewal(table, payment.member, at=at)
    return invoice if invoice and invoice.status is not InvoiceStatus.VOID else None


def _words(table: TenantTable, payment: Payment, invoice: Invoice | None) -> dict[str, Any]:
    """What a mail about it needs beside the payment: of whom, for what, and where its papers are."""
    t = table.tenant
    wanted = [CONTACTS.key(t, payment.contact)]
    wanted += [MEMBERSHIPS.key(t, payment.member)] if payment.member else []
    found = table.get_many(wanted, consistent=True)
    contact = CONTACTS.met(found, t, payment.contact)
    kept = MEMBERSHIPS.met(found, t, payment.member)
    return {
        "contact_name": contact.display_name if contact else None,
        "type_name": kept.type_name if kept else None,
        "number": kept.membership.number if kept else None,
        "link_id": kept.link_id if kept else None,
        "invoice_number": invoice.number if invoice else None,
        "invoice_link_id": invoice.link_id if invoice else None,
    }
