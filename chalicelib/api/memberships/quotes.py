"""Routes of quotes: what something would cost, until a day."""

from typing import Any

from ...actions import quotes
from ...domain.invoice import Quote, QuoteStatus
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, PAYERS, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid
from ..sheep.dialect import Sheep
from ..sheep.sight import may_see, none_as_hidden
from . import show_money
from .money_filters import filters, listing
from .payers import payer_of, refuse_another_payer
from .pricing import begun, changes
from .wire_money import QuoteBody, QuoteRecord

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/quote"
ONE = COLLECTION + "/{uid}"
FILTERS = filters(QuoteStatus, "contact", "number")


@face.endpoint(
    "GET", COLLECTION, who=PAYERS, summary="List quotes.", answers=Page, query={**PAGING, **FILTERS}
)
def list_quote(call: Call) -> Any:
    return listing(call, QuoteStatus, "quote", show_money.quote)


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Make a quote, under the next number unless it brings one.",
    body=QuoteBody,
    answers=QuoteRecord,
    status=201,
)
def add_quote(call: Call) -> Any:
    said: QuoteBody = call.body
    if said.status not in (None, QuoteStatus.OPEN):
        raise Invalid("A quote begins open.", {"status": "expected open"})
    draft = Quote(**begun(call, said, payer_of(call, said.contact, None)))
    return show_money.quote(call, quotes.add(call.table, draft))


@face.endpoint("GET", ONE, who=PAYERS, summary="Show a quote.", answers=QuoteRecord)
def get_quote(call: Call, uid: str) -> Any:
    with none_as_hidden(call):
        found = quotes.get(call.table, a_uid(uid, "quote"))
    may_see(call, found.contact, "quote")
    return show_money.quote(call, found)


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change an open quote; status accepted or declined answers it.",
    body=QuoteBody,
    answers=QuoteRecord,
)
def change_quote(call: Call, uid: str) -> Any:
    said: QuoteBody = call.body
    found = quotes.get(call.table, a_uid(uid, "quote"))
    refuse_another_payer(call, said, found)
    given = changes(said, found)
    if said.status is not None:
        given["status"] = status_of(said.status)
    return show_money.quote(call, quotes.change(call.table, uid, given, at=call.now))


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a quote.", status=204)
def remove_quote(call: Call, uid: str) -> Any:
    quotes.remove(call.table, a_uid(uid, "quote"), at=call.now)
    return Answer(status=204)


def status_of(text: str) -> QuoteStatus:
    try:
        return QuoteStatus(text)
    except ValueError:
        raise Invalid("Unknown status.", {"status": f"expected one of {', '.join(QuoteStatus)}"}) from None
