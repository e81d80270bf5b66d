"""What is done with ranks: create, list, show, rename, delete."""

from bisect import bisect_right
from dataclasses import replace
from datetime import datetime

from ..domain.gamification import ranks
from ..domain.gamification.paths import RelationsPath
from ..domain.gamification.ranks import MOST_RANKS, Rank
from ..domain.refusals import Forbidden, Gone, Invalid, NotFound
from ..store import ranks as kept
from ..store.ranks import RANKS, RELATIONS_PATHS
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Write
from . import backfilling
from .listing import Asked, Listed


def create(table: TenantTable, new: Rank) -> Rank:
    """A new rank; one by conversion is counted on its milestone. The same one again gives what stands."""

    def decide() -> Rank:
        try:
            table.transact(writes(kept.added(table.tenant, new), _on_path(table, new, 1)))
        except ConditionFailed as failed:
            if failed.items[0] is not None:
                return RANKS.load(table, new.uid)
            if failed.items[1] is not None:
                raise Invalid(f"There are {MOST_RANKS} ranks already.") from failed
            raise
        return new

    return table.decided(decide)


def listed(table: TenantTable, asked: Asked) -> Listed[Rank]:
    """All ranks by name, the account-wide ones among them."""
    found = every(table)
    start = bisect_right([one.position for one in found], asked.after) if asked.after else asked.skip
    shown = found[start : start + asked.page_size]
    more = shown[-1].position if shown and start + len(shown) < len(found) else None
    return Listed(shown, len(found), more)


def every(table: TenantTable) -> list[Rank]:
    """All ranks in the order of their names."""
    return sorted([*ranks.account_wide(table.tenant), *kept.own(table)], key=lambda one: one.position)


def of_board(table: TenantTable, board: str) -> list[Rank]:
    """The ranks that show a board."""
    return [one for one in every(table) if one.board == board]


def get(table: TenantTable, uid: str) -> Rank:
    """The rank; Gone where it was deleted. The account-wide ones cost no read."""
    everyones = {one.uid: one for one in ranks.account_wide(table.tenant)}
    if uid in everyones:
        return everyones[uid]
    found = RANKS.find(table, uid)
    if found is not None:
        return found
    if kept.is_gone(table, uid):
        raise Gone("This rank was deleted.")
    raise NotFound("There is no such rank.")


def path_of(table: TenantTable, rank: Rank) -> RelationsPath | None:
    """What a rank by conversion measures; it stays as long as the rank does."""
    return RELATIONS_PATHS.find(table, rank.path) if rank.path else None


def rename(table: TenantTable, uid: str, name: str, *, at: datetime) -> Rank:
    """Another name: nothing else of a rank ever changes."""

    def decide() -> Rank:
        renamed = replace(_own(table, uid), name=name, last_updated=at)
        table.put(RANKS.changed(table.tenant, renamed))
        return renamed

    return table.decided(decide)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Delete it, with its scores; that it was there is remembered."""

    def decide() -> None:
        rank = _own(table, uid)
        table.transact(writes(kept.removed(table.tenant, rank, at=at), _on_path(table, rank, -1)))

    table.decided(decide)


def _own(table: TenantTable, uid: str) -> Rank:
    rank = get(table, uid)
    if rank.account_wide:
        raise Forbidden("The ranks of all accounts cannot be changed.")
    return rank


def _on_path(table: TenantTable, rank: Rank, more: int) -> list[Write]:
    """The rank counted on its milestone, or taken off it; guarded by the path as it was read."""
    if rank.path is None or rank.milestone is None:
        return []
    path = RELATIONS_PATHS.find(table, rank.path)
    if path is None:
        raise Invalid("Not a relations path.", {"settings.relations_path_id": "there is no such path"})
    if more > 0:
        path.check_rankable(rank.milestone)
    begins = more > 0 and not path.has_board(rank.milestone)
    return writes(
        RELATIONS_PATHS.changed(table.tenant, path.with_ranks(rank.milestone, more)),
        [backfilling.begun(table.tenant, path.uid, at=rank.created)] if begins else [],
    )
