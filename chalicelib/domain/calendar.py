"""Membership periods, anchored to their first day: rolling ones and fixed years."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from .refusals import Contradiction, Invalid
from .zones import day_begins

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(9998, 12, 31)
LONGEST_MONTHS = 1_200
LONGEST_DAYS = 36_525

_PERIOD = re.compile(
    r"P(?:(?=[0-9])(?:([1-9][0-9]{0,3})Y)?(?:([1-9][0-9]{0,3})M)?|([1-9][0-9]{0,3})W|([1-9][0-9]{0,4})D)"
)
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2024


def bounded(year: int, month: int, day: int) -> date:
    """That day, the month's end clamped; beyond 1900 to 9998 is Invalid."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Invalid(f"The year {year} is out of bounds.", {"date": "expected the years 1900 to 9998"})
    return date(year, month, min(day, monthrange(year, month)[1]))


def shifted(day: date, days: int) -> date:
    """`day` moved by whole days; beyond 1900 to 9998 is Invalid."""
    ordinal = day.toordinal() + days
    if not FIRST_DAY.toordinal() <= ordinal <= LAST_DAY.toordinal():
        raise Invalid("The date is out of bounds.", {"date": "expected the years 1900 to 9998"})
    return date.fromordinal(ordinal)


@dataclass(frozen=True)
class Period:
    """A length on the calendar: whole months or whole days, never both (P1M14D has no settled end)."""

    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        of_months = 0 < self.months <= LONGEST_MONTHS and self.days == 0
        of_days = 0 < self.days <= LONGEST_DAYS and self.months == 0
        if not (of_months or of_days):
            raise Invalid("A period is 1 day to 100 years long.", {"period": "out of bounds"})

    @classmethod
    def parse(cls, text: str, field: str = "period") -> Self:
        """ISO 8601, strictly: years and months, or weeks, or days; no zeros in front, no times."""
        found = _PERIOD.fullmatch(text)
        if found is None:
            raise Invalid(f"{field} is not an ISO 8601 period.", {field: "expected P1Y, P6M or P14D"})
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(months=12 * years + months, days=7 * weeks + days)

    def __str__(self) -> str:
        if self.days:
            return f"P{self.days}D" if self.days % 7 else f"P{self.days // 7}W"
        years, months = divmod(self.months, 12)
        return "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")


def add(anchor: date, period: Period, times: int = 1) -> date:
    """`times` periods from the anchor, in one stride: 31 January + 2 months is 31 March, never the 28th."""
    if period.days:
        return shifted(anchor, period.days * times)
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + period.months * times, 12)
    return bounded(year, month + 1, anchor.day)


def turns_until(anchor: date, period: Period, day: date) -> int:
    """How many whole periods have passed from the anchor to `day` (negative before the anchor)."""
    if period.days:
        return (day - anchor).days // period.days
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    turns = months // period.months
    return turns if add(anchor, period, turns) <= day else turns - 1


@dataclass(frozen=True)
class Term:
    """One stretch `[start, end)`: `end` is the anniversary, the first day no longer covered.

    It is the `turn`-th period since `anchor`; both travel with it, so that a short month never shortens
    the ones that follow.
    """

    start: date
    end: date
    anchor: date
    turn: int = 0

    def __post_init__(self) -> None:
        if not FIRST_DAY <= self.start < self.end <= LAST_DAY:
            raise Invalid("A period ends after it starts, in 1900 to 9998.", {"end_date": "out of bounds"})

    def holds(self, instant: datetime, zone: str) -> bool:
        return day_begins(self.start, zone) <= instant < day_begins(self.end, zone)


@dataclass(frozen=True)
class MonthDay:
    """A day of every year; 29 February is the 28th in a common year."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str, field: str) -> Self:
        found = _MONTH_DAY.fullmatch(text)
        month, day = (int(part) for part in found.groups()) if found else (0, 0)
        if not (1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]):
            raise Invalid(f"{field} is not a day of the year.", {field: "expected MM-DD"})
        return cls(month, day)

    def in_year(self, year: int) -> date:
        return bounded(year, self.month, self.day)


@dataclass(frozen=True)
class Rolling:
    """Everybody's period starts on the day that they join."""

    period: Period

    def first(self, joined: date, start: date | None = None, end: date | None = None) -> Term:
        anchor = start or joined
        return Term(anchor, end or add(anchor, self.period), anchor)

    def after(self, term: Term) -> Term:
        """The next term, from the old end; an end that is not the anchor's own becomes the new anchor."""
        anchor, turn = term.anchor, term.turn + 1
        if add(anchor, self.period, turn) != term.end:
            anchor, turn = term.end, 0
        return Term(term.end, add(anchor, self.period, turn + 1), anchor, turn)

    def holding(self, anchor: date, day: date) -> Term:
        """The term of the series from `anchor` in which `day` lies."""
        turn = turns_until(anchor, self.period, day)
        return Term(add(anchor, self.period, turn), add(anchor, self.period, turn + 1), anchor, turn)


@dataclass(frozen=True)
class FixedYear:
    """Everybody's year starts on `start_day`; who joins after `rollover_day` gets the next year too."""

    start_day: MonthDay
    rollover_day: MonthDay | None = None
    years: int = 1

    def first(self, joined: date, start: date | None = None, end: date | None = None) -> Term:
        """An explicit start or end is kept; the rollover is judged by the start, or else the day of joining.

        The rollover adds one year, whatever the length of the period.
        """
        begun = start or joined
        year = self._year_of(begun)
        last = year + self.years + self._rolls_over(begun, year)
        opening = start or self.start_day.in_year(year)
        return Term(opening, end or self.start_day.in_year(last), opening)

    def after(self, term: Term) -> Term:
        """The next term, from the old end to a start_day; the rollover is only for those who join."""
        year = self._year_of(term.end)
        return Term(term.end, self.start_day.in_year(year + self.years), term.end)

    def _year_of(self, day: date) -> int:
        return day.year if day >= self.start_day.in_year(day.year) else day.year - 1

    def _rolls_over(self, joined: date, year: int) -> bool:
        if self.rollover_day is None:
            return False
        rollover = self.rollover_day.in_year(year)
        if rollover < self.start_day.in_year(year):
            rollover = self.rollover_day.in_year(year + 1)
        return joined > rollover


Calendar = Rolling | FixedYear


def calendar_of(period: str, start_day: str | None = None, rollover_day: str | None = None) -> Calendar:
    """The calendar that a membership type's words describe."""
    length = Period.parse(period)
    if start_day is None:
        if rollover_day is not None:
            raise Contradiction("rollover_day needs a start_day.", {"rollover_day": "only in a fixed year"})
        return Rolling(length)
    if length.days or length.months % 12:
        raise Contradiction("A fixed year lasts whole years.", {"period": "expected whole years"})
    rollover = None if rollover_day is None else MonthDay.parse(rollover_day, "rollover_day")
    return FixedYear(MonthDay.parse(start_day, "start_day"), rollover, length.months // 12)
