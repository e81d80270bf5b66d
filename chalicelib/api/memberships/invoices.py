"""Routes of invoices: issued to a contact or for a membership, settled or annulled."""

from typing import Any

from ...actions import invoices
from ...domain.invoice import Invoice, InvoiceStatus
from ...domain.refusals import Conflict, Invalid
from ..blueprint import ADMIN, PAYERS, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid
from ..sheep.dialect import Sheep
from ..sheep.sight import may_see, none_as_hidden
from . import show_money
from .money_filters import filters, listing
from .payers import payer_of, refuse_another_payer
from .pricing import begun, changes
from .wire_money import InvoiceBody, InvoiceRecord

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/invoice"
ONE = COLLECTION + "/{uid}"
FILTERS = filters(InvoiceStatus, "contact", "member", "number")


@face.endpoint(
    "GET", COLLECTION, who=PAYERS, summary="List invoices.", answers=Page, query={**PAGING, **FILTERS}
)
def list_invoice(call: Call) -> Any:
    return listing(call, InvoiceStatus, "invoice", show_money.invoice)


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Issue an invoice, under the next number unless it brings one.",
    body=InvoiceBody,
    answers=InvoiceRecord,
    status=201,
)
def add_invoice(call: Call) -> Any:
    said: InvoiceBody = call.body
    if said.status not in (None, InvoiceStatus.OPEN) or said.paid_date is not None:
        raise Invalid("An invoice begins open.", {"status": "expected open"})
    payer = payer_of(call, said.contact, said.member)
    draft = Invoice(**begun(call, said, payer), member=payer.member)
    return show_money.invoice(call, invoices.add(call.table, draft, at=call.now))


@face.endpoint("GET", ONE, who=PAYERS, summary="Show an invoice.", answers=InvoiceRecord)
def get_invoice(call: Call, uid: str) -> Any:
    with none_as_hidden(call):
        found = invoices.get(call.table, a_uid(uid, "invoice"))
    may_see(call, found.contact, "invoice")
    return show_money.invoice(call, found)


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change an open invoice; status paid settles it, void annuls it.",
    body=InvoiceBody,
    answers=InvoiceRecord,
)
def change_invoice(call: Call, uid: str) -> Any:
    said: InvoiceBody = call.body
    found = invoices.get(call.table, a_uid(uid, "invoice"))
    refuse_another_payer(call, said, found)
    if said.status in (None, found.status):
        changed = invoices.change(call.table, uid, changes(said, found), at=call.now)
    elif said.status == InvoiceStatus.PAID:
        changed = invoices.settle(call.table, uid, said.paid_date or call.now, at=call.now)
    elif said.status == InvoiceStatus.VOID:
        changed = invoices.annul(call.table, uid, at=call.now)
    else:
        raise Conflict(f"The invoice is {found.status}.")
    return show_money.invoice(call, changed)


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove an invoice of which nothing was paid.", status=204)
def remove_invoice(call: Call, uid: str) -> Any:
    invoices.remove(call.table, a_uid(uid, "invoice"), at=call.now)
    return Answer(status=204)
