"""Cases on a relations path: when each was opened, which milestones it reached, and how many did in all.

A case is a contact's own. Whatever order its events come in, and however often, the same stands in the end:
the earliest opening counts, and a milestone once. A case is counted in the windows in which it was opened,
so that no rate ever passes 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .measures import Sum

OPENED = "case.opened"
MILESTONE = "case.milestone"
ACTIONS = frozenset({OPENED, MILESTONE})


@dataclass(frozen=True)
class CaseEvent:
    """What an event says of a case; `milestone` None: that it was opened. Paths and milestones are UUIDs."""

    path: str
    case: str
    milestone: str | None
    at: datetime
    day: date


@dataclass(frozen=True)
class Case:
    """`day` is the tenant's calendar day of the opening, as it was counted."""

    opened: datetime | None = None
    day: date | None = None
    reached: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseCard:
    """A contact's cases on one path: how many were opened, and of those how many reached each milestone."""

    opened: Sum = field(default_factory=Sum)
    reached: Mapping[str, Sum] = field(default_factory=dict)
