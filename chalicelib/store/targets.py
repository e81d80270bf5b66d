"""How target groups and their targets are kept: a group and all its targets in one partition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..domain.refusals import NotFound
from ..domain.targets import filters
from ..domain.targets.enrolment import Scheme
from ..domain.targets.group import TargetGroup
from ..domain.targets.target import Target
from . import target_keys as keys
from .codec import Item
from .conditions import Where
from .keys import Key
from .ranges import every
from .records import Kind, alive
from .table import TenantTable
from .writes import ABSENT, Delete, Put, Write

GROUPS: Kind[TargetGroup] = Kind(
    name="target_group",
    model=TargetGroup,
    key=keys.target_group,
    facets=lambda group: {"name": group.name, "tracking": str(group.tracking)},
)


class _Targets(Kind[Target]):
    """Filters are kept as clients write them, for a constant's type does not survive otherwise."""

    def read(self, item: Item) -> Target:
        return super().read({**item, "filters": filters.read(item.get("filters", []))})

    def item(self, t: str, record: Target) -> Item:
        plain = super().item(t, replace(record, filters=()))
        return {**plain, "filters": filters.said(record.filters)}


def _pointer(t: str, uid: str) -> Key:
    return keys.target_pointer(t, uid)


# A target's own key has its group in it: what goes by its uid alone is the pointer.
TARGETS = _Targets(name="target", model=Target, key=_pointer, shelved=False)


@dataclass
class Whole:
    """A group with all its targets, as they stood in one moment, oldest first."""

    group: TargetGroup
    targets: list[Target] = field(default_factory=list)

    @property
    def schemes(self) -> list[Scheme]:
        return [Scheme(self.group, target) for target in self.targets]

    def target(self, uid: str) -> Target:
        found = next((one for one in self.targets if one.uid == uid), None)
        if found is None:
            raise NotFound("There is no such target.")
        return found


def whole(table: TenantTable, uid: str) -> Whole:
    """One consistent query."""
    found = [
        item for item in every(table, Where("pk").eq(keys.target_group(table.tenant, uid).pk)) if alive(item)
    ]
    groups = [GROUPS.read(item) for item in found if item["sk"] == keys.target_group("", "").sk]
    if not groups:
        raise NotFound("There is no such target group.")
    targets = [TARGETS.read(item) for item in found if item["sk"].startswith(keys.target("", "", "").sk)]
    return Whole(groups[0], sorted(targets, key=lambda one: (one.created, int(one.uid))))


def scheme(table: TenantTable, group_uid: str, uid: str, *, consistent: bool = True) -> Scheme:
    """A target with its group: one read of two items."""
    t = table.tenant
    at = keys.target(t, group_uid, uid)
    items = table.get_many([keys.target_group(t, group_uid), at], consistent=consistent)
    group = GROUPS.among(items, t, group_uid)
    if at not in items:
        raise NotFound("There is no such target.")
    return Scheme(group, TARGETS.read(items[at]))


def schemes(
    table: TenantTable, uids: Sequence[tuple[str, str]], *, consistent: bool = False
) -> dict[str, Scheme]:
    """Those that exist of targets named by (group, target), by the target's uid."""
    return schemes_with(table, uids, consistent=consistent)[0]


def schemes_with(
    table: TenantTable, uids: Sequence[tuple[str, str]], more: Iterable[Key] = (), *, consistent: bool = True
) -> tuple[dict[str, Scheme], dict[Key, Item]]:
    """The same, with whatever else is wanted in one read."""
    t = table.tenant
    wanted = [key for group, uid in uids for key in (keys.target_group(t, group), keys.target(t, group, uid))]
    items = table.get_many([*wanted, *more], consistent=consistent)
    found = {}
    for group_uid, uid in uids:
        group, target = GROUPS.met(items, t, group_uid), items.get(keys.target(t, group_uid, uid))
        if group is not None and target is not None:
            found[uid] = Scheme(group, TARGETS.read(target))
    return found, items


def group_of(table: TenantTable, target: str) -> str | None:
    """The group of a target that is known by its own number alone."""
    pointer = table.get(_pointer(table.tenant, target))
    return pointer["group"] if pointer else None


def group_added(t: str, group: TargetGroup) -> list[Write]:
    """It fails where the uid stands already (first), or the name (second)."""
    return [GROUPS.new(t, group), _named(t, group)]


def group_changed(t: str, before: TargetGroup, after: TargetGroup) -> list[Write]:
    """Guarded by the version as it was read; with another name (second, third) where it has one."""
    changed: list[Write] = [GROUPS.changed(t, after)]
    if before.name != after.name:
        changed += [_named(t, after), Delete(keys.target_group_name(t, before.name))]
    return changed


def group_removed(t: str, group: TargetGroup, *, at: datetime) -> list[Write]:
    return [GROUPS.gone(t, group, at=at), Delete(keys.target_group_name(t, group.name))]


def target_added(t: str, target: Target) -> list[Write]:
    """For a transaction that changes its group, too: the group's version guards how many there are."""
    return [
        Put(keys.target(t, target.group, target.uid), TARGETS.item(t, target)),
        Put(_pointer(t, target.uid), {"group": target.group}),
    ]


def target_changed(t: str, target: Target) -> list[Write]:
    """As it is now; its group is changed in the same transaction, which is the guard."""
    target.version += 1
    return [Put(keys.target(t, target.group, target.uid), TARGETS.item(t, target), None)]


def target_removed(t: str, target: Target) -> list[Write]:
    return [Delete(keys.target(t, target.group, target.uid)), Delete(_pointer(t, target.uid))]


def _named(t: str, group: TargetGroup) -> Put:
    return Put(keys.target_group_name(t, group.name), {"group": group.uid}, ABSENT)
