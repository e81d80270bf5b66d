"""How long the boards of a day, an ISO week and a month are kept, and which window a range of days is."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from ..measures import ALL
from ..rules.windows import Span, first_day, next_window, window_of
from ..stretches import KEPT

# The tenant's calendar is at most a day ahead of or behind UTC's.
ZONES = timedelta(days=1)


def span_of(window: str) -> Span:
    if "W" in window:
        return Span.WEEK
    return Span.DAY if window.count("-") == 2 else Span.MONTH


def is_kept(window: str, now: datetime) -> bool:
    """Whether the window's board is still kept."""
    return window == ALL or now < gone_at(window)


@lru_cache(maxsize=512)  # of a few hundred windows that stand, each is asked for at every write of a board
def gone_at(window: str) -> datetime:
    """From when on the board of a day, a week or a month may go. Not for all time."""
    last = window
    for _ in range(KEPT[span_of(window)]):
        last = next_window(span_of(window), last)
    return datetime.combine(first_day(span_of(window), last), time(), UTC) + ZONES


def current(now: datetime) -> list[str]:
    """Every window whose board may stand, in any zone, and the one of all time."""
    return [ALL, *(window for span in Span for window in _latest(span, now))]


def window_between(first: date, last: date) -> str | None:
    """The window that begins and ends with these days, both of them in it; None: they are no window."""
    for span in (Span.DAY, Span.WEEK, Span.MONTH):
        window = _window(span, first)
        if first_day(span, window) == first and _last_day(span, window) == last:
            return window
    return None


def _last_day(span: Span, window: str) -> date:
    return first_day(span, next_window(span, window)) - timedelta(days=1)


def _latest(span: Span, now: datetime) -> list[str]:
    """From the one after tomorrow's back to the oldest that is kept."""
    found = [next_window(span, window_of(span, now + ZONES))]
    while is_kept(found[-1], now):
        day = first_day(span, found[-1]) - timedelta(days=1)
        found.append(_window(span, day))
    return found[:-1]


def _window(span: Span, day: date) -> str:
    return window_of(span, datetime.combine(day, time(12), UTC))
