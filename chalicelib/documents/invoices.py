"""Turns a bill into what its template draws: exact figures, words filled in, all printable."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.documents import figures, printable
from chalicelib.domain.bills import ZERO, Bill, BillLine, Party
from chalicelib.domain.paper_words import PaperKind
from chalicelib.domain.papers import PaperDesign
from chalicelib.domain.sheets import MissingInvoiceSheet
from chalicelib.domain.wording import fill

LONGEST_DESCRIPTION = 400
LONGEST_NAME = 120
MOST_ADDRESS_LINES = 8
NO_VAT = "\u2013"


def bill_content(kind: PaperKind, bill: Bill, design: PaperDesign, today: date) -> dict[str, Any]:
    quote = kind is PaperKind.QUOTE
    values = _values(bill, design)
    heading = design.words("quote_title" if quote else "invoice_title")
    return {
        "title": f"{heading} {values['number']} · {values['organisation']}",
        "author": values["organisation"],
        "organisation": values["organisation"],
        "heading": heading,
        "state": _quote_state(bill, design, today) if quote else _state(bill, design, today),
        "facts": _facts(quote, design, values),
        "seller": _party("label_seller", bill.seller, design),
        "buyer": _party("label_quote_buyer" if quote else "label_buyer", bill.buyer, design),
        "columns": _columns(bill, design),
        "lines": [_line(line, bill, design) for line in bill.lines],
        "totals": _totals(quote, bill, design, values),
        "notes": _notes(quote, bill, design, values),
        "footer": printable.line(fill(design.words("footer"), values), 300),
        "page": design.words("page"),
        "currency": bill.currency,
    }


def missing_content(sheet: MissingInvoiceSheet, design: PaperDesign) -> dict[str, Any]:
    values = {
        "organisation": printable.line(sheet.organisation, LONGEST_NAME),
        "reference": printable.line(sheet.reference, 60),
        "issued_on": figures.DATES[design.options.dates](sheet.issued_on),
    }
    return {
        "title": f"{design.words('missing_title')} · {values['organisation']}",
        "author": values["organisation"],
        "organisation": values["organisation"],
        "heading": design.words("missing_title"),
        "body": printable.block(fill(design.words("missing_body"), values), 600),
        "facts": [
            [design.words("missing_reference"), values["reference"]],
            [design.words("label_issued"), values["issued_on"]],
        ],
        "footer": printable.line(fill(design.words("missing_footer"), values), 300),
        "page": design.words("page"),
    }


def _values(bill: Bill, design: PaperDesign) -> dict[str, str]:
    day = figures.DATES[design.options.dates]
    amounts = ("net", "vat", "total", "paid", "balance")
    return {
        "organisation": printable.line(bill.seller.name, LONGEST_NAME),
        "number": printable.line(bill.number, 60),
        "reference": printable.line(bill.reference, 60),
        "currency": printable.line(bill.currency, 3),
        "issued_on": day(bill.issued_on),
        "due_on": "" if bill.due_on is None else day(bill.due_on),
        "paid_on": "" if bill.paid_on is None else day(bill.paid_on),
        **{
            name: figures.money(getattr(bill, name), bill.currency, design.options.numbers)
            for name in amounts
        },
    }


def _facts(quote: bool, design: PaperDesign, values: Mapping[str, str]) -> list[list[str]]:
    facts = (
        ("label_quote_number" if quote else "label_invoice_number", "number"),
        ("label_issued", "issued_on"),
        ("label_valid" if quote else "label_due", "due_on"),
        ("label_reference", "reference"),
    )
    return [[design.words(label), values[value]] for label, value in facts if values[value]]


def _party(label: str, party: Party, design: PaperDesign) -> dict[str, Any]:
    tax = f"{design.words('label_tax_id')} {party.tax_id}" if party.tax_id else ""
    return {
        "label": design.words(label),
        "name": printable.line(party.name, LONGEST_NAME, printable.NARROW),
        "lines": [
            printable.line(line, LONGEST_NAME, printable.NARROW)
            for line in party.lines[:MOST_ADDRESS_LINES]
            if line
        ],
        "tax": printable.line(tax, LONGEST_NAME),
    }


def _columns(bill: Bill, design: PaperDesign) -> dict[str, str | None]:
    return {
        "description": design.words("column_description"),
        "quantity": design.words("column_quantity"),
        "price": design.words("column_price"),
        "vat": design.words("column_vat") if bill.vat_by_rate() else None,
        "amount": f"{design.words('column_amount')} ({bill.currency})",
    }


def _line(line: BillLine, bill: Bill, design: PaperDesign) -> dict[str, str]:
    numbers = design.options.numbers
    return {
        "description": printable.block(line.description, LONGEST_DESCRIPTION, printable.NARROW),
        "quantity": figures.number(line.quantity, numbers),
        "price": figures.money(line.unit_price, bill.currency, numbers),
        "vat": NO_VAT if line.vat_rate is None else f"{figures.number(line.vat_rate, numbers)}%",
        "amount": figures.money(line.net, bill.currency, numbers),
    }


def _totals(quote: bool, bill: Bill, design: PaperDesign, values: Mapping[str, str]) -> list[dict[str, str]]:
    """From subtotal to what is owed; `weight` tells the template which one the eye should find."""
    rows = _vat_rows(bill, design, values)
    rows.append(_row(design.words("label_total"), values["total"], "total"))
    if quote or bill.void:
        return rows
    if bill.paid != ZERO:
        paid = "label_paid_on" if bill.paid_on else "label_paid"
        rows.append(_row(fill(design.words(paid), values), figures.MINUS + values["paid"], "plain"))
    rows.append(_row(design.words("label_balance"), values["balance"], "balance"))
    return rows


def _vat_rows(bill: Bill, design: PaperDesign, values: Mapping[str, str]) -> list[dict[str, str]]:
    shares = bill.vat_by_rate()
    if not shares:
        return []
    numbers = design.options.numbers
    rows = [_row(design.words("label_net"), values["net"], "plain")]
    for share in shares:
        said = {
            "rate": f"{figures.number(share.rate, numbers)}%",
            "net": figures.money(share.net, bill.currency, numbers),
        }
        vat = figures.money(share.vat, bill.currency, numbers)
        rows.append(_row(fill(design.words("label_vat"), said), vat, "plain"))
    return rows


def _row(label: str, amount: str, weight: str) -> dict[str, str]:
    return {"label": label, "amount": amount, "weight": weight}


def _state(bill: Bill, design: PaperDesign, today: date) -> dict[str, str]:
    state = bill.state(today)
    return {"kind": state, "word": design.words(f"state_{state}")}


def _quote_state(bill: Bill, design: PaperDesign, today: date) -> dict[str, str]:
    if bill.void:
        return {"kind": "void", "word": design.words("state_void")}
    expired = bill.due_on is not None and today > bill.due_on
    kind = "expired" if expired else "open"
    return {"kind": kind, "word": design.words(f"state_{kind}")}


def _notes(quote: bool, bill: Bill, design: PaperDesign, values: Mapping[str, str]) -> list[str]:
    """How to pay is said only while something is to be paid."""
    owed = bill.balance > ZERO and not bill.void
    blocks = ["quote_note" if quote else "payment" if owed else "", "note"]
    said = (printable.block(fill(design.words(name), values), 900) for name in blocks if name)
    return [text for text in said if text]
