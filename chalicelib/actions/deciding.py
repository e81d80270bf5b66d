"""Asks the engine what a contact's events come to, with what it must know of the contact besides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.activity import Arrived
from ..domain.live import LiveAchievement
from ..domain.rules import engine
from ..domain.rules.anew import recount_window
from ..domain.rules.engine import Outcome, Standing
from ..domain.rules.model import ActivityEvent, Definition, Dependencies
from ..domain.rules.progress import Progress
from ..store import activity, progress
from ..store.contacts import CONTACTS
from ..store.table import TenantTable

# No achievement has this id: what must wait for it is counted and not issued.
NEVER = Dependencies(must=frozenset({"#"}))


@dataclass(frozen=True)
class Asked:
    """Whose events, for which live achievements, in which calendar, and as of when."""

    contact: str
    live: tuple[LiveAchievement, ...]
    zone: str
    now: datetime


class Judge:
    """Reads what it must know only where that decides."""

    def __init__(self, table: TenantTable, asked: Asked) -> None:
        self.table, self.asked = table, asked
        self.contact, self.live, self.now = asked.contact, asked.live, asked.now
        self.issued: dict[str, bool] = {}
        self.groups: frozenset[str] | None = None

    def judged(
        self, tallies: Progress, events: Sequence[Arrived], *, issuing: set[str] | None = None
    ) -> Outcome:
        """What the events come to; with `issuing`, others than these are counted and not issued."""
        outcome = Outcome(tallies)
        for live, part in _parts(self.live, events):
            held = [one.definition if issuing is None or one.uid in issuing else _held(one) for one in live]
            outcome = _then(outcome, self._applied(outcome.progress, held, [one.event for one in part]))
        return self._recounted(outcome)

    def _recounted(self, outcome: Outcome) -> Outcome:
        """Late events of periods whose counters were let go: the stored events of each are judged anew."""
        for uid, window in dict.fromkeys((late.achievement, late.window) for late in outcome.recounts):
            live = next(one for one in self.live if one.uid == uid)
            definition = live.definition
            standing = Standing(self._issued(definition.dependencies.named), self._groups([definition]))
            keys = progress.issued_keys(self.table, self.contact, uid)
            keys |= {one.key for one in outcome.issues if one.achievement == uid}
            found = activity.of_contact(self.table, self.contact, self.asked.zone)
            stored = [one.event for one in found if live.counts(one)]
            anew = recount_window(outcome.progress, definition, window, stored, keys, standing, self.now)
            outcome = replace(outcome, progress=anew.progress, issues=outcome.issues + anew.issues)
        return outcome

    def _applied(
        self, tallies: Progress, definitions: Sequence[Definition], events: Sequence[ActivityEvent]
    ) -> Outcome:
        """First as if nothing depended on anything: mostly nothing is issued then, nothing read."""
        free = [
            replace(one, dependencies=Dependencies()) if one.dependencies.named else one
            for one in definitions
        ]
        standing = Standing(groups=self._groups(definitions))
        outcome = engine.apply(tallies, free, events, standing, self.now)
        waiting = {one.id: one.dependencies.named for one in definitions if one.dependencies.named}
        if not any(one.achievement in waiting for one in outcome.issues):
            return outcome
        known = replace(standing, issued=self._issued(frozenset().union(*waiting.values())))
        return engine.apply(tallies, definitions, events, known, self.now)

    def _issued(self, named: frozenset[str]) -> frozenset[str]:
        for uid in named - self.issued.keys() - NEVER.must:
            self.issued[uid] = progress.was_issued(self.table, self.contact, uid)
        return frozenset(uid for uid in named if self.issued.get(uid))

    def _groups(self, definitions: Sequence[Definition]) -> frozenset[str]:
        """The member's labels, read where an achievement is open to some members only."""
        if self.groups is None and any(one.member_groups for one in definitions):
            contact = CONTACTS.find(self.table, self.contact)
            self.groups = frozenset(contact.member_groups if contact else ())
        return self.groups or frozenset()


def _held(live: LiveAchievement) -> Definition:
    return replace(live.definition, dependencies=NEVER)


def _parts(
    live: Sequence[LiveAchievement], events: Sequence[Arrived]
) -> list[tuple[list[LiveAchievement], list[Arrived]]]:
    """Events with the achievements that were live when they came; mostly all with all."""
    parts: dict[tuple[str, ...], tuple[list[LiveAchievement], list[Arrived]]] = {}
    for event in events:
        fit = [one for one in live if one.counts(event)]
        parts.setdefault(tuple(one.uid for one in fit), (fit, []))[1].append(event)
    return list(parts.values()) or [(list(live), [])]


def _then(first: Outcome, second: Outcome) -> Outcome:
    return Outcome(
        second.progress,
        first.issues + second.issues,
        first.recounts + second.recounts,
        first.counted | second.counted,
    )
