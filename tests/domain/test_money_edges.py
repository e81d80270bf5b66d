"""Money at its edges: the largest and the finest amounts, plans of payments, ledgers of points."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.calendar import Period
from chalicelib.domain.money import Money, total
from chalicelib.domain.payment_plan import OfferedPlan, PaymentPlan, PlanTerms, ScheduledPayment
from chalicelib.domain.points import Balance, Entry, entry_of, in_order, is_countable, summed
from chalicelib.domain.refusals import Invalid

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "currency", "written", "minor"),
    [
        ("999999999999.99", "GBP", "999999999999.99 GBP", 99_999_999_999_999),
        ("-999999999999.99", "GBP", "-999999999999.99 GBP", -99_999_999_999_999),
        ("0", "GBP", "0.00 GBP", 0),
        ("-0", "GBP", "0.00 GBP", 0),
        ("1.50000000000000000000", "EUR", "1.50 EUR", 150),
        ("7", "JPY", "7 JPY", 7),
        ("-0.001", "KWD", "-0.001 KWD", -1),
    ],
)
def test_an_amount_is_written_in_its_currency(amount: str, currency: str, written: str, minor: int) -> None:
    money = Money(Decimal(amount), currency)

    assert (str(money), money.minor) == (written, minor)
    assert Money.from_minor(minor, currency) == money
    assert (-money).minor == -minor


@pytest.mark.parametrize(
    "amount",
    [
        "1000000000000",
        "-1000000000000",
        "NaN",
        "Infinity",
        "0.001",
        "1E-21",
        "0.000000000000000000000",
        "1E+99999",
    ],
)
def test_what_is_too_large_or_too_fine_is_no_money(amount: str) -> None:
    with pytest.raises(Invalid):
        Money(Decimal(amount), "GBP")


@pytest.mark.parametrize(
    ("amount", "parts", "split"),
    [
        ("1.00", 3, "0.34 0.33 0.33"),
        ("-1.00", 3, "-0.34 -0.33 -0.33"),
        ("0.02", 2, "0.01 0.01"),
        ("5.00", 1, "5.00"),
    ],
)
def test_the_first_part_takes_the_remainder(amount: str, parts: int, split: str) -> None:
    found = Money(Decimal(amount), "GBP").split(parts)

    assert [str(part) for part in found] == [f"{part} GBP" for part in split.split()]
    assert total(found, "GBP") == Money(Decimal(amount), "GBP")


def test_the_total_of_nothing_is_nothing_in_that_currency() -> None:
    assert total([], "JPY") == Money(Decimal(0), "JPY")


def test_a_plan_is_unpacked_into_dated_numbered_parts() -> None:
    terms = PlanTerms(
        "p", PaymentPlan(2, Period(months=1), 30), Money(Decimal("0.03"), "GBP"), date(2026, 1, 1)
    )

    assert terms.payments() == (
        ScheduledPayment("p#001", 1, date(2026, 1, 31), Money(Decimal("0.02"), "GBP")),
        ScheduledPayment("p#002", 2, date(2026, 2, 28), Money(Decimal("0.01"), "GBP")),
    )


@pytest.mark.parametrize(("payments", "deferral"), [(1, 0), (600, 366)])
def test_the_shortest_and_the_longest_plan(payments: int, deferral: int) -> None:
    plan = PaymentPlan(payments, Period(days=1), deferral)
    least = Money(Decimal(payments), "JPY")

    assert {one.amount.minor for one in plan.unpack("p", least, date(2026, 1, 1))} == {1}
    assert OfferedPlan(uid="p", name="x", created=NOON, last_updated=NOON, terms=plan).version == 0


@pytest.mark.parametrize(("payments", "deferral"), [(0, 0), (601, 0), (1, -1), (1, 367)])
def test_what_is_no_plan(payments: int, deferral: int) -> None:
    with pytest.raises(Invalid):
        PaymentPlan(payments, Period(days=1), deferral)


@pytest.mark.parametrize(
    ("points", "countable"),
    [
        ("999999999.999999", True),
        ("-999999999.999999", True),
        ("1000000000", False),
        ("-1000000000", False),
        ("0.000001", True),
        ("0.0000010", True),
        ("0.0000001", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_what_can_be_counted_to_the_last_digit(points: str, countable: bool) -> None:
    assert is_countable(Decimal(points)) is countable


def an_entry(uid: str, number: int, after: int = 0, points: int = 1) -> Entry:
    made = entry_of(uid, "c", Decimal(points), "x", at=NOON + timedelta(hours=after))
    return replace(made, uid=uid, number=number)


def test_entries_without_a_number_fill_the_places_that_are_left() -> None:
    entries = [
        an_entry("d", 5),
        an_entry("b", 2),
        an_entry("new", 0, 2),
        an_entry("old", 0, 1),
        an_entry("most", 0, 3),
    ]

    assert [entry.uid for entry in in_order(entries)] == ["old", "b", "new", "most", "d"]
    assert [entry.uid for entry in in_order([an_entry("y", 0), an_entry("x", 0)])] == ["x", "y"]


def test_the_peak_is_the_highest_sum_on_the_way_and_never_below_nothing() -> None:
    placed, balance = Balance().take(an_entry("a", 0, points=-5))

    assert (placed.number, placed.balance) == (1, Decimal(-5))
    assert balance == Balance(Decimal(-5), 1, Decimal(0))
    assert summed([an_entry("a", 1, points=7), an_entry("b", 2, points=-3)]) == Balance(
        Decimal(4), 2, Decimal(7)
    )
