"""Who enters a target and who leaves it: with its measure as it stands, and whoever counts decides again.

`request` is the id of what was asked: asked again it is answered as at first, and nothing is done.
"""

from collections.abc import Callable
from datetime import datetime

from ..domain.targets.enrolling import Wish, ignored, leave
from ..domain.targets.enrolling import enrol as entered
from ..domain.targets.enrolment import Enrolment, Scheme, Sums
from ..store import enrolments, targets
from ..store.table import TenantTable
from . import telling

# What is to become of an enrolment, with what its measure has counted.
Change = Callable[[Scheme, Enrolment | None, Sums], Enrolment]


def enrol(
    table: TenantTable, group: str, target: str, contact: str, wish: Wish, *, request: str, now: datetime
) -> tuple[str, ...]:
    """The contact is enrolled; what was asked for in vain, in words.

    NotFound where the group has no such target; AlreadyEnrolled, PeriodNotFound.
    """

    def entering(scheme: Scheme, kept: Enrolment | None, sums: Sums) -> Enrolment:
        return entered(scheme, kept, wish, sums, contact=contact, now=now)[0]

    scheme = change(table, group, target, contact, entering, request=request)
    return ignored(scheme, wish)


def un_enrol(
    table: TenantTable, group: str, target: str, contact: str, *, request: str, now: datetime
) -> None:
    """The contact is not enrolled any more; NotEnrolled where it was not."""

    def leaving(scheme: Scheme, kept: Enrolment | None, sums: Sums) -> Enrolment:
        return leave(scheme, kept, sums, now=now)

    change(table, group, target, contact, leaving, request=request)


def change(
    table: TenantTable, group: str, target: str, contact: str, wanted: Change, *, request: str
) -> Scheme:
    """The enrolment as it is to be, what it tells, and the progress, in one transaction."""
    scheme = targets.scheme(table, group, target)

    def decide() -> Scheme:
        found = enrolments.find(table, contact, scheme.target)
        if found.enrolment and found.enrolment.done(request):
            return scheme
        after = wanted(scheme, found.enrolment, found.sums)
        after.note(request)
        telling.write(table, enrolments.changed(table.tenant, found, after), after.take_events())
        return scheme

    return table.decided(decide)
