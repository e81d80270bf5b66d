"""Numbers and dates as a paper prints them: every digit of the Decimal, in the tenant's manner."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from chalicelib.domain.bills import digits_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NO_BREAK = "\u00a0"
MINUS = "\u2212"

DATES: Mapping[str, Callable[[date], str]] = {
    "long": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "iso": lambda day: day.isoformat(),
    "day-first": lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    "month-first": lambda day: f"{day.month:02}/{day.day:02}/{day.year}",
}
MARKS: Mapping[str, dict[int, str]] = {
    "1,234.50": {},
    "1.234,50": str.maketrans({",": ".", ".": ","}),
    "1 234,50": str.maketrans({",": NO_BREAK, ".": ","}),
}


def money(amount: Decimal, currency: str, numbers: str) -> str:
    """At least the currency's digits, and never fewer than the amount has: paper does not round."""
    shown = max(digits_of(currency), _digits(amount))
    return _written(f"{amount:,.{shown}f}", numbers)


def number(amount: Decimal, numbers: str) -> str:
    """A quantity or a rate, without trailing zeros."""
    return _written(f"{amount:,.{_digits(amount)}f}", numbers)


def _digits(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _written(plain: str, numbers: str) -> str:
    return plain.translate(MARKS[numbers]).replace("-", MINUS)
