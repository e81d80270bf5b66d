"""Counts a contact's events for the definitions of one home, and says what is issued by that.

Each achievement is judged from its state, reached and not yet issued, never from the step that it took:
so nothing is lost where an earlier judgement was, and going over it again issues nothing twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .conditions import counts, holds
from .counters import satisfied
from .links import in_order
from .model import ActivityEvent, Definition, Dependencies, RuleSet
from .progress import NOTHING, Kept, Progress, Tally, copy_of, count, counter, is_finished, is_past, lightened
from .schedules import ScheduleType


@dataclass(frozen=True)
class Standing:
    """What else is known of the contact: which achievements it was issued, and its groups."""

    issued: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Issue:
    """An achievement is issued to the contact, for the `number`-th time.

    `key` is unique among an achievement's issues to a contact: the window of a Daily, Weekly, Monthly one,
    else the number. `event` completed it; None where it was looked at again without one.
    """

    achievement: str
    number: int
    key: str
    at: datetime
    event: str | None


@dataclass(frozen=True)
class Recount:
    """An event of a window whose counters are gone: only the stored events of that window can tell."""

    achievement: str
    window: str
    event: str


@dataclass(frozen=True)
class Outcome:
    """`progress` is the very same object where nothing changed. `counted` are the events that did."""

    progress: Progress
    issues: tuple[Issue, ...] = ()
    recounts: tuple[Recount, ...] = ()
    counted: frozenset[str] = frozenset()


def apply(
    progress: Progress,
    definitions: Iterable[Definition],
    events: Iterable[ActivityEvent],
    standing: Standing,
    now: datetime,
) -> Outcome:
    """Event by event in the order of their own times, then once more as things stand `now`.

    The events are not yet counted ones (see `counted`). Without any, what has become possible is issued.
    """
    desk = _Desk(progress, in_order(definitions), standing, now)
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        desk.take(event)
    desk.look_again()
    return desk.outcome()


def are_met(dependencies: Dependencies, issued: frozenset[str] | set[str]) -> bool:
    return (
        dependencies.must <= issued
        and not dependencies.must_not & issued
        and len(dependencies.should & issued) >= dependencies.minimum
    )


def takes_part(definition: Definition, standing: Standing) -> bool:
    return not definition.member_groups or bool(definition.member_groups & standing.groups)


def is_true(rule_set: RuleSet, kept: Kept) -> bool:
    for condition in rule_set.conditions:
        answers = [satisfied(rule, counter(kept, rule)) for rule in condition.rules]
        if not holds(condition.match, condition.must, answers):
            return False
    return True


class _Desk:
    """One evaluation: the progress as it changes, on copies of what is touched."""

    def __init__(
        self, progress: Progress, definitions: tuple[Definition, ...], standing: Standing, now: datetime
    ) -> None:
        self.before = progress
        self.progress = progress
        self.definitions = tuple(each for each in definitions if takes_part(each, standing))
        self.issued = set(standing.issued)
        self.now = now
        self.own: set[str] = set()
        self.judged: set[tuple[str, str]] = set()
        self.issues: list[Issue] = []
        self.recounts: list[Recount] = []
        self.counted: set[str] = set()

    def outcome(self) -> Outcome:
        progress = self.progress
        if self.issues:
            progress = lightened(progress, self.definitions)
        return Outcome(progress, tuple(self.issues), tuple(self.recounts), frozenset(self.counted))

    def take(self, event: ActivityEvent) -> None:
        """Prerequisites come first, so that what waits for them is judged by the same event."""
        before = len(self.issues)
        for definition in self.definitions:
            window = self._count(definition, event)
            if len(self.issues) > before and self._waited_for(definition, before):
                self._judge_all(definition, event.at, event.id)
            elif window is not None:
                self._judge(definition, window, event.at, event.id)

    def look_again(self) -> None:
        """What an event has not just judged: a prerequisite, a group or a period may have come since."""
        for definition in self.definitions:
            if definition.id in self.progress and definition.scheduling.runs(self.now):
                self._judge_all(definition, self.now, None)

    def _waited_for(self, definition: Definition, before: int) -> bool:
        return any(issue.achievement in definition.dependencies.named for issue in self.issues[before:])

    def _count(self, definition: Definition, event: ActivityEvent) -> str | None:
        """The window that the event was counted in."""
        tally = self.progress.get(definition.id, NOTHING)
        window = None if is_finished(tally, definition) else definition.scheduling.window(event.at)
        if window is None or tally.get("w", {}).get(window, {}).get("i"):
            return None
        rules = [rule for rule in definition.rules if counts(rule, event)]
        if not rules:
            return None
        self.counted.add(event.id)
        if is_past(tally, window):
            self.recounts.append(Recount(definition.id, window, event.id))
            return None
        count(self._own(definition.id), window, rules, event)
        return window

    def _own(self, uid: str) -> Tally:
        """The tally to be changed: a copy, made once."""
        if uid not in self.own:
            if self.progress is self.before:
                self.progress = dict(self.before)
            self.progress[uid] = copy_of(self.before.get(uid, NOTHING))
            self.own.add(uid)
        return self.progress[uid]

    def _judge_all(self, definition: Definition, at: datetime, event: str | None) -> None:
        for window in sorted(self.progress.get(definition.id, NOTHING).get("w", {})):
            if event is not None or (definition.id, window) not in self.judged:
                self._judge(definition, window, at, event)

    def _judge(self, definition: Definition, window: str, at: datetime, event: str | None) -> None:
        """Nothing is ever issued of which no event was counted, however its rules read."""
        self.judged.add((definition.id, window))
        tally, scheduling = self.progress.get(definition.id, NOTHING), definition.scheduling
        kept = tally.get("w", {}).get(window, {})
        if not kept.get("r") or kept.get("i") or is_finished(tally, definition):
            return
        if not any(is_true(rule_set, kept) for rule_set in definition.rule_sets):
            return
        if are_met(definition.dependencies, self.issued) and scheduling.has_begun(window, max(at, self.now)):
            self._issue(definition, window, max(at, scheduling.begins(window)), event)

    def _issue(self, definition: Definition, window: str, at: datetime, event: str | None) -> None:
        tally = self._own(definition.id)
        number = tally["n"] = tally.get("n", 0) + 1
        if definition.scheduling.type is ScheduleType.REPEATEDLY:
            del tally["w"][window]  # consumed: the count starts anew
        else:
            tally["w"][window]["i"] = 1
        key = str(number) if definition.scheduling.span is None else window
        self.issues.append(Issue(definition.id, number, key, at, event))
        self.issued.add(definition.id)
