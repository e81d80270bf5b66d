"""What is done with targets: making, finding, changing and removing them, with what they give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.competition import Named
from ..domain.refusals import Invalid
from ..domain.reward import Reward
from ..domain.targets.enrolment import Scheme
from ..domain.targets.group import TargetGroup
from ..domain.targets.refusals import NameTaken, TooMany
from ..domain.targets.target import Target
from ..store import target_index
from ..store import targets as kept
from ..store.awards import REWARDS
from ..store.records import writes
from ..store.table import MOST_WRITES, TenantTable
from ..store.targets import GROUPS, Whole
from ..store.writes import Put, Write
from . import competition_links as links
from .listing import Asked, Listed, in_memory

MOST_OF_A_GROUP = 20


@dataclass(frozen=True)
class Proposal:
    """A target as it was read: its rewards are new ones, or `given`, which must exist already."""

    target: Target
    rewards: tuple[Reward, ...] = ()
    given: tuple[str, ...] = ()


# Makes targets of what a client said about them, for the group as it stands.
Propose = Callable[[TargetGroup], Sequence[Proposal]]
Revise = Callable[[TargetGroup, Target], Target]
Grouped = tuple[TargetGroup, Sequence[Target]]


def add(table: TenantTable, group: str, propose: Propose, *, at: datetime) -> Grouped:
    """New targets of a group, all or none. The same uids again (a repeated request) give what stands."""

    def decide() -> Grouped:
        before = kept.whole(table, group)
        proposals = propose(before.group)
        new = [one.target for one in proposals]
        uids = {one.uid for one in new}
        if standing := [one for one in before.targets if one.uid in uids]:
            return before.group, standing
        after = Whole(replace(before.group, last_updated=at), [*before.targets, *new])
        _check(after)
        rewards = _settled(table, proposals)
        parts = writes(*(kept.target_added(table.tenant, one) for one in new), rewards)
        _write(table, after, parts, target_index.changes(table, added=new))
        return after.group, new

    return table.decided(decide)


def change(table: TenantTable, group: str, revised: Mapping[str, Revise], *, at: datetime) -> Grouped:
    """Targets by their uids with their next states, all or none."""

    def decide() -> Grouped:
        before = kept.whole(table, group)
        changed = {uid: revise(before.group, before.target(uid)) for uid, revise in revised.items()}
        every = [changed.get(one.uid, one) for one in before.targets]
        if all(_same(one, before.target(uid)) for uid, one in changed.items()):
            return before.group, [before.target(uid) for uid in changed]
        after = Whole(replace(before.group, last_updated=at), every)
        _check(after)
        parts = writes(*(kept.target_changed(table.tenant, one) for one in changed.values()))
        _write(table, after, parts, target_index.changes(table))
        return after.group, list(changed.values())

    return table.decided(decide)


def remove(table: TenantTable, group: str, uid: str, *, at: datetime) -> None:
    """No event counts towards it any more; what it gave stays."""

    def decide() -> None:
        before = kept.whole(table, group)
        gone = before.target(uid)
        after = Whole(
            replace(before.group, last_updated=at), [one for one in before.targets if one is not gone]
        )
        told = target_index.changes(table, removed=[gone])
        _write(table, after, kept.target_removed(table.tenant, gone), told)

    table.decided(decide)


def listed(table: TenantTable, group: str, asked: Asked) -> tuple[TargetGroup, Listed[Target]]:
    """The targets of a group, oldest first."""
    found = kept.whole(table, group)
    return found.group, in_memory(found.targets, asked)


def scheme(table: TenantTable, group: str, uid: str) -> Scheme:
    """A target with its group; one of another group is not found."""
    return kept.scheme(table, group, uid)


def _same(after: Target, before: Target) -> bool:
    return replace(after, last_updated=before.last_updated) == before


def _check(after: Whole) -> None:
    if len(after.targets) > MOST_OF_A_GROUP:
        raise TooMany("targets", MOST_OF_A_GROUP)
    names = set[str]()
    for one in after.targets:
        one.check(is_streak=after.group.is_streak)
        if one.name in names:
            raise NameTaken(one.name)
        names.add(one.name)


def _settled(table: TenantTable, proposals: Sequence[Proposal]) -> list[Put]:
    """The writes of new rewards, with what each gives; refused where something is named that is not there."""
    new = [reward for one in proposals for reward in one.rewards]
    given = [uid for one in proposals for uid in one.given]
    types = tuple(dict.fromkeys(one.reward_type for one in new))
    met = links.meet(table, Named(None, types))
    found = REWARDS.find_many(table, list(dict.fromkeys(given)), consistent=True) if given else {}
    if strange := [uid for uid in given if uid not in found]:
        raise Invalid("There is no such reward.", {"rewards": f"no reward [{strange[0][:100]}]"})
    return [REWARDS.new(table.tenant, replace(one, gives=met.gives[one.reward_type])) for one in new]


def _write(table: TenantTable, after: Whole, parts: Sequence[Write], told: Sequence[Write]) -> None:
    """The group goes with them, guarded by its version: nobody else changed any of it in between."""
    if 1 + len(parts) + len(told) > MOST_WRITES:
        raise TooMany("records in one call", MOST_WRITES)
    table.transact([GROUPS.changed(table.tenant, after.group), *parts, *told])
