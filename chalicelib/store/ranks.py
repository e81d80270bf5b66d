"""How ranks and relations paths are kept."""

from datetime import datetime

from ..domain.gamification.paths import RelationsPath
from ..domain.gamification.ranks import MOST_RANKS, Rank
from . import game_keys
from .conditions import Attr, Where
from .places import moment
from .ranges import every
from .records import Kind
from .table import TenantTable
from .writes import Delete, Put, Update, Write

RANKS: Kind[Rank] = Kind(name="rank", model=Rank, key=game_keys.rank, shelved=False)

RELATIONS_PATHS: Kind[RelationsPath] = Kind(
    name="relations_path", model=RelationsPath, key=game_keys.relations_path
)


def own(table: TenantTable) -> list[Rank]:
    """All ranks that the tenant made, read consistently."""
    first = game_keys.rank(table.tenant, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    return [RANKS.read(item) for item in every(table, where)]


def added(t: str, rank: Rank) -> list[Write]:
    """The writes of a new rank: they fail together where there are too many."""
    room = Attr("n").not_exists() | Attr("n").lt(MOST_RANKS)
    return [RANKS.new(t, rank), Update(game_keys.ranks_head(t), adds={"n": 1}, when=room)]


def removed(t: str, rank: Rank, *, at: datetime) -> list[Write]:
    """It goes, and a small item remembers for good that it was there."""
    return [
        Delete(RANKS.key(t, rank.uid), Attr("version").eq(rank.version)),
        Put(game_keys.rank_gone(t, rank.uid), {"at": moment(at)}, None),
        Update(game_keys.ranks_head(t), adds={"n": -1}),
    ]


def is_gone(table: TenantTable, uid: str) -> bool:
    return table.get(game_keys.rank_gone(table.tenant, uid)) is not None
