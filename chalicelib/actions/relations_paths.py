"""What is done with relations paths: set up, list, show, rename, delete."""

from datetime import datetime

from ..domain.gamification.paths import RelationsPath
from ..store import lists
from ..store.ranks import RELATIONS_PATHS
from ..store.records import writes
from ..store.table import TenantTable
from . import plain
from .listing import Asked, Listed, records


def add(table: TenantTable, new: RelationsPath) -> RelationsPath:
    return plain.add(table, RELATIONS_PATHS, new, check=_nothing)


def listed(table: TenantTable, asked: Asked, *, now: datetime) -> Listed[RelationsPath]:
    return records(table, RELATIONS_PATHS, asked, now=now)


def get(table: TenantTable, uid: str) -> RelationsPath:
    return RELATIONS_PATHS.load(table, uid)


def rename(table: TenantTable, uid: str, name: str, *, at: datetime) -> RelationsPath:
    """Another name; the milestones stay as they are, for cases have passed them."""
    return plain.change(table, RELATIONS_PATHS, uid, {"name": name}, at=at, check=_nothing)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Remove it, unless a rank uses it: guarded by its version, so that none can begin to meanwhile."""

    def decide() -> None:
        path = get(table, uid)
        path.check_unranked()
        untallied = lists.untallied(table, RELATIONS_PATHS.places(table.tenant, path), at=at)
        table.transact(writes(RELATIONS_PATHS.gone(table.tenant, path, at=at), untallied))

    table.decided(decide)


def _nothing(path: RelationsPath) -> None:
    """Its parts were checked as they came."""
