"""The quiet timeline of a contact: what it came to, the newest first, made of what its own records say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from .achievement import Achievement
from .membership import Membership, Status
from .zones import day_begins, local_day

What = Literal["steps", "finished", "badge", "level", "member", "lapsed", "cancelled"]


@dataclass(frozen=True)
class Entry:
    """`name` is what it is about, `steps` those that were done on one day, `uid` the achievement's."""

    at: datetime
    what: What
    name: str
    steps: tuple[str, ...] = ()
    uid: str = ""


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """In an order that is always the same, whatever came at one moment."""
    return sorted(entries, key=lambda one: (one.at, one.what, one.name, one.uid), reverse=True)


def of_achievement(achievement: Achievement, zone: str) -> Iterator[Entry]:
    """Steps of one day, as the wall in `zone` has it, are one entry: at the last of them."""
    name, uid = achievement.name, achievement.uid
    marks = sorted((mark.at, number) for number, mark in achievement.done.items())

    def day(mark: tuple[datetime, int]) -> date:
        return local_day(mark[0], zone)

    for _, group in groupby(marks, key=day):
        of_day = list(group)
        steps = tuple(achievement.steps[number - 1] for _, number in of_day)
        yield Entry(of_day[-1][0], "steps", name, steps, uid)
    if achievement.finished_date:
        yield Entry(achievement.finished_date, "finished", name, uid=uid)


def of_membership(membership: Membership, name: str, *, now: datetime) -> Iterator[Entry]:
    """That it began, and how it ended; that it will is no news."""
    if membership.activated_at:
        begins = day_begins(membership.term.start, membership.zone)
        began = max(membership.activated_at, begins)
        if began <= now:
            yield Entry(began, "member", name)
    match membership.status_by_rule(now):
        case Status.LAPSED if membership.renewed_as is None:
            yield Entry(day_begins(membership.lapses_on, membership.zone), "lapsed", name)
        case Status.CANCELLED:
            yield Entry(day_begins(membership.end, membership.zone), "cancelled", name)
