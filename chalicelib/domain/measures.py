"""What a contact's events add up to beside any rules: of all time, and by the latest calendar windows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

from .rules.model import ActivityEvent
from .rules.values import EXACT
from .rules.windows import Span
from .stretches import Number, Stretch, grown, without_zeros
from .stretches import by_window as _by_window

ALL = "all"


class Sum(TypedDict, total=False):
    """n: of all time; d, w, m: by the latest days, weeks, months. What is older is in `n` alone."""

    n: Number
    d: Stretch
    w: Stretch
    m: Stretch


Sums = Mapping[str, Sum]
NOTHING: Sum = {}


@dataclass(frozen=True)
class Measure:
    """What each event of an action adds to the sum `name`; an event of which `value` is None is not in it."""

    name: str
    action: str
    value: Callable[[ActivityEvent], Number | None]


# Both are boards, too: of the ranks by total_sales and by emails_sent.
SALES = Measure("sales", "sale", lambda event: event.value)
EMAILS = Measure("emails", "email.sent", lambda _: 1)
BUILT_IN = {measure.action: (measure,) for measure in (SALES, EMAILS)}


@dataclass(frozen=True)
class Added:
    """What some events add: the sums with them, the very same object where they add nothing; the ids of those
    that count for anything here; and the points that they give together."""

    sums: Sums
    counted: tuple[str, ...] = ()
    points: Decimal = Decimal(0)


@dataclass(frozen=True)
class Adding:
    """What each event of one action adds whatever the rules say: to sums, and so many points."""

    action: str = ""
    measures: tuple[Measure, ...] = ()
    points: Decimal = Decimal(0)

    def __bool__(self) -> bool:
        return bool(self.measures or self.points)

    def added(self, sums: Sums, events: Iterable[ActivityEvent]) -> Added:
        """Each on its own day in its own zone. Which of them were added before is the caller's to ask."""
        counted, given = [], 0
        for event in events:
            if event.action != self.action:
                continue
            before, sums = sums, _with(sums, self.measures, event)
            given += 1
            if self.points or sums is not before:
                counted.append(event.id)
        return Added(sums, tuple(counted), self.points * given)


NO_MORE = Adding()


def adding(action: str, points: Decimal = Decimal(0)) -> Adding:
    """What events of the action add; mostly nothing."""
    return Adding(action, BUILT_IN.get(action, ()), points)


def _with(sums: Sums, measures: Iterable[Measure], event: ActivityEvent) -> Sums:
    for measure in measures:
        value = measure.value(event)
        if value is not None:
            sums = {**sums, measure.name: added(sums.get(measure.name, NOTHING), value, event.local.date())}
    return sums


def added(sum_: Sum, value: Number, day: date) -> Sum:
    """A new sum with the value in it; adding is free of order."""
    return {
        "n": EXACT.add(sum_.get("n", 0), value),
        "d": grown(sum_.get("d"), Span.DAY, value, day),
        "w": grown(sum_.get("w"), Span.WEEK, value, day),
        "m": grown(sum_.get("m"), Span.MONTH, value, day),
    }


def blank(sum_: Sum) -> Sum:
    """The same for things that are counted: a window with 0 of them holds nothing."""
    return {
        "n": sum_["n"],
        "d": without_zeros(sum_["d"]),
        "w": without_zeros(sum_["w"]),
        "m": without_zeros(sum_["m"]),
    }


def by_window(sum_: Sum) -> dict[str, Number]:
    """What it holds, by window: `all`, 2026-11-22, 2026-W47 (ISO 8601), 2026-11."""
    found: dict[str, Number] = {ALL: sum_["n"]} if "n" in sum_ else {}
    found |= _by_window(sum_.get("d"), Span.DAY)
    found |= _by_window(sum_.get("w"), Span.WEEK)
    return found | _by_window(sum_.get("m"), Span.MONTH)
