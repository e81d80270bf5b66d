"""Every word that a paper says by itself: the blocks a tenant may rewrite, and the placeholders in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Family = Literal["certificate", "invoice"]


class PaperKind(StrEnum):
    MEMBERSHIP_CERTIFICATE = "membership-certificate"
    ACHIEVEMENT_CERTIFICATE = "achievement-certificate"
    INVOICE = "invoice"
    QUOTE = "quote"
    MISSING_INVOICE = "missing-invoice"

    @property
    def family(self) -> Family:
        return "certificate" if self.value.endswith("certificate") else "invoice"


@dataclass(frozen=True, slots=True)
class Block:
    default: str
    placeholders: frozenset[str] = frozenset()
    limit: int = 60
    required: bool = True


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


MEMBERSHIP = _names(
    "organisation name membership_type number member_since valid_from valid_until ended_on issued_on"
)
ACHIEVEMENT = _names("organisation name achievement finished_on steps awarded_by issued_on")
SIGNATURE = _names("organisation awarded_by issued_on")
BILL = _names("organisation number reference issued_on due_on currency net vat total paid paid_on balance")
MISSING = _names("organisation reference issued_on")


def _text(default: str, placeholders: frozenset[str], limit: int = 400) -> Block:
    return Block(default, placeholders, limit)


def _optional(default: str, placeholders: frozenset[str], limit: int = 600) -> Block:
    return Block(default, placeholders, limit, required=False)


CERTIFICATE_BLOCKS: Mapping[str, Block] = {
    "membership_title": Block("Certificate of Membership"),
    "membership_lead": Block("This is to certify that", MEMBERSHIP, 120),
    "membership_body": _text("is a member of {organisation}\nin the grade of {membership_type}", MEMBERSHIP),
    "achievement_title": Block("Certificate of Achievement"),
    "achievement_lead": Block("This is to certify that", ACHIEVEMENT, 120),
    "achievement_body": _text("has successfully completed\n{achievement}", ACHIEVEMENT),
    "label_number": Block("Membership number"),
    "label_since": Block("Member since"),
    "label_until": Block("Valid until"),
    "label_finished": Block("Completed on"),
    "label_steps": Block("Steps completed"),
    "label_awarded_by": Block("Awarded by"),
    "signature": _optional("", SIGNATURE, 80),
    "signature_role": _optional("For {organisation}", SIGNATURE, 120),
    "verify": Block("Scan to verify"),
    "pending_word": Block("Pending", limit=20),
    "pending": _text(
        "This membership is pending. The certificate is not valid until it is activated.", MEMBERSHIP
    ),
    "lapsed_word": Block("Lapsed", limit=20),
    "lapsed": _text("This membership lapsed on {ended_on}. The certificate is no longer valid.", MEMBERSHIP),
    "cancelled_word": Block("Cancelled", limit=20),
    "cancelled": _text(
        "This membership was cancelled on {ended_on}. The certificate is no longer valid.", MEMBERSHIP
    ),
}

INVOICE_BLOCKS: Mapping[str, Block] = {
    "invoice_title": Block("Invoice"),
    "quote_title": Block("Quote"),
    "label_invoice_number": Block("Invoice number"),
    "label_quote_number": Block("Quote number"),
    "label_issued": Block("Date of issue"),
    "label_due": Block("Payment due"),
    "label_valid": Block("Valid until"),
    "label_reference": Block("Reference"),
    "label_seller": Block("From"),
    "label_buyer": Block("Billed to"),
    "label_quote_buyer": Block("Prepared for"),
    "label_tax_id": Block("VAT no."),
    "column_description": Block("Description"),
    "column_quantity": Block("Quantity"),
    "column_price": Block("Unit price"),
    "column_vat": Block("VAT"),
    "column_amount": Block("Amount"),
    "label_net": Block("Subtotal"),
    "label_vat": Block("VAT {rate} of {net}", frozenset({"rate", "net"})),
    "label_total": Block("Total"),
    "label_paid": Block("Paid"),
    "label_paid_on": Block("Paid on {paid_on}", BILL),
    "label_balance": Block("Amount due"),
    "state_paid": Block("Paid", limit=24),
    "state_part_paid": Block("Partly paid", limit=24),
    "state_unpaid": Block("Awaiting payment", limit=24),
    "state_overdue": Block("Overdue", limit=24),
    "state_void": Block("Void", limit=24),
    "state_expired": Block("Expired", limit=24),
    "state_open": Block("Open", limit=24),
    "payment": _optional("", BILL),
    "quote_note": _optional("This is a quote, not an invoice: no payment is due.", BILL),
    "note": _optional("", BILL),
    "footer": _optional("{organisation}", BILL, 300),
    "page": Block("Page {page} of {pages}", frozenset({"page", "pages"})),
    "missing_title": Block("No invoice"),
    "missing_body": _text(
        "No invoice exists for this membership.\n"
        "If you expected one, please contact {organisation} and quote the membership number below.",
        MISSING,
    ),
    "missing_reference": Block("Membership number"),
    "missing_footer": _optional("{organisation}", MISSING, 300),
}

BLOCKS: Mapping[Family, Mapping[str, Block]] = {
    "certificate": CERTIFICATE_BLOCKS,
    "invoice": INVOICE_BLOCKS,
}
