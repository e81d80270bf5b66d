"""Money adds up exactly, knows its currency, and is never a float."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.money import PLACES, Money, total
from chalicelib.domain.refusals import Invalid

MINORS = st.integers(-(10**12) + 1, 10**12 - 1)
CURRENCIES = st.sampled_from(["GBP", "JPY", "KWD"])


def test_money_is_written_with_its_currencys_decimals():
    assert str(Money(Decimal("100"), "GBP")) == "100.00 GBP"
    assert str(Money(Decimal("1E+2"), "JPY")) == "100 JPY"
    assert str(Money(Decimal("0.5"), "KWD")) == "0.500 KWD"
    assert Money(Decimal("1.0"), "GBP") == Money(Decimal("1.00"), "GBP")


@pytest.mark.parametrize("amount", [1.0, 1, True, "1.00"])
def test_money_is_made_of_decimals_alone(amount):
    with pytest.raises(TypeError, match="money is made of Decimal, never of float"):
        Money(amount, "GBP")


def test_two_currencies_do_not_add_up():
    with pytest.raises(Invalid):
        Money(Decimal(1), "GBP") + Money(Decimal(1), "EUR")


def test_an_unknown_currency_is_refused_from_minor_units_too():
    with pytest.raises(Invalid):
        Money.from_minor(1, "XAU")


def test_money_is_exact_in_any_decimal_context():
    with localcontext() as context:
        context.prec = 3
        money = Money(Decimal("999999999999.99"), "GBP")

        assert total(money.split(7), "GBP") == money
        assert (-money).minor == -99999999999999


def test_every_currency_has_three_letters_and_its_places():
    assert all(len(code) == 3 and code.isupper() for code in PLACES)
    assert (PLACES["JPY"], PLACES["EUR"], PLACES["KWD"]) == (0, 2, 3)


@given(minor=MINORS, currency=CURRENCIES, parts=st.integers(1, 600))
def test_the_parts_add_up_and_only_the_first_differs(minor, currency, parts):
    money = Money.from_minor(minor, currency)

    split = money.split(parts)

    assert total(split, currency) == money
    assert len(split) == parts
    assert len({part.minor for part in split[1:]}) <= 1
    remainder = abs(split[0].minor) - abs(split[-1].minor)
    assert 0 <= remainder < parts


@given(minor=MINORS, currency=CURRENCIES)
@example(minor=29, currency="GBP")  # 0.29 * 100 is 28.999… in binary
def test_minor_units_go_there_and_back(minor, currency):
    money = Money.from_minor(minor, currency)

    assert money.minor == minor
    assert Money(Decimal(str(money.amount)), currency) == money
