"""Days and money as faces 000 and 003 write them."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

_MONEY_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "string", "examples": ["120.00"]}, {"type": "number", "minimum": 0}]
}
_MONEY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")


def _day(value: Any) -> Any:
    """The day as written: a time of day or an offset behind it moves nothing."""
    if type(value) is date:
        return value
    if not isinstance(value, str) or not value.isascii() or len(value) > 40:
        raise ValueError("an ISO 8601 date is expected")
    day = datetime.fromisoformat(value).date()
    if not 1900 <= day.year <= 9998:
        raise ValueError("a date in the years 1900 to 9998 is expected")
    return day


def midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"


def _money(value: Any) -> Any:
    if isinstance(value, str) and _MONEY.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return Decimal(value)
    raise ValueError("an amount is expected, as a number or as text such as 120.00")


# In: 2026-11-21, or a time of that day. Out: 2026-11-21T00:00:00, as seed 003 writes its dates.
NaiveDay = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(midnight, return_type=str),
    Field(json_schema_extra={"type": "string", "examples": ["2026-11-21T00:00:00"]}),
]

# In: the same. Out: 2026-11-21; a day of a life has no midnight.
PlainDay = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(lambda day: day.isoformat(), return_type=str),
    Field(json_schema_extra={"type": "string", "examples": ["2012-05-04"]}),
]

# In: a JSON number or text. Out: text with just the currency's decimals: no client makes a float of it.
Amount = Annotated[
    Decimal,
    BeforeValidator(_money),
    Field(ge=0, lt=10**12),
    PlainSerializer(lambda amount: f"{amount:f}", return_type=str),
    WithJsonSchema(_MONEY_SCHEMA, mode="validation"),
]

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
