"""Papers for the tests: whole and ordinary, so that a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from chalicelib.documents.pdf import Sheet, render
from chalicelib.domain.bills import Bill, BillLine, Party, priced
from chalicelib.domain.paper_words import PaperKind
from chalicelib.domain.papers import DEFAULTS, PaperDesign, register
from chalicelib.domain.sheets import AchievementSheet, MembershipSheet, MissingInvoiceSheet

AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
CERTIFICATE = DEFAULTS["sheep-membership-certificate-a4"]
PORTRAIT = DEFAULTS["sheep-membership-certificate-a4-portrait"]
INVOICE = DEFAULTS["sheep-invoice-a4"]
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'

MEMBERSHIP = MembershipSheet(
    organisation="Sheffield Gymnastics Club",
    name="Eleni Papadopoulou",
    membership_type="Full Member",
    number="EAB54",
    standing="active",
    member_since=date(2019, 1, 1),
    valid_from=date(2026, 1, 1),
    valid_until=date(2027, 1, 1),
    issued_on=date(2026, 3, 5),
    verify_url="https://laurel.example/verify/k3v9q2m8x7",
)
ACHIEVEMENT = AchievementSheet(
    organisation="Sheffield Gymnastics Club",
    name="Tomás Ó Briain",
    achievement="Canoe Foundation Course",
    finished_on=date(2026, 2, 28),
    issued_on=date(2026, 3, 5),
    steps=10,
    awarded_by="Coach Ferreira",
)
MISSING = MissingInvoiceSheet("Sheffield Gymnastics Club", "EAB54", date(2026, 3, 5))


def a_line(**changes: Any) -> BillLine:
    line = priced("Annual membership", Decimal(1), Decimal("120.00"), "GBP", Decimal(20))
    return replace(line, **changes)


def a_bill(**changes: Any) -> Bill:
    bill = Bill(
        number="INV-2026-00042",
        currency="GBP",
        issued_on=date(2026, 2, 1),
        seller=Party("Sheffield Gymnastics Club", ("12 Springfield Lane",), "GB 123 4567 89"),
        buyer=Party("Eleni Papadopoulou"),
        lines=[a_line()],
        due_on=date(2026, 4, 3),
        reference="EAB54",
    )
    return replace(bill, **changes)


def a_design(base: PaperDesign, **changes: Any) -> PaperDesign:
    return register({"name": "ours", "layout": base.layout.value, **changes})


def membership_pdf(design: PaperDesign = CERTIFICATE, **changes: Any) -> bytes:
    return pdf_of(PaperKind.MEMBERSHIP_CERTIFICATE, replace(MEMBERSHIP, **changes), design)


def invoice_pdf(design: PaperDesign = INVOICE, **changes: Any) -> bytes:
    return pdf_of(PaperKind.INVOICE, a_bill(**changes), design)


def pdf_of(kind: PaperKind, sheet: Sheet, design: PaperDesign) -> bytes:
    return render(kind, sheet, design, at=AT)


def text_of(pdf: bytes) -> str:
    """All pages in reading order, every run of white space one blank."""
    return " ".join(" ".join(page.extract_text() for page in reader(pdf).pages).split())


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))
