"""Cycles: stretches of whole days in a group's time zone, half-open, given by dates or generated."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from ..calendar import LONGEST_DAYS, Period, add
from ..refusals import Invalid
from ..zones import day_begins
from .refusals import Overlap, TooMany

MOST_CYCLES = 100
LONGEST_REF_CODE = 100


class PeriodStatus(StrEnum):
    PAST = "past"
    CURRENT = "current"
    FUTURE = "future"


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    YEARLY = "YEARLY"
    CUSTOM = "CUSTOM"


_LENGTHS = {
    Frequency.DAILY: Period(days=1),
    Frequency.WEEKLY: Period(days=7),
    Frequency.MONTHLY: Period(months=1),
    Frequency.QUARTERLY: Period(months=3),
    Frequency.YEARLY: Period(months=12),
}


@dataclass(frozen=True)
class Cycle:
    """The days from `start` to before `end`, as the calendar in `zone` shows them.

    `number` is never given again within its group, and grows with time.
    """

    number: int
    ref_code: str
    start: date
    end: date
    zone: str

    @cached_property
    def begins(self) -> datetime:
        return day_begins(self.start, self.zone)

    @cached_property
    def ends(self) -> datetime:
        """The first instant that is not in it any more."""
        return day_begins(self.end, self.zone)

    @property
    def is_real(self) -> bool:
        """A zone that leaves out a day (Samoa, 30 December 2011) has a cycle in which nothing can happen."""
        return self.begins < self.ends

    def holds(self, at: datetime) -> bool:
        return self.begins <= at < self.ends

    def status(self, now: datetime) -> PeriodStatus:
        if now < self.begins:
            return PeriodStatus.FUTURE
        return PeriodStatus.CURRENT if now < self.ends else PeriodStatus.PAST


Cycles = Sequence[Cycle]


def holding(cycles: Cycles, at: datetime) -> Cycle | None:
    """The one cycle in which the instant lies; None in a gap, before the first, after the last."""
    place = bisect_right(cycles, at, key=lambda cycle: cycle.begins)
    found = cycles[place - 1] if place else None
    return found if found and found.holds(at) else None


def current_or_next(cycles: Cycles, now: datetime) -> Cycle | None:
    """The cycle that runs, else the nearest that is to come."""
    return next((cycle for cycle in cycles if now < cycle.ends), None)


def named(cycles: Cycles, ref_code: str) -> Cycle | None:
    """By its exact name: no other case, no blanks around."""
    return next((cycle for cycle in cycles if cycle.ref_code == ref_code), None)


def generated(
    frequency: Frequency,
    start: date,
    count: int,
    zone: str,
    *,
    prefix: str,
    days: int | None = None,
    after: int = 0,
) -> tuple[Cycle, ...]:
    """`count` cycles that meet, anchored to `start`: month ends clamp and do not drift.

    `days` is the length of a CUSTOM one. They are numbered from `after` + 1, and named by that.
    """
    if not 1 <= count <= MOST_CYCLES:
        raise Invalid("So many cycles are not kept.", {"recurringCycles": f"expected 1 to {MOST_CYCLES}"})
    length = _length(frequency, days)
    starts = [add(start, length, turn) for turn in range(count + 1)]
    return tuple(
        Cycle(number, f"{prefix}_{number}", begins, ends, zone)
        for number, (begins, ends) in enumerate(pairwise(starts), after + 1)
    )


def check(cycles: Cycles) -> None:
    """Refuse cycles that overlap, are not in order, end before they start, or share a name."""
    if len(cycles) > MOST_CYCLES:
        raise TooMany("periods", MOST_CYCLES)
    for cycle in cycles:
        if not 0 < len(cycle.ref_code) <= LONGEST_REF_CODE:
            raise Invalid(
                "A period's refCode is too long.", {"refCode": f"1 to {LONGEST_REF_CODE} characters"}
            )
        if cycle.start >= cycle.end:
            raise Invalid(
                f"The period [{cycle.ref_code}] ends before it starts.", {"endDate": "not after startDate"}
            )
    for one, following in pairwise(cycles):
        if following.start < one.end:
            raise Overlap(f"The periods [{one.ref_code}] and [{following.ref_code}] overlap.")
    if len({cycle.ref_code for cycle in cycles}) < len(cycles):
        raise Invalid("Two periods have one refCode.", {"refCode": "not unique"})


def _length(frequency: Frequency, days: int | None) -> Period:
    if frequency is not Frequency.CUSTOM:
        return _LENGTHS[frequency]
    if days is None or not 1 <= days <= LONGEST_DAYS:
        raise Invalid("A CUSTOM frequency has a number of days.", {"customDays": f"1 to {LONGEST_DAYS}"})
    return Period(days=days)
