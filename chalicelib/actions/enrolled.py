"""How a contact stands in the targets that it is or was enrolled in, and how that came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.targets.enrolment import Scheme
from ..domain.targets.group import TargetGroup
from ..domain.targets.standing import Standing, standing
from ..domain.targets.target import Target
from ..domain.targets.timeline import Entry
from ..domain.targets.timeline import timeline as told
from ..store import enrolments, targets
from ..store.table import TenantTable


@dataclass(frozen=True)
class Stood:
    """A target with how the contact stands in it."""

    target: Target
    standing: Standing


@dataclass(frozen=True)
class StoodGroup:
    """A group with those of its targets that the contact is or was enrolled in, oldest first."""

    group: TargetGroup
    targets: tuple[Stood, ...]


def status(table: TenantTable, contact: str, *, now: datetime) -> Sequence[StoodGroup]:
    """All that the contact is or was enrolled in and that is still there, oldest group first."""
    stood: dict[str, list[Stood]] = {}
    groups: dict[str, TargetGroup] = {}
    for scheme, enrolment, sums in enrolments.whole(table, contact):
        groups[scheme.group.uid] = scheme.group
        found = Stood(scheme.target, standing(scheme, enrolment, sums, now=now))
        stood.setdefault(scheme.group.uid, []).append(found)
    order = sorted(groups.values(), key=lambda group: (group.created, int(group.uid)))
    return [StoodGroup(group, tuple(sorted(stood[group.uid], key=_age))) for group in order]


def timeline(
    table: TenantTable, group: str, target: str, contact: str, *, now: datetime
) -> tuple[Scheme, tuple[Entry, ...]]:
    """What happened to the contact in the target, oldest first; nothing for who was never enrolled."""
    scheme = targets.scheme(table, group, target)
    return scheme, told(scheme, enrolments.load(table, contact, target), now=now)


def _age(one: Stood) -> tuple[datetime, int]:
    return one.target.created, int(one.target.uid)
