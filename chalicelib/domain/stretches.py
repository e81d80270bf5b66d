"""The latest windows of a calendar with what each holds, in one short list, as the table keeps it.

First the number of the newest window, then what each holds from that one back; None where it holds nothing.
What is older than the kept windows is let go, and never comes in again: so the order of adding is free.
"""

from datetime import date
from decimal import Decimal

from .rules.values import EXACT
from .rules.windows import Span

Number = Decimal | int  # a table gives whole numbers back as int
Stretch = list[Number | None]
KEPT = {Span.DAY: 14, Span.WEEK: 8, Span.MONTH: 13}


def grown(stretch: Stretch | None, span: Span, value: Number, day: date) -> Stretch:
    """With the value added to the window that the day lies in, if that is kept."""
    own = _number(span, day)
    newest, *values = stretch or [own]
    ahead = own - int(newest or 0)
    if ahead > 0:
        values = [*[None] * min(ahead, KEPT[span]), *values][: KEPT[span]]
    back = max(-ahead, 0)
    if back < KEPT[span]:
        values += [None] * (back + 1 - len(values))
        values[back] = EXACT.add(values[back] or 0, value)
    return [max(own, int(newest or 0)), *_trimmed(values)]


def without_zeros(stretch: Stretch) -> Stretch:
    """The same where 0 is as good as nothing."""
    newest, *values = stretch
    return [newest, *_trimmed([value or None for value in values])]


def by_window(stretch: Stretch | None, span: Span) -> dict[str, Number]:
    """What it holds, by the window's key."""
    newest, *values = stretch or [0]
    return {
        _key(span, int(newest or 0) - back): value for back, value in enumerate(values) if value is not None
    }


def _trimmed(values: Stretch) -> Stretch:
    while values and values[-1] is None:
        values.pop()
    return values


def _number(span: Span, day: date) -> int:
    """The windows of a kind counted through; 1 January 0001 was a Monday."""
    match span:
        case Span.DAY:
            return day.toordinal()
        case Span.WEEK:
            return (day.toordinal() - 1) // 7
        case _:
            return day.year * 12 + day.month - 1


def _key(span: Span, number: int) -> str:
    """2026-11-22, 2026-W47 (ISO 8601) or 2026-11."""
    match span:
        case Span.DAY:
            return date.fromordinal(number).isoformat()
        case Span.WEEK:
            year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
            return f"{year:04}-W{week:02}"
        case _:
            return f"{number // 12:04}-{number % 12 + 1:02}"
