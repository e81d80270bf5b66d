"""Figures of invoices on the wire: exact both ways, never a float."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer

from ...domain.money import Money

_FIGURE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


def _figure(value: Any) -> Decimal:
    """A JSON number or the same as text; the body's parser has made Decimals of numbers with a point."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError("a number is expected, as such or as a decimal text")
    text = value if isinstance(value, str) else f"{Decimal(value):f}"
    if _FIGURE.fullmatch(text) is None:
        raise ValueError("at most 12 digits and 6 decimals are expected")
    return Decimal(text)


_read = BeforeValidator(_figure)
# As text, so that two bodies are told apart to the last digit (Idempotency-Key).
_said = PlainSerializer(lambda figure: f"{figure:f}", return_type=str)

# Below nothing too: a line may be a discount.
Figure = Annotated[Decimal, _read, _said, Field(json_schema_extra={"examples": ["19.99", 2]})]
Quantity = Annotated[Decimal, _read, _said, Field(gt=0)]
Percent = Annotated[Decimal, _read, _said, Field(ge=0, le=100)]


def exact(money: Money) -> str:
    """With just the decimals of its currency."""
    return f"{money.amount:f}"


def plain(number: Decimal) -> str:
    """A quantity, a rate, a unit price: no exponent, no zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
