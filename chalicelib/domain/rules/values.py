"""How numbers and times are read where the wire allows both text and numbers: exactly, or not at all."""

import re
from datetime import UTC, datetime
from decimal import Context, Decimal, Inexact, Rounded

# Sums of such values stay within a table's 38 digits for 10^13 events.
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?"
)

_BEYOND = 10**16
_FINEST = 30

# Wide enough for every sum and product here; what would not be exact raises.
EXACT = Context(prec=100, traps=[Inexact, Rounded])


def number(raw: object) -> Decimal | None:
    """A finite decimal of at most 15 digits and 10 decimals, given as such or as text; else None."""
    written = _written(raw)
    return Decimal(written) if _NUMBER.fullmatch(written) else None


def moment(raw: object) -> datetime | None:
    """An ISO 8601 time as an instant; without an offset it is UTC, a date is its midnight; else None."""
    if not isinstance(raw, str) or not _MOMENT.fullmatch(raw):
        return None
    try:
        read = datetime.fromisoformat(raw)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def text(raw: object) -> str | None:
    """Text as it is, a number as it would be written; else, and for nothing, None."""
    return _written(raw) or None


def _written(raw: object) -> str:
    """Nothing for what is neither text nor a number, or a number out of all bounds."""
    match raw:
        case bool():
            return ""
        case str():
            return raw
        case int():
            return str(raw) if abs(raw) < _BEYOND else ""
        case Decimal():
            return f"{raw:f}" if raw.is_finite() and abs(raw.adjusted()) < _FINEST else ""
        case _:
            return ""
