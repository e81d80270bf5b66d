"""Invoices and quotes: what they come to, what may be done with them, and what may not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.bills import MOST_LINES, BillLine
from chalicelib.domain.invoice import Invoice, InvoiceStatus, Quote, QuoteStatus
from chalicelib.domain.money import Money
from chalicelib.domain.refusals import Conflict, Invalid, Locked

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
KIT = BillLine("Kit", Decimal(2), Decimal(10), Decimal(20), Decimal(20), Decimal(4))


def pounds(amount: str | int) -> Money:
    return Money(Decimal(amount), "GBP")


def told(**fields: Any) -> dict[str, Any]:
    return {
        "uid": "b" * 24,
        "number": "INV-1",
        "contact": "c" * 24,
        "contact_resource": "person",
        "currency": "GBP",
        "lines": (KIT, KIT),
        "issued_date": NOON.date(),
        "created": NOON,
        "last_updated": NOON,
        "link_tail": "0" * 16,
    } | fields


def an_invoice(**fields: Any) -> Invoice:
    return Invoice(**told(**fields))


def a_quote(status: QuoteStatus = QuoteStatus.OPEN) -> Quote:
    return Quote(**told(status=status))


def test_it_comes_to_what_its_lines_come_to() -> None:
    invoice = an_invoice()

    assert (invoice.net, invoice.vat, invoice.total) == (pounds(40), pounds(8), pounds(48))
    assert invoice.balance == pounds(48) and invoice.paid == pounds(0)
    assert invoice.link_id == "b" * 24 + "0" * 16


def a_line(net: str, vat: str = "0") -> BillLine:
    return BillLine("x", Decimal(1), Decimal(net), Decimal(net), None, Decimal(vat))


@pytest.mark.parametrize(
    "fields",
    [
        {"lines": (KIT,)},
        {"lines": (KIT,) * MOST_LINES},
        {"lines": (a_line("5"), a_line("-5"))},
        {"due_date": NOON.date()},
    ],
)
def test_what_may_be_billed(fields: dict[str, Any]) -> None:
    an_invoice(**fields).check()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"lines": ()}, "lines"),
        ({"lines": (KIT,) * (MOST_LINES + 1)}, "lines"),
        ({"lines": (a_line("0"), a_line("-0.01"))}, "lines"),
        ({"lines": (a_line("0.001"), a_line("-0.001"))}, "amount"),
        ({"lines": (a_line("1", "0.001"), a_line("1", "-0.001"))}, "amount"),
        ({"due_date": date(2026, 11, 20)}, "due_date"),
    ],
)
def test_what_may_not(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        an_invoice(**fields).check()

    assert list(refused.value.fields) == [field]


def test_it_is_settled_by_the_penny_that_covers_it() -> None:
    invoice = an_invoice()

    invoice.receive(pounds("47.99"), NOON, at=LATER)
    assert (invoice.status, invoice.paid, invoice.balance) == (
        InvoiceStatus.OPEN,
        pounds("47.99"),
        pounds("0.01"),
    )
    invoice.receive(pounds("0.01"), LATER, at=LATER)

    assert (invoice.status, invoice.settled_date, invoice.last_updated) == (InvoiceStatus.PAID, LATER, LATER)
    assert (invoice.paid, invoice.balance) == (pounds(48), pounds(0))


def test_what_comes_after_that_is_received_and_moves_no_date() -> None:
    invoice = an_invoice()
    invoice.receive(pounds(48), NOON, at=NOON)

    invoice.receive(pounds(1), LATER, at=LATER)

    assert (invoice.settled_date, invoice.received, invoice.paid) == (NOON, Decimal("49.00"), pounds(48))


def test_it_may_be_settled_in_some_other_way_but_not_in_the_future() -> None:
    invoice = an_invoice()

    with pytest.raises(Invalid) as refused:
        invoice.settle(LATER, at=NOON)
    assert list(refused.value.fields) == ["paid_date"] and invoice.settled_date is None

    invoice.settle(NOON, at=NOON)
    assert (invoice.status, invoice.paid, invoice.last_updated) == (InvoiceStatus.PAID, pounds(48), NOON)


def test_annulled_it_is_void_as_of_then() -> None:
    invoice = an_invoice()

    invoice.annul(at=LATER)

    assert (invoice.status, invoice.void_date, invoice.last_updated) == (InvoiceStatus.VOID, LATER, LATER)


ACTS: dict[str, Callable[[Invoice], object]] = {
    "receive": lambda invoice: invoice.receive(pounds(1), NOON, at=NOON),
    "settle": lambda invoice: invoice.settle(NOON, at=NOON),
    "annul": lambda invoice: invoice.annul(at=NOON),
    "change": lambda invoice: invoice.may_change(),
}
PART_PAID, SETTLED, VOID = {"received": Decimal(1)}, {"settled_date": NOON}, {"void_date": NOON}


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ({}, {"receive", "settle", "annul", "change"}),
        (PART_PAID, {"receive", "settle"}),
        (SETTLED, {"receive"}),
        (VOID, set()),
    ],
)
def test_what_may_be_done_in_each_state(state: dict[str, Any], allowed: set[str]) -> None:
    for name, act in ACTS.items():
        invoice = an_invoice(**state)
        if name in allowed:
            act(invoice)
        else:
            with pytest.raises(Conflict):
                act(invoice)
            assert invoice == an_invoice(**state)


def test_a_refusal_says_how_it_stands() -> None:
    with pytest.raises(Locked, match=r"^The invoice is paid already\.$"):
        an_invoice(**SETTLED).settle(NOON, at=NOON)
    with pytest.raises(Locked, match=r"^The invoice is open, with 1\.00 GBP received\.$"):
        an_invoice(**PART_PAID).annul(at=NOON)
    with pytest.raises(Locked, match=r"^The invoice is open, with 1\.00 GBP received; make another\.$"):
        an_invoice(**PART_PAID).may_change()


@pytest.mark.parametrize("answer", [QuoteStatus.ACCEPTED, QuoteStatus.DECLINED])
def test_a_quote_is_answered_once_and_the_same_answer_again_changes_nothing(answer: QuoteStatus) -> None:
    quote = a_quote()
    other = ({QuoteStatus.ACCEPTED, QuoteStatus.DECLINED} - {answer}).pop()

    quote.answer(answer, at=LATER)
    quote.answer(answer, at=LATER)

    assert (quote.status, quote.last_updated) == (answer, LATER)
    with pytest.raises(Locked, match=f"^The quote is {answer} already"):
        quote.answer(other, at=LATER)
    assert quote.status is answer
