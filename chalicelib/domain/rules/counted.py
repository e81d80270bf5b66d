"""Which events a progress item has counted: their marks by the day of counting, a few days back.

What no longer fits is spilled, to be kept as marks of its own; what is older than the days kept is told
apart by the day it was received: an event received after the last forgotten day was counted after it too.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypedDict

from .model import ActivityEvent

KEPT_DAYS = 3
MOST_MARKS = 64


class Counted(TypedDict, total=False):
    """d: the marks of each day; h: the latest day forgotten; o: the latest day on which some were spilled."""

    d: dict[str, list[str]]
    h: str
    o: str


@dataclass(frozen=True)
class Sorted:
    """Fresh ones are to be counted, known ones were; of the lost nobody can tell any more."""

    fresh: tuple[ActivityEvent, ...]
    known: tuple[ActivityEvent, ...]
    lost: tuple[ActivityEvent, ...]


@dataclass(frozen=True)
class Remembered:
    """`spilled` are to be written as marks of their own in the same transaction, else before it."""

    counted: Counted
    spilled: tuple[str, ...]


def mark(event_id: str) -> str:
    """64 bits of the id: an eighth of a kilobyte holds eleven of them."""
    return urlsafe_b64encode(hashlib.blake2b(event_id.encode(), digest_size=8).digest()).decode().rstrip("=")


def doubtful(counted: Counted, events: Iterable[ActivityEvent]) -> tuple[ActivityEvent, ...]:
    """Those of which only a spilled mark can tell: to be asked for before `tell_apart`."""
    held = _held(counted)
    return tuple(
        event
        for event in events
        if mark(event.id) not in held and ("o" in counted or _is_old(counted, event))
    )


def tell_apart(counted: Counted, events: Iterable[ActivityEvent], spilled: Collection[str] = ()) -> Sorted:
    """Each event once, by its id. `spilled` are the marks that were found of the doubtful ones."""
    held, fresh, known, lost = _held(counted), [], [], []
    for event in {event.id: event for event in events}.values():
        if mark(event.id) in held or mark(event.id) in spilled:
            known.append(event)
        elif _is_old(counted, event):
            lost.append(event)
        else:
            fresh.append(event)
    return Sorted(tuple(fresh), tuple(known), tuple(lost))


def remember(
    counted: Counted, events: Iterable[ActivityEvent], now: datetime, most: int = MOST_MARKS
) -> Remembered:
    """With the events as counted `now`; old days are forgotten, what is too many is spilled, oldest first."""
    today = _day(now)
    days = {day: list(marks) for day, marks in counted.get("d", {}).items()}
    days.setdefault(today, []).extend(mark(event.id) for event in events)
    kept, forgotten = _recent(days, now)
    spilled = _spill(kept, most)
    after: Counted = {"d": {day: marks for day, marks in kept.items() if marks}}
    horizon = max([*forgotten, counted.get("h", "")])
    if horizon:
        after["h"] = horizon
    spilt_on = today if spilled else counted.get("o", "")
    if spilt_on > horizon:
        after["o"] = spilt_on
    return Remembered(after, tuple(spilled))


def _held(counted: Counted) -> set[str]:
    return {each for marks in counted.get("d", {}).values() for each in marks}


def _is_old(counted: Counted, event: ActivityEvent) -> bool:
    """Received on a day that is forgotten: it may have been counted then."""
    return _day(event.received or event.at) <= counted.get("h", "")


def _recent(days: dict[str, list[str]], now: datetime) -> tuple[dict[str, list[str]], list[str]]:
    """The days kept, in order, and those forgotten."""
    first = _day(now - timedelta(days=KEPT_DAYS - 1))
    kept = {day: days[day] for day in sorted(days) if day >= first}
    return kept, [day for day in days if day < first]


def _spill(days: dict[str, list[str]], most: int) -> list[str]:
    """Takes the oldest marks out, down to half, so that not every event spills one."""
    spilled: list[str] = []
    if sum(map(len, days.values())) <= most:
        return spilled
    for marks in days.values():
        while marks and sum(map(len, days.values())) > most // 2:
            spilled.append(marks.pop(0))
    return spilled


def _day(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()
