"""Cases on a relations path: when each was opened, which milestones it reached, and how many did in all.

A case is a contact's own. Whatever order its events come in, and however often, the same stands in the end:
the earliest opening counts, and a milestone once. A case is counted in the windows in which it was opened,
so that no rate ever passes 100.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from ..ids import is_uuid
from ..measures import NOTHING, Sum, added, blank
from ..refusals import Invalid
from ..rules.model import ActivityEvent

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

    def told(self, event: CaseEvent) -> "Case":
        """With the event in it: the earliest of each thing stays, in whatever order they are told."""
        if event.milestone is not None:
            first = min(event.at, self.reached.get(event.milestone, event.at))
            return replace(self, reached={**self.reached, event.milestone: first})
        if self.opened is not None and self.opened <= event.at:
            return self
        return replace(self, opened=event.at, day=event.day)


@dataclass(frozen=True)
class CaseCard:
    """A contact's cases on one path: how many were opened, and of those how many reached each milestone."""

    opened: Sum = field(default_factory=Sum)
    reached: Mapping[str, Sum] = field(default_factory=dict)

    def moved(self, before: Case, after: Case) -> "CaseCard":
        """With a case as it stands after, where it stood as before."""
        return self._counted(before, -1)._counted(after, 1)

    def seen(self, day: date) -> "CaseCard":
        """A case was opened that day, if only once more: the kept windows go with the latest such day, so
        that they are the same ones in whatever order the events came."""
        return replace(self, opened=blank(added(self.opened, 0, day)))

    def _counted(self, case: Case, one: int) -> "CaseCard":
        day = case.day
        if day is None:
            return self
        changed = {uid: blank(added(self.reached.get(uid, NOTHING), one, day)) for uid in case.reached}
        return CaseCard(blank(added(self.opened, one, day)), {**self.reached, **changed})


def told(card: CaseCard, case: Case, events: Iterable[CaseEvent]) -> tuple[CaseCard, Case]:
    """A case with all these events told, and the card with it; told again they change nothing."""
    after = case
    for event in events:
        after = after.told(event)
        if event.milestone is None:
            card = card.seen(event.day)
    counts_as_before = (after.day, after.reached.keys()) == (case.day, case.reached.keys())
    return (card if counts_as_before else card.moved(case, after)), after


def read(event: ActivityEvent) -> CaseEvent:
    """What an activity event says of a case. Invalid where it does not say which."""
    said = event.metadata
    case = said.get("case_id")
    if not case:
        raise Invalid("The event names no case.", {"metadata.case_id": "expected text"})
    milestone = _uuid(said, "milestone_id") if event.action == MILESTONE else None
    return CaseEvent(_uuid(said, "relations_path_id"), case, milestone, event.at, event.local.date())


def _uuid(said: Mapping[str, str], name: str) -> str:
    given = said.get(name, "")
    if not is_uuid(given):
        raise Invalid("The event does not say of what the case is.", {f"metadata.{name}": "expected a UUID"})
    return str(UUID(given))
