"""When an achievement may be issued: how often, in which periods of the calendar, between which dates."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from .windows import ALL_TIME, Span, begins, next_at, place, window_of


class ScheduleType(StrEnum):
    ONCE = "Once"
    REPEATEDLY = "Repeatedly"
    DAILY = "Daily"
    WEEKLY = "Weekly"
    MONTHLY = "Monthly"


SPANS = {ScheduleType.DAILY: Span.DAY, ScheduleType.WEEKLY: Span.WEEK, ScheduleType.MONTHLY: Span.MONTH}
# The places that `every` may choose.
PLACES = {
    ScheduleType.ONCE: 0,
    ScheduleType.REPEATEDLY: 0,
    ScheduleType.DAILY: 7,
    ScheduleType.WEEKLY: 53,
    ScheduleType.MONTHLY: 12,
}


@dataclass(frozen=True)
class Scheduling:
    """`limit` issues for a contact at most, in all; from `start` to before `end`; `every` empty: each period.

    `only_active`: an event of a period that is not chosen counts nowhere. Otherwise it counts towards the
    next chosen one, which is not issued before it begins. The periods are those of the calendar of `zone`.
    """

    type: ScheduleType
    start: datetime
    end: datetime | None = None
    limit: int = 1
    every: frozenset[int] = frozenset()
    only_active: bool = False
    zone: str = "UTC"

    @property
    def span(self) -> Span | None:
        return SPANS.get(self.type)

    @cached_property
    def most(self) -> int:
        """How often it is issued to one contact at most."""
        return 1 if self.type is ScheduleType.ONCE else self.limit

    def runs(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)

    def window(self, at: datetime) -> str | None:
        """The key of the window in which an event of that time counts; None where it counts nowhere."""
        if not self.runs(at):
            return None
        span = SPANS.get(self.type)
        if span is None:
            return ALL_TIME
        own = window_of(span, at, self.zone)
        if not self.every or place(span, own) in self.every:
            return own
        return None if self.only_active else next_at(span, own, self.every)

    def has_begun(self, window: str, at: datetime) -> bool:
        """Whether the period had begun by then; all of time always has."""
        return window == ALL_TIME or self.begins(window) <= at

    def begins(self, window: str) -> datetime:
        """The first instant of a window, and never before the schedule's own start."""
        span = SPANS.get(self.type)
        return self.start if span is None else max(self.start, begins(span, window, self.zone))
