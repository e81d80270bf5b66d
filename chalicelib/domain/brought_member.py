"""A member as a client brings it by its own reference, and what becomes of each one of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from .refusals import Refusal


class Fate(StrEnum):
    """`updated` also where it was so already: the same request, repeated, is told the same."""

    CREATED = "created"
    UPDATED = "updated"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Brought:
    """`said` are the contact's fields that the client named; `place` is where it stands in the list."""

    place: int
    reference: str
    said: Mapping[str, Any]
    resource: Literal["person", "organisation"] | None = None


@dataclass(frozen=True)
class Told:
    """What became of one."""

    fate: Fate
    contact: str | None = None
    refusal: Refusal | None = None
