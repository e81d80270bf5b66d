"""One contact's progress in one home: read, decided by the engine, stored by one write.

Beside its rules a home can have an action of its own, whose events add to sums, give points and count for
targets: they are counted under the same marks, in the same write.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.activity import FEWER_MARKS, MOST_MARKS, Arrived, split
from ..domain.events import Event, achievement_issued
from ..domain.live import LiveAchievement
from ..domain.measures import NO_MORE, Added, Adding
from ..domain.points import Entry, entry_uid
from ..domain.refusals import TooLarge
from ..domain.rules.engine import Issue, Outcome
from ..domain.rules.progress import Progress
from ..domain.rules.tokens import digest
from ..domain.targets.live import LiveTarget
from ..store import activity, cards, progress
from ..store.progress import Kept
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Write
from . import points, telling
from .aiming import Aim, Aimed
from .counted import uncounted
from .deciding import Asked, Judge

# An issue is two writes of a transaction, which takes a hundred; points for the events are four more, and
# targets that are reached have theirs.
MOST_ISSUES = 40
MOST_OF_BOTH = 92


@dataclass(frozen=True)
class Home:
    """The live achievements that keep their counters together, and the events that matter to them.

    `adds` is what events of the home's own action come to besides, `targets` are those that count them;
    `zone` is that of their calendar.
    """

    name: str
    live: tuple[LiveAchievement, ...]
    events: tuple[Arrived, ...] = ()
    adds: Adding = NO_MORE
    targets: tuple[LiveTarget, ...] = ()
    zone: str = "UTC"


def settle(
    table: TenantTable,
    contact: str,
    home: Home,
    *,
    now: datetime,
    kept: Kept | None = None,
    touch: bool = False,
    woken: bool = False,
) -> None:
    """Count what is not yet counted, and issue what is reached. Doing it twice changes nothing.

    `kept` may be a stale reading: the write then fails, and it is read anew. `touch`: write even if nothing
    changes, so that whoever decided upon what stood before must decide again. `woken`: a period has begun.
    """
    case = _Case(table, contact, home, now, kept, touch or woken, woken)
    while True:
        table.decided(case.step)
        if not case.waiting:
            return


class _Case:
    """`waiting` are the events still to be counted; a step takes as many as one transaction can issue for."""

    def __init__(
        self,
        table: TenantTable,
        contact: str,
        home: Home,
        now: datetime,
        kept: Kept | None,
        touch: bool,
        woken: bool,
    ) -> None:
        self.table, self.contact, self.home, self.now, self.touch = table, contact, home, now, touch
        self.kept, self.woken = kept, woken
        self.aim = Aim(table, contact, home.targets, now)
        self.waiting = sorted(home.events, key=lambda one: (one.event.at, one.uid))
        self.stands: set[tuple[str, str]] = set()

    def step(self) -> None:
        perhaps_old = self.kept is not None
        kept, self.kept = self.kept or progress.load(self.table, self.contact, self.home.name), None
        fresh = uncounted(self.table, kept, self.waiting)
        judge = Judge(self.table, Asked(self.contact, self.home.live, self.home.zone, self.now))
        taken, outcome, aimed = self._fitting(judge, kept, fresh)
        rest = fresh[len(taken) :]
        if excess := _too_many(outcome, aimed):
            some = {one.achievement for one in outcome.issues[:-excess]}
            outcome = judge.judged(kept.tallies, taken, issuing=some)
            rest = rest or taken or self.waiting[-1:]  # counted by then: it brings us back for the others
        added = self.home.adds.added(kept.sums, [one.event for one in taken])
        outcome = replace(outcome, counted=outcome.counted.union(added.counted, aimed.uids))
        if outcome.progress is not kept.tallies or outcome.counted or self.touch:
            self._write(kept, outcome, added, aimed)
        elif perhaps_old and aimed.passed_over:
            return  # and once more, upon what stands for certain: no write would have told us
        self.waiting = rest

    def _fitting(
        self, judge: Judge, kept: Kept, fresh: list[Arrived]
    ) -> tuple[list[Arrived], Outcome, Aimed]:
        """As many of the events as one transaction can tell of, and what they come to.

        TooLarge where one alone reaches more targets and levels: it is set aside.
        """
        taken = fresh
        while True:
            outcome, aimed = judge.judged(kept.tallies, taken), self.aim.aimed(kept, taken)
            excess = aimed.size > MOST_OF_BOTH
            if len(taken) <= 1 and excess:
                raise TooLarge("One event reaches more targets and levels than can be told together.")
            if len(taken) <= 1 or not (excess or _too_many(outcome, aimed)):
                return taken, outcome, aimed
            taken = taken[: len(taken) // 2]

    def _write(self, kept: Kept, outcome: Outcome, added: Added, aimed: Aimed) -> None:
        t = self.table.tenant
        marks, moved = self._marked(kept, outcome)
        kept = self._following(self._waking(kept, outcome.progress), added)
        kept, enrolled = aimed.written(t, kept)
        issues = [one for one in outcome.issues if (one.achievement, one.key) not in self.stands]
        state = writes(
            progress.changed(t, kept, outcome.progress, marks, moved),
            [progress.issued(t, self.contact, one) for one in issues],
            enrolled,
            self._pointed(added),
        )
        try:
            telling.write(self.table, state, [*map(self._told, issues), *aimed.events])
        except ConditionFailed as failed:
            # The progress stands as it was read: then an issue stands that it does not know.
            if failed.items[0] is None:
                stood = zip(issues, failed.items[1 : 1 + len(issues)], strict=True)
                self.stands |= {(one.achievement, one.key) for one, item in stood if item is not None}
            raise

    def _pointed(self, added: Added) -> Sequence[Write]:
        """One entry for all events that are counted now. They are counted once, so that it is made once."""
        if not added.points:
            return ()
        source, action = f"activity:{added.counted[0]}", self.home.adds.action
        entry = Entry(
            uid=entry_uid(source),
            contact=self.contact,
            points=added.points,
            reason=action,
            source=source,
            created=self.now,
            last_updated=self.now,
        )
        return points.entered(self.table, entry)

    def _following(self, kept: Kept, added: Added) -> Kept:
        """With the sums as they are now, and by when the boards must show them."""
        if added.sums is kept.sums:
            return kept
        return replace(kept, sums=added.sums, follow=kept.follow or self.now + cards.HEAD_START)

    def _waking(self, kept: Kept, tallies: Progress) -> Kept:
        """With the moment at which the next period begins that was counted in before it began."""
        moments = [
            None if self.woken else kept.wakes,
            *(_next(one, tallies, self.now) for one in self.home.live),
        ]
        wakes = min((one for one in moments if one), default=None)
        token = digest(self.home.live[0].words[0]) if self.home.live else kept.token
        if (wakes, token) == (kept.wakes, kept.token):
            return kept
        return replace(kept, wakes=wakes, token=token)

    def _marked(self, kept: Kept, outcome: Outcome) -> tuple[bytes, datetime | None]:
        """The latest marks of what was counted; the others go to a page, which is written before."""
        marks = kept.marks.with_counted(one.uid for one in self.waiting if one.uid in outcome.counted)
        leaving, staying = split(marks, FEWER_MARKS if self.home.adds.measures else MOST_MARKS)
        if not leaving:
            return staying, kept.marks.moved
        moved = max(self.now, kept.marks.moved or self.now)
        self.table.put(activity.page(self.table.tenant, self.contact, self.home.name, leaving, at=moved))
        return staying, moved

    def _told(self, issue: Issue) -> Event:
        live = next(one for one in self.home.live if one.uid == issue.achievement)
        return told(live, self.contact, issue, self.now)


def _too_many(outcome: Outcome, aimed: Aimed) -> int:
    """How many issues are too many for one transaction; one is always taken."""
    most = max(1, min(MOST_ISSUES, (MOST_OF_BOTH - aimed.size) // 2))
    return max(0, len(outcome.issues) - most)


def told(
    live: LiveAchievement, contact: str, issue: Issue, now: datetime, *, retroactive: bool = False
) -> Event:
    """What is told of an issue, with all that its reactions need."""
    data = {
        "name": live.name,
        "rewards": list(live.rewards),
        "number": issue.number,
        "event": issue.event,
        "issued_date": issue.at.isoformat(),
        "awarded_date": now.isoformat(),
    }
    if retroactive:
        data["retroactive"] = True
    return achievement_issued(issue.achievement, contact, issue.key, min(issue.at, now), data)


def _next(live: LiveAchievement, tallies: Progress, now: datetime) -> datetime | None:
    scheduling, windows = live.definition.scheduling, tallies.get(live.uid, {}).get("w", {})
    coming = (window for window in windows if not scheduling.has_begun(window, now))
    return min((scheduling.begins(window) for window in coming), default=None)
