"""What is done with target groups: making, finding, renaming, removing, and their periods."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime

from ..domain.refusals import Conflict
from ..domain.targets.cycles import Cycle
from ..domain.targets.enrolment import MOST_REQUESTS
from ..domain.targets.group import TargetGroup
from ..domain.targets.refusals import NameTaken
from ..store import target_index
from ..store import targets as kept
from ..store.table import ConditionFailed, TenantTable
from ..store.targets import GROUPS
from .listing import Asked, Listed, in_memory, records

Moved = tuple[int, date, date]


def create(table: TenantTable, new: TargetGroup) -> TargetGroup:
    """A new group. The same uid again (a repeated request) gives what stands already."""
    new.check()
    try:
        table.transact(kept.group_added(table.tenant, new))
    except ConditionFailed as failed:
        if failed.items[0] is not None:
            return get(table, new.uid)
        raise NameTaken(new.name) from failed
    return new


def get(table: TenantTable, uid: str) -> TargetGroup:
    return GROUPS.load(table, uid)


def listed(
    table: TenantTable, wanted: Mapping[str, str], asked: Asked, *, now: datetime
) -> Listed[TargetGroup]:
    return records(table, GROUPS, asked, now=now, facets=wanted)


def periods(group: TargetGroup, asked: Asked) -> Listed[Cycle]:
    return in_memory(list(group.cycles), asked)


def rename(table: TenantTable, uid: str, name: str, *, at: datetime) -> TargetGroup:
    def renamed(group: TargetGroup) -> None:
        group.name = name

    return _changed(table, uid, renamed, at=at)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Only one that has no targets: those are removed one by one, as they were made."""

    def decide() -> None:
        found = kept.whole(table, uid)
        if found.targets:
            raise Conflict("The group has targets. Remove them first.")
        table.transact(kept.group_removed(table.tenant, found.group, at=at))

    table.decided(decide)


def append_periods(
    table: TenantTable, uid: str, added: Sequence[tuple[str, date, date]], *, request: str, at: datetime
) -> tuple[TargetGroup, Sequence[Cycle]]:
    """Periods after all there are; who is enrolled is enrolled in them, too. A repeated request gets those
    that it appended.
    """

    def appended(group: TargetGroup) -> None:
        if request not in group.requests:
            group.append(added)
            group.requests = (*group.requests, request)[-MOST_REQUESTS:]

    after, names = _changed(table, uid, appended, at=at), {name for name, _, _ in added}
    return after, [cycle for cycle in after.cycles if cycle.ref_code in names]


def move_periods(
    table: TenantTable, uid: str, moved: Sequence[Moved], *, at: datetime
) -> tuple[TargetGroup, Sequence[Cycle]]:
    """Other dates for periods that have not begun, all or none."""
    numbers = [number for number, _, _ in moved]

    def shifted(group: TargetGroup) -> None:
        group.move_all(moved, now=at)

    after = _changed(table, uid, shifted, at=at)
    return after, [after.cycle(number) for number in numbers]


def drop_period(table: TenantTable, uid: str, number: int, *, at: datetime) -> None:
    def dropped(group: TargetGroup) -> None:
        group.drop(number, now=at)

    _changed(table, uid, dropped, at=at)


def _changed(
    table: TenantTable, uid: str, change: Callable[[TargetGroup], None], *, at: datetime
) -> TargetGroup:
    """The group with its next state, and in the same transaction what events find of its targets."""

    def decide() -> TargetGroup:
        found = kept.whole(table, uid)
        before, after = found.group, deepcopy(found.group)
        change(after)
        if after == before:
            return before
        after.check()
        after.last_updated = at
        told = target_index.changes(table) if found.targets else []
        try:
            table.transact([*kept.group_changed(table.tenant, before, after), *told])
        except ConditionFailed as failed:
            if before.name != after.name and failed.items[1] is not None:
                raise NameTaken(after.name) from failed
            raise
        return after

    return table.decided(decide)
