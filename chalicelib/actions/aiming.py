"""What events come to for the targets of one home: their measures, and the enrolments that change.

Most events reach nothing: then the measures alone change, in the progress that is written anyway.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.activity import Arrived
from ..domain.events import Event
from ..domain.targets.counting import count
from ..domain.targets.enrolment import Enrolment, Sums
from ..domain.targets.live import LiveTarget
from ..domain.targets.measure import Measured, measured
from ..store import enrolments
from ..store.progress import Kept
from ..store.table import TenantTable
from ..store.writes import Put


@dataclass(frozen=True)
class Aimed:
    """The measures with the events in them, and the enrolments that must be written with them.

    `passed_over`: events that would count if the contact were enrolled, as it may be by now.
    """

    counted: Mapping[str, Sums]
    uids: frozenset[str] = frozenset()
    changed: tuple[Enrolment, ...] = ()
    passed_over: bool = False

    @property
    def events(self) -> list[Event]:
        return [event for one in self.changed for event in one.events]

    @property
    def size(self) -> int:
        """How many writes it is, beside the progress."""
        return len(self.changed) + len(self.events)

    def written(self, t: str, kept: Kept) -> tuple[Kept, Sequence[Put]]:
        """The progress as it is now, and the enrolments: guarded, each by its version as it was read."""
        if self.counted is kept.counted:
            return kept, ()
        puts = [enrolments.kept(t, one) for one in self.changed]
        enrolled = {**kept.enrolled, **{one.target: one.version for one in self.changed}}
        return replace(kept, counted=self.counted, enrolled=enrolled), puts


class Aim:
    """The targets of a home for one contact: which count an event is asked of each anew."""

    def __init__(
        self, table: TenantTable, contact: str, targets: Sequence[LiveTarget], now: datetime
    ) -> None:
        self.table, self.contact, self.targets, self.now = table, contact, targets, now

    def aimed(self, kept: Kept, events: Sequence[Arrived]) -> Aimed:
        """What these events come to, upon a progress that has none of them."""
        if not self.targets:
            return Aimed(kept.counted)
        found = {
            one.uid: measured(one, kept.counted.get(one.uid, {}), events, self.now) for one in self.targets
        }
        hit = {one.uid: one for one in self.targets if found[one.uid].events}
        measuring = {uid: one for uid, one in hit.items() if one.measures(enrolled=uid in kept.enrolled)}
        return Aimed(
            counted={**kept.counted, **{uid: found[uid].sums for uid in measuring}},
            uids=frozenset().union(*(found[uid].uids for uid in measuring)),
            changed=tuple(self._changed(kept, measuring, found)),
            passed_over=len(measuring) < len(hit),
        )

    def _changed(
        self, kept: Kept, hit: Mapping[str, LiveTarget], found: Mapping[str, Measured]
    ) -> Iterable[Enrolment]:
        wanted = {uid: version for uid, version in kept.enrolled.items() if uid in hit}
        for uid, enrolment in enrolments.known(self.table, self.contact, wanted).items():
            got = found[uid]
            if count(enrolment, hit[uid].scheme, got.events, got.sums, now=self.now, leaving=got.leaving):
                yield enrolment
