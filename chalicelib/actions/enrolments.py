"""What is done with enrolments: entering a target, leaving it, pauses and freezes; and how somebody stands.

`request` is the id of what was asked: asked again, even after a crash, it is answered as at first.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from ..domain.targets import keeping
from ..domain.targets.enrolling import Wish, ignored, leave
from ..domain.targets.enrolling import enrol as entered
from ..domain.targets.enrolment import Enrolment, Scheme, Sums
from ..domain.targets.group import TargetGroup
from ..domain.targets.standing import Standing, standing
from ..domain.targets.target import Target
from ..domain.targets.timeline import Entry
from ..domain.targets.timeline import timeline as told
from ..store import enrolments as kept
from ..store import targets
from ..store.table import TenantTable
from . import telling

# What becomes of an enrolment: the next one, by the target, what stands, and what was counted.
Decide = Callable[[Scheme, Enrolment | None, Sums], Enrolment]


@dataclass
class InGroup:
    """A group's targets in which a contact is or was enrolled, each with how it stands there."""

    group: TargetGroup
    targets: list[tuple[Target, Standing]] = field(default_factory=list)


def enrol(
    table: TenantTable, group: str, target: str, contact: str, wish: Wish, *, request: str, now: datetime
) -> tuple[str, ...]:
    """Enrolled from a cycle on; answers with what was asked for in vain. Of many at once one enrols."""

    def decided(scheme: Scheme, before: Enrolment | None, sums: Sums) -> Enrolment:
        return entered(scheme, before, wish, sums, contact=contact, now=now)[0]

    scheme, _ = _changed(table, group, target, contact, decided, request)
    return ignored(scheme, wish)


def un_enrol(
    table: TenantTable, group: str, target: str, contact: str, *, request: str, now: datetime
) -> None:
    """Not enrolled any more, from this cycle on; what was given stays."""

    def decided(scheme: Scheme, before: Enrolment | None, sums: Sums) -> Enrolment:
        return leave(scheme, before, sums, now=now)

    _changed(table, group, target, contact, decided, request)


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
) -> tuple[Scheme, Enrolment]:
    """Days that keep a streak though nothing happens; `end` is the first after them."""

    def decided(scheme: Scheme, before: Enrolment | None, _: Sums) -> Enrolment:
        return keeping.pause(scheme, before, start, end, now=now)

    return _changed(table, group, target, contact, decided, request)


def give_freezes(
    table: TenantTable, group: str, target: str, contact: str, number: int, *, request: str, now: datetime
) -> tuple[Scheme, Enrolment]:
    """So many more; one is used by itself at the end of each cycle that would break the streak."""

    def decided(scheme: Scheme, before: Enrolment | None, _: Sums) -> Enrolment:
        return keeping.give_freezes(scheme, before, number, now=now)

    return _changed(table, group, target, contact, decided, request)


def standings(table: TenantTable, contact: str, *, now: datetime) -> list[InGroup]:
    """How the contact stands wherever it is or was enrolled: groups and targets as they were made."""
    groups: dict[str, InGroup] = {}
    for scheme, enrolment, sums in sorted(kept.whole(table, contact), key=_age):
        stands = standing(scheme, enrolment, sums, now=now)
        groups.setdefault(scheme.group.uid, InGroup(scheme.group)).targets.append((scheme.target, stands))
    return sorted(groups.values(), key=lambda one: (one.group.created, int(one.group.uid)))


def timeline(
    table: TenantTable, group: str, target: str, contact: str, *, now: datetime
) -> tuple[Entry, ...]:
    """What happened to the enrolment, oldest first; nothing where there never was one."""
    scheme = targets.scheme(table, group, target)
    return told(scheme, kept.load(table, contact, target), now=now)


def _changed(
    table: TenantTable, group: str, target: str, contact: str, decide: Decide, request: str
) -> tuple[Scheme, Enrolment]:
    """Read, decided and written with what it tells, guarded by all that it was decided upon.

    What this request did before is not done again.
    """

    def attempt() -> tuple[Scheme, Enrolment]:
        scheme = targets.scheme(table, group, target)
        found = kept.find(table, contact, scheme.target)
        if found.enrolment and found.enrolment.done(request):
            return scheme, found.enrolment
        after = decide(scheme, found.enrolment, found.sums)
        after.note(request)
        events = after.take_events()
        telling.write(table, kept.changed(table.tenant, found, after), events)
        return scheme, after

    return table.decided(attempt)


def _age(one: kept.Whole) -> tuple[datetime, int]:
    scheme, _, _ = one
    return scheme.target.created, int(scheme.target.uid)
