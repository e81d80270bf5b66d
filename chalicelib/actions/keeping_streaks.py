"""What a streak is kept by though nothing happens: pauses that are set, and freezes that are given.

`request` is the id of what was asked: asked again it is answered, and nothing is done.
"""

from datetime import date, datetime

from ..domain.targets import keeping
from ..domain.targets.enrolment import Enrolment, Scheme, Sums
from ..store.table import TenantTable
from .enrolling import change


def pause(
    table: TenantTable,
    group: str,
    target: str,
    contact: str,
    start: date,
    end: date,
    *,
    request: str,
    now: datetime,
) -> None:
    """From `start` to before `end`; OnlyOfStreaks, NotEnrolled, InThePast, TooMany."""

    def paused(scheme: Scheme, kept: Enrolment | None, _: Sums) -> Enrolment:
        return keeping.pause(scheme, kept, start, end, now=now)

    change(table, group, target, contact, paused, request=request)


def give_freezes(
    table: TenantTable, group: str, target: str, contact: str, number: int, *, request: str, now: datetime
) -> None:
    """So many more; OnlyOfStreaks, NotEnrolled, TooMany."""

    def given(scheme: Scheme, kept: Enrolment | None, _: Sums) -> Enrolment:
        return keeping.give_freezes(scheme, kept, number, now=now)

    change(table, group, target, contact, given, request=request)
