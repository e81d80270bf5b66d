"""What a mail may say beside the event's own words: dates as days, money in full, links to follow."""

from collections.abc import Callable, Mapping
from typing import Any

from ..domain.outbox import Told
from ..domain.reward import POINTS
from .desk import Desk


def of(desk: Desk, told: Told) -> Mapping[str, Any]:
    """The words of the event, by the kind of thing that it happened to."""
    return WORDS.get(told.resource, _as_told)(desk, told)


def _as_told(desk: Desk, told: Told) -> Mapping[str, Any]:
    return told.data


def _membership(desk: Desk, told: Told) -> Mapping[str, Any]:
    """Every word is there, an empty one where there is nothing to say: templates are strict."""
    said = told.data
    public = f"{desk.base_url}/api/v1/public/{desk.table.tenant}/member/{said.get('link_id', told.subject)}"
    amount, currency = said.get("amount"), said.get("currency")
    return {
        **said,
        "membership_type_name": said.get("type_name", ""),
        "start_date": said["start"],
        "end_date": said["end"],
        "grace_end_date": said["grace_end"],
        "member_since_date": said["member_since"],
        "has_grace": said["grace_end"] > said["end"],
        "amount": amount or "",
        "currency": currency or "",
        "price": f"{amount} {currency}" if amount else "",
        "reason": said.get("reason", ""),
        "certificate_url": f"{public}/certificate/",
        "invoice_url": f"{public}/invoice/",
    }


def _payment(desk: Desk, told: Told) -> Mapping[str, Any]:
    """For what it is: in its own words, or else the membership type's name."""
    said = told.data
    public = f"{desk.base_url}/api/v1/public/{desk.table.tenant}"
    invoice = said.get("invoice_link_id")
    return {
        **said,
        "due_date": said["due"],
        "price": f"{said['amount']} {said['currency']}",
        "contact_name": said.get("contact_name") or "",
        "purpose": said.get("description") or said.get("type_name") or "",
        "number": said.get("number") or "",
        "place": f"{said['seq']} of {said['count']}" if said.get("seq") else "",
        "reference": said.get("reference") or "",
        "invoice_number": said.get("invoice_number") or "",
        "invoice_url": f"{public}/invoice/{invoice}/pdf/" if invoice else "",
    }


def _award(desk: Desk, told: Told) -> Mapping[str, Any]:
    """What points it gave is said as a number only where it gave some."""
    said = told.data
    return {
        **said,
        "contact_name": said.get("contact_name") or "",
        "points": said["value"] if said["gives"] == POINTS else "",
        "until_date": said.get("until_date") or "",
        "reason": said.get("reason") or "",
    }


def _target(desk: Desk, told: Told) -> Mapping[str, Any]:
    """The event's own time is the day that the letter speaks of."""
    said = told.data
    return {**said, "told_date": told.created.isoformat(), "contact_name": said.get("contact_name") or ""}


Words = Callable[[Desk, Told], Mapping[str, Any]]
WORDS: dict[str, Words] = {"member": _membership, "payment": _payment, "award": _award, "target": _target}
