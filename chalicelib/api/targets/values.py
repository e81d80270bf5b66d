"""Days, times, amounts and ids as face 004 writes them."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from ...domain.rules import values
from ..competitions.values import seed_time
from ..wire import Number

__all__ = ["Amount", "Day", "Id", "stamped"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> Any:
    if isinstance(value, date):  # one of our own, on its way out; JSON brings none
        return value
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        raise ValueError("a date such as 2026-11-21 is expected")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day") from None
    if not 1900 <= day.year <= 9998:
        raise ValueError("a date in the years 1900 to 9998 is expected")
    return day


def _exact(value: Decimal) -> Decimal:
    if values.number(value) is None:
        raise ValueError("at most 15 digits and 10 decimals are expected")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Amount = Annotated[Number, AfterValidator(_exact)]
# What JSON's readers take for an integer without loss.
Id = Annotated[int, Field(ge=1, lt=2**53)]


def stamped(at: Any) -> str | None:
    """UTC to the millisecond, as 2019-11-06T14:38:59.549+0000."""
    return seed_time(at) if at else None
