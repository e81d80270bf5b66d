"""What an achievement that nobody knows yet would have given, and where the looking stopped."""

import base64
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self

from .refusals import Invalid
from .rules.engine import Issue
from .rules.model import ActivityEvent

SHELVES: tuple[Literal["person", "organisation"], ...] = ("person", "organisation")
_PLACE = re.compile(r"([01])\|([0-9TZ:.-]{1,40}(?:#[0-9a-f]{24})?)")


@dataclass(frozen=True)
class Period:
    """From its first instant to before its last; None is without an end."""

    start: datetime | None = None
    end: datetime | None = None

    def holds(self, event: ActivityEvent) -> bool:
        return (self.start is None or self.start <= event.at) and (self.end is None or event.at < self.end)

    def check(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise Invalid("The period ends before it begins.", {"to": "after `from`"})


@dataclass(frozen=True)
class Place:
    """Where to go on: on which list of contacts, behind which position.

    No sign of its text becomes one in base64 that a URL minds.
    """

    shelf: int = 0
    after: str = "0"

    def token(self) -> str:
        return base64.b64encode(f"{self.shelf}|{self.after}".encode()).decode().rstrip("=")

    @classmethod
    def read(cls, token: str) -> Self:
        found = None
        with suppress(ValueError):
            found = _PLACE.fullmatch(
                base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode()
            )
        if found is None:
            raise Invalid("This is no place to go on from.", {"after": "what the call before gave as `next`"})
        return cls(int(found[1]), found[2])


@dataclass(frozen=True)
class Would:
    """One issue that would have been."""

    contact: str
    member_ref: str | None
    issue: Issue


@dataclass
class Simulated:
    """`skipped` are contacts with more events than are looked at. `next` is None at the end."""

    issues: list[Would] = field(default_factory=list)
    members: int = 0
    events: int = 0
    skipped: list[str] = field(default_factory=list)
    next: Place | None = None
