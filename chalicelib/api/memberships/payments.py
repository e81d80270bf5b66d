"""Routes of payments: what is owed on which day, and that it was paid."""

from typing import Any

from ...actions import payments
from ...domain.money import Money
from ...domain.payment import Payment, PaymentStatus, Receipt
from ...domain.refusals import Conflict, Invalid
from ...domain.zones import local_day
from ..blueprint import ADMIN, PAYERS, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, ref_or_uid
from ..sheep.dialect import Sheep
from ..sheep.sight import may_see, none_as_hidden
from ..wire import given_fields
from . import show_money
from .money_filters import filters, listing
from .payers import payer_of, refuse_another_payer
from .wire_money import PaymentBody, PaymentRecord, ReceiptBody

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/payment"
ONE = COLLECTION + "/{uid}"
FILTERS = filters(PaymentStatus, "contact", "member", "invoice")
KEPT = ("description", "method", "reference")


@face.endpoint(
    "GET", COLLECTION, who=PAYERS, summary="List payments.", answers=Page, query={**PAGING, **FILTERS}
)
def list_payment(call: Call) -> Any:
    return listing(call, PaymentStatus, "payment", show_money.payment)


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Add a payment that no plan makes.",
    body=PaymentBody,
    answers=PaymentRecord,
    status=201,
)
def add_payment(call: Call) -> Any:
    said: PaymentBody = call.body
    if said.amount is None or said.currency is None:
        missing = {name: "required" for name in ("amount", "currency") if getattr(said, name) is None}
        raise Invalid("A payment needs its amount.", missing)
    if said.status is not None or said.paid_date is not None:
        raise Invalid("A payment is added first and paid then.", {"status": "not at once"})
    payer = payer_of(call, said.contact, said.member)
    payment = Payment(
        uid=call.ids.uid(),
        contact=payer.contact,
        contact_resource=payer.resource,
        member=payer.member,
        invoice=_invoice(call, said.invoice),
        amount=Money(said.amount, said.currency),
        due_date=said.due_date or local_day(call.now, payer.zone),
        zone=payer.zone,
        created=call.now,
        last_updated=call.now,
        **{name: getattr(said, name) for name in KEPT},
    )
    return show_money.payment(call, payments.add(call.table, payment))


@face.endpoint("GET", ONE, who=PAYERS, summary="Show a payment.", answers=PaymentRecord)
def get_payment(call: Call, uid: str) -> Any:
    with none_as_hidden(call):
        found = payments.get(call.table, a_uid(uid, "payment"))
    may_see(call, found.contact, "payment")
    return show_money.payment(call, found)


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a payment that is not made yet; status paid pays it.",
    body=PaymentBody,
    answers=PaymentRecord,
)
def change_payment(call: Call, uid: str) -> Any:
    said: PaymentBody = call.body
    found = payments.get(call.table, a_uid(uid, "payment"))
    refuse_another_payer(call, said, found)
    if said.status == PaymentStatus.PAID:
        receipt = Receipt(call.ids.uid(), said.paid_date or call.now, said.method, said.reference)
        return show_money.payment(call, payments.pay(call.table, uid, receipt, at=call.now))
    if said.status not in (None, found.status(call.now)):
        raise Conflict(f"The payment is {found.status(call.now)}: that follows from its due date.")
    changed = payments.change(call.table, uid, _changes(call, found), at=call.now)
    return show_money.payment(call, changed)


@face.endpoint(
    "POST",
    ONE + "/pay",
    who=ADMIN,
    summary="Note that a payment was made; its invoice is paid with the last one.",
    body=ReceiptBody,
    answers=PaymentRecord,
)
def pay_payment(call: Call, uid: str) -> Any:
    said: ReceiptBody = call.body
    receipt = Receipt(call.ids.uid(), said.paid_date or call.now, said.method, said.reference)
    paid = payments.pay(call.table, a_uid(uid, "payment"), receipt, at=call.now)
    return show_money.payment(call, paid)


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a payment that was never made.", status=204)
def remove_payment(call: Call, uid: str) -> Any:
    payments.remove(call.table, a_uid(uid, "payment"), at=call.now)
    return Answer(status=204)


def _invoice(call: Call, text: str | None) -> str | None:
    return None if text is None else ref_or_uid(call, "invoice", text, ("invoice",))


def _changes(call: Call, found: Payment) -> dict[str, Any]:
    """What was given; null clears a text or the invoice."""
    said: PaymentBody = call.body
    given = given_fields(said)
    changes = {name: given[name] for name in KEPT if name in given}
    if "invoice" in given:
        changes["invoice"] = _invoice(call, said.invoice)
    if said.due_date is not None:
        changes["due_date"] = said.due_date
    amount, currency = said.amount or found.amount.amount, said.currency or found.amount.currency
    return {**changes, "amount": Money(amount, currency)}
