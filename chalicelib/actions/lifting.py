"""Lifting a board's bar as the board fills, so that few enough stand where pages are read."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.boards import bar
from ..store import board_keys, boards
from ..store.codec import Item
from ..store.conditions import Attr
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Update

# In a root: how many entries were put above the bar, and at how many of them it was looked at last.
TOPS, LOOKED = "m", "mc"


@dataclass(frozen=True)
class News:
    """A root that is written, as it was read before."""

    board: str
    window: str
    generation: int
    root: Item


def lift(table: TenantTable, news: Iterable[News]) -> None:
    """Look at those on which much is new. A bar only rises, so it does not matter who looks, or how often."""
    crowded = {(one.board, one.window): one for one in news if _is_due(one.root)}
    for one in crowded.values():
        _lift(table, one)


def _is_due(root: Item) -> bool:
    return bool(root.get(TOPS, 0) - root.get(LOOKED, 0) >= bar.NEWS)


def _lift(table: TenantTable, one: News) -> None:
    def node(name: str) -> dict[str, int]:
        key = boards.node_key(table.tenant, one.board, one.window, one.generation, name)
        return boards.counters(table.get(key, consistent=False))

    score = bar.raised(bar.ABOVE, node)
    before = boards.bar(one.root)
    higher = score if before is None or (score is not None and score > before) else before
    sets = {LOOKED: one.root[TOPS], **({} if higher is None else {"bar": higher})}
    lower = Attr("bar").not_exists() | Attr("bar").lte(higher if higher is not None else 0)
    same = Attr("g").eq(one.generation) & lower
    try:
        table.update(Update(board_keys.board_root(table.tenant, one.board, one.window), sets=sets, when=same))
    except ConditionFailed:
        return  # another was faster, or the board was made anew
