"""Windows of time that counters are kept in: a day, an ISO week, a month of a zone's calendar.

A window's key sorts as its time does, among windows of one kind.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from ..zones import day_begins, wall_clock

ALL_TIME = "-"


class Span(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def window_of(span: Span, at: datetime, zone: str = "UTC") -> str:
    """The key of the window that `at` lies in: 2026-11-22, 2026-W47 (ISO 8601) or 2026-11."""
    return _KEYS[span](_day(at, zone))


def first_day(span: Span, key: str) -> date:
    return _FIRST_DAYS[span](key)


def begins(span: Span, key: str, zone: str = "UTC") -> datetime:
    """The window's first instant; its end is the next one's."""
    return day_begins(first_day(span, key), zone)


def place(span: Span, key: str) -> int:
    """Where a window stands in the round: Monday is 1, an ISO week 1 to 53, January is 1."""
    day = first_day(span, key)
    return {Span.DAY: day.isoweekday(), Span.WEEK: day.isocalendar().week, Span.MONTH: day.month}[span]


def next_window(span: Span, key: str) -> str:
    """The one that follows; OverflowError beyond the year 9999."""
    return _KEYS[span](first_day(span, key) + timedelta(days=_LONGEST[span]))


def next_at(span: Span, key: str, places: frozenset[int]) -> str | None:
    """The first window from this one on that stands at one of the places; None where none comes.

    Looks a week, a year, or (for week 53) eight years ahead.
    """
    for _ in range(_AHEAD[span]):
        if place(span, key) in places:
            return key
        try:
            key = next_window(span, key)
        except OverflowError:
            return None
    return None


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(UTC).date() if zone == "UTC" else wall_clock(at, zone).date()


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_KEYS: dict[Span, Callable[[date], str]] = {
    Span.DAY: date.isoformat,
    Span.WEEK: _week,
    Span.MONTH: lambda day: f"{day.year:04}-{day.month:02}",
}
_FIRST_DAYS: dict[Span, Callable[[str], date]] = {
    Span.DAY: date.fromisoformat,
    Span.WEEK: lambda key: date.fromisocalendar(int(key[:4]), int(key[6:]), 1),
    Span.MONTH: lambda key: date(int(key[:4]), int(key[5:]), 1),
}
# From the first day, this many days on lies in the next window.
_LONGEST = {Span.DAY: 1, Span.WEEK: 7, Span.MONTH: 31}
_AHEAD = {Span.DAY: 7, Span.WEEK: 8 * 53, Span.MONTH: 12}
