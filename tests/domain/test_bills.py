"""Invoices add up, to the last digit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.bills import Bill, BillLine, Party, VatShare, priced, priced_gross, rounded
from chalicelib.domain.refusals import Invalid

CENTS = st.decimals(min_value=0, max_value=99_999, places=2)
RATES = st.sampled_from([None, Decimal(0), Decimal(5), Decimal("7.7"), Decimal(20)])
DUE = date(2026, 3, 1)


def a_bill(*lines, **changes):
    settings = {"number": "1", "currency": "EUR", "issued_on": date(2026, 1, 1), "due_on": DUE, **changes}
    return Bill(seller=Party("Us"), buyer=Party("You"), lines=lines, **settings)


def a_line(amount="100.00", rate="20"):
    return priced("Fee", Decimal(1), Decimal(amount), "EUR", Decimal(rate))


def test_vat_is_rounded_by_line_and_summed_by_rate():
    bill = a_bill(a_line("0.03"), a_line("0.03"), a_line("10.00", "5"))

    assert bill.vat_by_rate() == [
        VatShare(Decimal(20), Decimal("0.06"), Decimal("0.02")),
        VatShare(Decimal(5), Decimal("10.00"), Decimal("0.50")),
    ]
    assert bill.total == Decimal("10.58")


@given(st.lists(st.tuples(CENTS, RATES), min_size=1, max_size=20))
def test_what_is_printed_adds_up(priced_lines):
    bill = a_bill(*(priced("Fee", Decimal(1), amount, "EUR", rate) for amount, rate in priced_lines))

    assert bill.total == sum(line.net + line.vat for line in bill.lines)
    assert bill.vat == sum((share.vat for share in bill.vat_by_rate()), Decimal(0))


@given(CENTS, st.sampled_from([Decimal(5), Decimal("7.7"), Decimal(19), Decimal(20)]))
def test_a_gross_price_stays_to_the_penny(gross, rate):
    assert a_bill(priced_gross("Fee", gross, "EUR", rate)).total == gross


@pytest.mark.parametrize(("currency", "net"), [("EUR", "1.01"), ("JPY", "1"), ("KWD", "1.005")])
def test_a_line_is_rounded_to_the_digits_of_its_currency(currency, net):
    assert priced("Fee", Decimal(1), Decimal("1.005"), currency).net == Decimal(net)


@pytest.mark.parametrize(
    ("changes", "on", "state"),
    [
        ({}, DUE, "unpaid"),
        ({}, date(2026, 3, 2), "overdue"),
        ({"due_on": None}, date(2030, 1, 1), "unpaid"),
        ({"paid": Decimal("1.00")}, DUE, "part_paid"),
        ({"paid": Decimal("1.00")}, date(2026, 3, 2), "overdue"),
        ({"paid": Decimal("120.00")}, date(2026, 3, 2), "paid"),
        ({"paid": Decimal("130.00")}, DUE, "paid"),
        ({"void": True, "paid": Decimal("120.00")}, DUE, "void"),
    ],
)
def test_how_a_bill_stands_on_a_day(changes, on, state):
    assert a_bill(a_line(), **changes).state(on) == state


@pytest.mark.parametrize(
    "amount", [1.5, Decimal("NaN"), Decimal("Infinity"), Decimal("1E+99999"), Decimal("1E-7")]
)
def test_only_exact_decimals_of_a_sane_size_are_money(amount):
    with pytest.raises(Invalid):
        a_bill(a_line(), paid=amount)


@pytest.mark.parametrize("count", [0, 201])
def test_a_bill_has_one_to_two_hundred_lines(count):
    with pytest.raises(Invalid):
        a_bill(*[a_line()] * count)


@pytest.mark.parametrize("currency", ["eur", "EURO", "€", ""])
def test_a_currency_is_three_capitals(currency):
    with pytest.raises(Invalid):
        a_bill(a_line(), currency=currency)


@pytest.mark.parametrize(
    ("currency", "net", "vat"), [("EUR", "10.56", "2.01"), ("JPY", "11", "2"), ("KWD", "10.557", "2.006")]
)
def test_net_and_vat_are_rounded_each_by_itself(currency, net, vat):
    line = priced("Fee", Decimal(3), Decimal("3.519"), currency, Decimal(19))

    assert line == BillLine("Fee", Decimal(3), Decimal("3.519"), Decimal(net), Decimal(19), Decimal(vat))


@pytest.mark.parametrize(
    ("currency", "gross", "net"),
    [("EUR", "120.00", "100.00"), ("JPY", "100", "83"), ("KWD", "1.000", "0.833")],
)
def test_of_a_gross_price_the_net_is_what_the_rate_leaves(currency, gross, net):
    line = priced_gross("Fee", Decimal(gross), currency, Decimal(20))

    vat = Decimal(gross) - Decimal(net)
    assert line == BillLine("Fee", Decimal(1), Decimal(net), Decimal(net), Decimal(20), vat)


def test_a_half_is_rounded_up():
    assert [rounded(Decimal(amount), "EUR") for amount in ("0.005", "0.015", "0.0149")] == [
        Decimal("0.01"),
        Decimal("0.02"),
        Decimal("0.01"),
    ]


@pytest.mark.parametrize("amount", ["0.000001", "999999999999.999999", "-1"])
def test_the_finest_and_the_largest_figures_can_be_printed(amount):
    assert a_bill(a_line(), paid=Decimal(amount)).paid == Decimal(amount)


@pytest.mark.parametrize("amount", ["1000000000000", "0.0000001"])
@pytest.mark.parametrize("place", ["quantity", "unit_price", "net", "vat", "vat_rate"])
def test_what_cannot_be_printed_is_refused_wherever_it_stands(amount, place):
    with pytest.raises(Invalid):
        a_bill(replace(a_line(), **{place: Decimal(amount)}))


def test_two_hundred_lines_are_a_bill():
    bill = a_bill(*[a_line()] * 200)

    assert (bill.net, bill.vat, bill.balance) == (Decimal(20_000), Decimal(4_000), Decimal(24_000))


def test_where_no_line_bears_vat_no_share_is_told():
    assert a_bill(priced("Fee", Decimal(1), Decimal(1), "EUR")).vat_by_rate() == []
