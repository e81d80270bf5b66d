"""Times, ids and labels as face 001 writes them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer

from ..wire import in_utc


def seed_time(at: datetime) -> str:
    """UTC to the millisecond, as the seed has it: 2019-11-06T14:38:59.549+0000."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "+0000")


def _time(value: Any) -> Any:
    if isinstance(value, datetime):  # one of our own, on its way out; JSON brings none
        return value
    if not isinstance(value, str) or not value.isascii() or len(value) > 40:
        raise ValueError("a time such as 2019-11-05T12:41:00.000+0000 is expected")
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("a time such as 2019-11-05T12:41:00.000+0000 is expected") from None
    return in_utc(at)


# In: naive is UTC, an offset is honoured. Out: UTC, milliseconds, +0000.
SeedTime = Annotated[
    datetime,
    BeforeValidator(_time),
    PlainSerializer(seed_time, return_type=str),
    Field(json_schema_extra={"type": "string", "examples": ["2019-11-05T12:41:00.000+0000"]}),
]
