"""What a line of an import says of a membership: how it would begin, or what it would change.

The lines have uids already where the file has names (contact, membership_type, payment_plan).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from .bringing import Brought
from .imports import Row
from .kept_memberships import KeptMembership
from .membership import Status
from .money import Money
from .refusals import Invalid


def brought(row: Row, price: Money | None) -> Brought:
    """A new membership, in the words of the calendar."""
    said = row.said
    return Brought(
        start=said.get("start_date"),
        end=said.get("end_date"),
        member_since=said.get("member_since"),
        cancel_date=said.get("cancel_date"),
        status=Status(said["status"]) if said.get("status") else None,
        amount=_money(row, price.currency if price else None),
        auto_renew=bool(said.get("auto_renew")),
        payment_plan=said.get("payment_plan"),
    )


def moved(row: Row, before: KeptMembership, now: datetime) -> Iterator[tuple[str, object]]:
    """Who, what, when and which number are said once; sent back unchanged they are passed over."""
    membership = before.membership
    stands: dict[str, Any] = {
        "contact": membership.contact,
        "membership_type": membership.membership_type,
        "membership_number": membership.number,
        "status": membership.status(now).value,
        "start_date": membership.term.start,
        "end_date": membership.term.end,
        "member_since": membership.member_since,
        "cancel_date": membership.cancel_on,
    }
    yield from ((name, is_so) for name, is_so in stands.items() if row.said.get(name) not in (None, is_so))


def changes(row: Row, before: KeptMembership) -> dict[str, Any]:
    """What an import may set of one that stands: an empty cell clears, but for auto_renew."""
    said, membership = row.said, before.membership
    found: dict[str, Any] = {}
    if said.get("auto_renew") not in (None, membership.auto_renew):
        found["auto_renew"] = said["auto_renew"]
    if "amount" in said:
        amount = _money(row, before.fee.currency if before.fee else None)
        if amount != membership.amount and (amount is None or amount != before.fee):
            found["amount"] = amount
    if "payment_plan" in said and said["payment_plan"] != membership.payment_plan:
        found["payment_plan"] = said["payment_plan"]
    if said.get("uid") and "external_ref" in said and said["external_ref"] != before.external_ref:
        found["external_ref"] = said["external_ref"]
    return found


def exported(kept: KeptMembership, now: datetime) -> dict[str, Any]:
    """The record as a line: `end_date` is its period's, `amount` only what is personal."""
    membership = kept.membership
    return {
        "uid": kept.uid,
        "external_ref": kept.external_ref,
        "contact": membership.contact,
        "membership_type": membership.membership_type,
        "membership_number": membership.number,
        "status": membership.status(now).value,
        "start_date": membership.term.start,
        "end_date": membership.term.end,
        "member_since": membership.member_since,
        "cancel_date": membership.cancel_on,
        "amount": membership.amount.amount if membership.amount else None,
        "currency": membership.amount.currency if membership.amount else None,
        "auto_renew": membership.auto_renew,
        "payment_plan": membership.payment_plan,
    }


def _money(row: Row, currency: str | None) -> Money | None:
    """The personal amount; without a currency it is in that of the type's price."""
    amount, currency = row.said.get("amount"), row.said.get("currency") or currency
    if amount is None:
        if row.said.get("currency"):
            raise Invalid("A currency needs its amount.", {"amount": "required with currency"})
        return None
    if currency is None:
        raise Invalid("An amount needs its currency.", {"currency": "required with amount"})
    return Money(amount, currency)
