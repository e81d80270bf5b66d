"""What a contact's events add up to beside any rules: of all time, and by the latest calendar windows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

from .rules.model import ActivityEvent
from .rules.values import EXACT
from .rules.windows import Span

Number = Decimal | int  # a table gives whole numbers back as int
ALL = "all"
# How many windows are kept, the newest in which anything was counted among them.
KEPT = {Span.DAY: 14, Span.WEEK: 8, Span.MONTH: 13}


class Sum(TypedDict, total=False):
    """n: of all time. d, w, m: the latest days, weeks, months: first the number of the newest one, then what
    each holds, from the newest back; None where it holds nothing.

    So a dozen windows take a few dozen bytes. What came later than the kept windows is in `n` alone.
    """

    n: Number
    d: list[Number | None]
    w: list[Number | None]
    m: list[Number | None]


Sums = Mapping[str, Sum]
NOTHING: Sum = {}


@dataclass(frozen=True)
class Measure:
    """What each event of an action adds to the sum `name`; an event of which `value` is None is not in it."""

    name: str
    action: str
    value: Callable[[ActivityEvent], Number | None]


# `sales` and `emails` are boards, too (ranks of total_sales and of emails_sent).
SALES = Measure("sales", "sale", lambda event: event.value)
EMAILS = Measure("emails", "email.sent", lambda _: 1)
BUILT_IN = {measure.action: (measure,) for measure in (SALES, EMAILS)}


def measures_of(action: str) -> tuple[Measure, ...]:
    """Those that events of the action add to; mostly none."""
    return BUILT_IN.get(action, ())


def measured(sums: Sums, measures: Iterable[Measure], event: ActivityEvent) -> Sums:
    """With the event in them, on its own day in its own zone; the very same object where it adds nothing."""
    for measure in measures:
        value = measure.value(event)
        if value is not None:
            sums = {**sums, measure.name: added(sums.get(measure.name, NOTHING), value, event.local.date())}
    return sums


def added(sum_: Sum, value: Number, day: date) -> Sum:
    """A new sum with the value in it; adding is free of order, also of what is let go."""
    new: Sum = {"n": EXACT.add(sum_.get("n", 0), value)}
    new["d"] = _kept(Span.DAY, sum_.get("d"), value, day)
    new["w"] = _kept(Span.WEEK, sum_.get("w"), value, day)
    new["m"] = _kept(Span.MONTH, sum_.get("m"), value, day)
    return new


def by_window(sum_: Sum) -> dict[str, Number]:
    """What it holds, by window: `all`, 2026-11-22, 2026-W47 (ISO 8601), 2026-11."""
    found: dict[str, Number] = {ALL: sum_["n"]} if "n" in sum_ else {}
    for span, kept in ((Span.DAY, sum_.get("d")), (Span.WEEK, sum_.get("w")), (Span.MONTH, sum_.get("m"))):
        newest, *values = kept or [0]
        for back, value in enumerate(values):
            if value is not None:
                found[_key(span, int(newest or 0) - back)] = value
    return found


def _kept(span: Span, kept: list[Number | None] | None, value: Number, day: date) -> list[Number | None]:
    number, (newest, *values) = _number(span, day), kept or [_number(span, day)]
    ahead = number - int(newest or 0)
    if ahead > 0:
        values = [*[None] * min(ahead, KEPT[span]), *values][: KEPT[span]]
    back = max(-ahead, 0)
    if back < KEPT[span]:
        values += [None] * (back + 1 - len(values))
        values[back] = EXACT.add(values[back] or 0, value)
    return [max(number, int(newest or 0)), *_trimmed(values)]


def _trimmed(values: list[Number | None]) -> list[Number | None]:
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
        case Span.MONTH:
            return day.year * 12 + day.month - 1


def _key(span: Span, number: int) -> str:
    match span:
        case Span.DAY:
            return date.fromordinal(number).isoformat()
        case Span.WEEK:
            year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
            return f"{year:04}-W{week:02}"
        case Span.MONTH:
            return f"{number // 12:04}-{number % 12 + 1:02}"
