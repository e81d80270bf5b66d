"""The proof of a template: a sample paper in its design, drawn when it is registered and as its preview."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from chalicelib.documents.pdf import Sheet, render
from chalicelib.domain.bills import Bill, Party, priced
from chalicelib.domain.paper_words import Family, PaperKind
from chalicelib.domain.papers import PaperDesign
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.sheets import MembershipSheet


def proof(design: PaperDesign, *, organisation: str, at: datetime) -> bytes:
    """The sample as PDF. `Invalid` where the design passed every check and still cannot be drawn."""
    import typst

    kind, sheet = SAMPLES[design.layout.family](organisation, at.date())
    try:
        return render(kind, sheet, design, at=at)
    except typst.TypstError as error:
        raise Invalid("The template cannot be drawn.", {"logo": "This file cannot be drawn."}) from error


def _certificate(organisation: str, today: date) -> tuple[PaperKind, Sheet]:
    sheet = MembershipSheet(
        organisation=organisation,
        name="Alex Example",
        membership_type="Full Member",
        number="AB123",
        standing="active",
        member_since=date(today.year - 3, 1, 1),
        valid_from=date(today.year, 1, 1),
        valid_until=date(today.year + 1, 1, 1),
        issued_on=today,
        verify_url="https://example.org/verify",
    )
    return PaperKind.MEMBERSHIP_CERTIFICATE, sheet


def _invoice(organisation: str, today: date) -> tuple[PaperKind, Sheet]:
    sheet = Bill(
        number="SAMPLE-1",
        currency="EUR",
        issued_on=today,
        seller=Party(organisation, ("1 Example Street", "Example Town"), "XX 123456789"),
        buyer=Party("Alex Example"),
        lines=[priced("Annual membership", Decimal(1), Decimal("120.00"), "EUR", Decimal(20))],
        due_on=today,
        reference="AB123",
    )
    return PaperKind.INVOICE, sheet


SAMPLES: Mapping[Family, Callable[[str, date], tuple[PaperKind, Sheet]]] = {
    "certificate": _certificate,
    "invoice": _invoice,
}
