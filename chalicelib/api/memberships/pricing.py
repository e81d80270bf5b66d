"""Lines, dates and numbers that invoices and quotes share, from the wire to the domain."""

from decimal import Decimal
from typing import Any

from ...actions.parties import Party
from ...domain.bills import BillLine, priced
from ...domain.invoice import Priced
from ...domain.kept_memberships import link_tail
from ...domain.money import PLACES
from ...domain.refusals import Conflict, Invalid
from ...domain.zones import local_day
from ..call import Call
from ..wire import given_fields
from .wire_money import QuoteBody


def currency_of(said: QuoteBody) -> str:
    if said.lines is None or said.currency is None:
        missing = {name: "required" for name in ("lines", "currency") if getattr(said, name) is None}
        raise Invalid("It needs lines and a currency.", missing)
    if said.currency not in PLACES:
        raise Invalid("The currency is unknown.", {"currency": "expected an ISO 4217 code"})
    return said.currency


def lines_of(said: QuoteBody, currency: str) -> tuple[BillLine, ...]:
    """Net and VAT of each line are rounded half up to the currency's minor unit, once."""
    return tuple(
        priced(line.description, line.quantity or Decimal(1), line.unit_price, currency, line.vat_rate)
        for line in said.lines or ()
    )


def begun(call: Call, said: QuoteBody, payer: Party) -> dict[str, Any]:
    """What a new invoice and a new quote have alike; it is issued on the day that the payer has."""
    currency = currency_of(said)
    return {
        "uid": call.ids.uid(),
        "number": said.number or "",
        "contact": payer.contact,
        "contact_resource": payer.resource,
        "currency": currency,
        "lines": lines_of(said, currency),
        "issued_date": said.issued_date or local_day(call.now, payer.zone),
        "due_date": said.due_date,
        "reference": said.reference,
        "created": call.now,
        "last_updated": call.now,
        "link_tail": link_tail(call.ids.uid()),
    }


def changes(said: QuoteBody, stands: Priced) -> dict[str, Any]:
    """What was given. The number and the currency are settled; the same again is no change."""
    for name in ("number", "currency"):
        if getattr(said, name) not in (None, getattr(stands, name)):
            raise Conflict(f"Its {name} is settled: make another.")
    given = given_fields(said)
    found: dict[str, Any] = {name: given[name] for name in ("due_date", "reference") if name in given}
    if said.issued_date is not None:
        found["issued_date"] = said.issued_date
    if said.lines is not None:
        found["lines"] = lines_of(said, stands.currency)
    return found
