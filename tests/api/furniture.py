"""One record of each kind of face 003, and a body that each of its routes takes."""

from typing import Any

from tests.asking import Club

LINES = [{"description": "Kit", "unit_price": "40.00"}]


def furnish(club: Club, person: Any) -> dict[str, Any]:
    kind = club.made(
        "membership_type/",
        {"name": "Fellow", "period": "P1Y", "price": "120.00", "currency": "GBP", "max_linked_members": 3},
    )
    plan = club.made("payment_plan/", {"name": "Halves", "payments": 2, "interval": "P1M"})
    payer = {"contact": person["uri"], "currency": "GBP"}
    club.made(f"person/{person['uid']}/points/", {"points": 1, "reason": "of the furniture"})
    booking = club.made("booking/", {"name": "Gala", "start_date": "2026-12-01"})
    return {
        "membership_type": kind,
        "payment_plan": plan,
        "member": club.made("member/", {"member": person["uri"], "membership_type": kind["uri"]}),
        "payment": club.made("payment/", {**payer, "amount": "5.00", "due_date": "2027-01-01"}),
        "invoice": club.made("invoice/", {**payer, "lines": LINES}),
        "quote": club.made("quote/", {**payer, "lines": LINES}),
        "booking": booking,
        "ticket": club.made("ticket/", {"booking": booking["uri"]}),
        "template": club.made("template/", {"name": "of-the-furniture", "layout": "invoice"}),
    }


def bodies(records: dict[str, Any]) -> dict[str, Any]:
    """By the name of the body's model."""
    payer = {"contact": records["person"]["uri"], "currency": "GBP"}
    return {
        "MembershipTypeBody": {"name": "Grade F", "period": "P1Y"},
        "MemberBody": {"auto_renew": True},
        "CancelBody": {"reason": "Moved away."},
        "OverrideBody": {"status": "active", "until": "2027-01-01", "reason": "Asked for."},
        "LinkBody": {"contact": records["person"]["uid"]},
        "PaymentPlanBody": {"name": "Halves", "payments": 2, "interval": "P1M"},
        "PaymentBody": {**payer, "amount": "5.00", "due_date": "2027-01-01"},
        "ReceiptBody": {"reference": "by hand"},
        "InvoiceBody": {**payer, "lines": LINES},
        "QuoteBody": {**payer, "lines": LINES},
        "BookingBody": {"name": "Gala", "start_date": "2026-12-01"},
        "TicketBody": {"booking": records["booking"]["uri"], "name": "Seat 1"},
        "TemplateBody": {"name": "of-the-furniture", "layout": "invoice"},
        "PublicLinkBody": {"document": records["member"]["uri"]},
        "PublicLinkEnd": {"document": records["member"]["uri"]},
    }
