"""Invoice, quote, and the page that says that there is no invoice."""

from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.bills import Party, priced
from chalicelib.domain.paper_words import PaperKind
from chalicelib.domain.refusals import Invalid
from tests.documents.samples import (
    CERTIFICATE,
    INVOICE,
    MISSING,
    SQUARE,
    a_bill,
    a_design,
    a_line,
    invoice_pdf,
    pdf_of,
    reader,
    text_of,
)

MIXED = [
    priced("Annual membership", Decimal(1), Decimal("120.00"), "GBP", Decimal(20)),
    priced("Competition licence", Decimal(2), Decimal("33.35"), "GBP", Decimal(5)),
    priced("Hall hire", Decimal("1.5"), Decimal("12.345"), "GBP"),
]


def test_an_invoice_says_everything_that_an_accountant_asks():
    said = text_of(invoice_pdf(lines=MIXED, paid=Decimal("100.00"), paid_on=date(2026, 2, 10)))

    for words in (
        "Invoice number INV-2026-00042",
        "Date of issue 1 February 2026",
        "Payment due 3 April 2026",
        "From Sheffield Gymnastics Club 12 Springfield Lane VAT no. GB 123 4567 89",
        "Billed to Eleni Papadopoulou",
        "Amount (GBP)",
        "Competition licence 2 33.35 5% 66.70",
        "Hall hire 1.5 12.345 \u2013 18.52",
        "Subtotal 205.22",
        "VAT 20% of 120.00 24.00",
        "VAT 5% of 66.70 3.34",
        "Total GBP 232.56",
        "Paid on 10 February 2026 \u2212100.00",
        "Amount due GBP 132.56",
        "Partly paid",
        "Page 1 of 1",
    ):
        assert words in said


def test_an_invoice_without_vat_has_no_vat_column():
    said = text_of(invoice_pdf(lines=[a_line(vat_rate=None, vat=Decimal(0))], seller=Party("The Club")))

    assert "VAT" not in said
    assert "Total GBP 120.00" in said


def test_two_hundred_lines_run_over_pages_under_a_repeated_head():
    lines = [priced(f"Ticket {n:03}", Decimal(1), Decimal("0.10"), "GBP", Decimal(20)) for n in range(1, 201)]

    pages = [" ".join(page.extract_text().split()) for page in reader(invoice_pdf(lines=lines)).pages]

    assert len(pages) > 5
    assert all("Description Quantity Unit price VAT Amount (GBP)" in page for page in pages[:-1])
    assert [f"Page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1)] == [True] * len(pages)
    assert all(f"Ticket {n:03}" in "".join(pages) for n in range(1, 201))
    assert "Total GBP 24.00" in pages[-1]


def test_the_numbers_follow_the_tenants_manner_and_the_currencys_digits():
    yen = a_bill(
        currency="JPY",
        lines=[priced("会費", Decimal(3), Decimal("1234567"), "JPY", Decimal(10))],
        paid=Decimal(0),
    )
    design = a_design(INVOICE, options={"numbers": "1.234,50", "dates": "iso"})

    said = text_of(pdf_of(PaperKind.INVOICE, yen, design))

    assert "Total JPY 4.074.071" in said
    assert "2026-02-01" in said


def test_how_to_pay_is_said_only_while_something_is_owed():
    design = a_design(
        INVOICE, wording={"payment": "Send {currency} {balance} quoting {number}."}, logo=SQUARE
    )

    owed = text_of(invoice_pdf(design))
    paid = text_of(invoice_pdf(design, paid=Decimal("144.00")))
    void = text_of(invoice_pdf(design, void=True))

    assert "Send GBP 144.00 quoting INV-2026-00042." in owed
    assert "Send GBP" not in paid + void
    assert "Void" in void


def test_a_quote_is_no_invoice():
    said = text_of(pdf_of(PaperKind.QUOTE, a_bill(number="Q-7"), INVOICE))

    for words in ("Quote number Q-7", "Valid until 3 April 2026", "Open", "This is a quote, not an invoice"):
        assert words in said
    assert "Amount due" not in said


def test_a_quote_past_its_day_says_so():
    said = text_of(pdf_of(PaperKind.QUOTE, a_bill(due_on=date(2026, 3, 4)), INVOICE))

    assert "Expired" in said


def test_a_missing_invoice_is_a_page_that_says_so():
    said = text_of(pdf_of(PaperKind.MISSING_INVOICE, MISSING, INVOICE))

    assert "No invoice exists for this membership." in said
    assert "Membership number EAB54" in said


def test_an_invoice_is_not_drawn_on_a_certificate():
    with pytest.raises(Invalid):
        pdf_of(PaperKind.INVOICE, a_bill(), CERTIFICATE)


def test_the_largest_figures_and_longest_words_stay_on_the_page():
    huge = Decimal("999999999999.99")
    line = a_line(description="W" * 9000, unit_price=huge, net=huge, quantity=Decimal("999999.5"))

    said = text_of(invoice_pdf(lines=[line], buyer=Party("N" * 5000, ("street " * 900,) * 50)))

    assert "999,999,999,999.99" in said
    assert "…" in said
