"""Times, ids and names as face 002 writes them."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from ...domain.ids import UUID_TEXT
from ..wire import sayable


def stamp(at: datetime) -> str:
    """UTC to the second, as the seed has it: 2016-06-01 13:34:12."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def stamped(at: datetime | None) -> str | None:
    return stamp(at) if at else None


# Counted in code points, as the seed's "characters".
Name255 = Annotated[str, StringConstraints(min_length=1, max_length=255), AfterValidator(sayable)]
Icon = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[a-z0-9_-]+$")]
UuidText = Annotated[str, StringConstraints(pattern=f"^{UUID_TEXT}$"), AfterValidator(str.lower)]
