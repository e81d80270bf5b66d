"""A board as people ask for it: the best, and one's own exact place, in two steps whatever its size."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from ..domain.boards import tree
from ..domain.boards.parts import ALL_PARTS, TOP
from ..domain.boards.windows import is_kept
from ..domain.gamification.user import User
from ..store import board_keys, boards
from ..store.boards import Row
from ..store.codec import Item
from ..store.conditions import Where
from ..store.table import TenantTable, at_once

MOST_ROWS = 1_000


@dataclass(frozen=True)
class Placed:
    """One line of a page; who has the same score has the same place."""

    place: int
    score: int
    user: User


@dataclass(frozen=True)
class Page:
    """The best of a board, and the place of whoever asked; None: not on it, or nobody asked.

    `own` counts 1 for each better score that others may see, also for one that is hidden from them.
    """

    rows: list[Placed]
    own: int | None
    score: int | None


def scores(
    table: TenantTable, board: str, window: str, *, limit: int, contact: str | None, now: datetime
) -> Page:
    """The first `limit` of a board in a window, best first, equals by number; a window that is no longer
    kept is empty."""
    if not is_kept(window, now):
        return Page([], None, None)
    return _Look(table, board, window, limit, contact).page()


@dataclass(frozen=True)
class _Part:
    """One partition of the list; the parts of one band are read side by side."""

    band: str
    part: int
    wanted: int


class _Look:
    """First the root and the own entry, then at the same time the nodes below and the list."""

    def __init__(self, table: TenantTable, board: str, window: str, limit: int, contact: str | None) -> None:
        self.table, self.board, self.window, self.limit = table, board, window, limit
        t = table.tenant
        root = board_keys.board_root(t, board, window)
        mine = board_keys.board_entry(t, contact, board, window) if contact else None
        found = table.get_many([root, *([mine] if mine else [])])
        entry = found.get(mine) if mine else None
        self.generation = int(found.get(root, {}).get("g", 0))
        self.nodes: dict[str, dict[str, int]] = {tree.ROOT: boards.counters(found.get(root))}
        self.bar = boards.bar(found.get(root))
        self.cells = tree.cells(self.nodes[tree.ROOT])
        self.score = int(entry["s"]) if entry and "s" in entry else None
        self.first: dict[_Part, tuple[list[Item], Item | None]] = {}

    def page(self) -> Page:
        parts = [_Part(band, TOP, wanted) for band, wanted in self._bands()]
        at_once(self._step, [None, *parts])
        rows = list(islice(self._rows(parts), self.limit))
        if not self._is_whole(rows):
            rest = [_Part(one.band, part, one.wanted) for one in parts for part in ALL_PARTS if part != TOP]
            at_once(self._step, rest)
            rows = list(islice(self._rows([*parts, *rest]), self.limit))
        return Page(self._placed(rows), self._own(), self.score)

    def _bands(self) -> Iterator[tuple[str, int]]:
        """The bands from the best on in which the page ends, and how many rows each can give."""
        held: dict[str, int] = {}
        for cell, number in self.cells.items():
            held[tree.band_of(cell)] = held.get(tree.band_of(cell), 0) + number
        left = self.limit
        for band, number in held.items():
            if left <= 0:
                return
            yield band, min(left, number)
            left -= number

    def _step(self, part: _Part | None) -> None:
        if part is None:
            self._read_nodes()
        else:
            self.first[part] = self._read(part, None)

    def _read_nodes(self) -> None:
        names = tree.nodes_of(self.score) if self.score is not None else []
        here = (self.table.tenant, self.board, self.window, self.generation)
        place = {name: boards.node_key(*here, name) for name in names}
        found = self.table.get_many(place.values())
        self.nodes |= {name: boards.counters(found.get(key)) for name, key in place.items()}

    def _read(self, part: _Part, after: Item | None) -> tuple[list[Item], Item | None]:
        here = (self.table.tenant, self.board, self.window, self.generation)
        pk = board_keys.board_list(*here, part.band, part.part)
        page = self.table.page("list", Where("lpk").eq(pk), limit=part.wanted, after=after)
        return page.items, page.last

    def _rows(self, parts: list[_Part]) -> Iterator[Row]:
        """Best first; further pages of a part are read only where the rows before them are used up."""
        seen: set[str] = set()
        for row in merge(*(self._of(part) for part in parts), key=lambda row: (-row.score, row.user.number)):
            if row.contact not in seen:  # one that moves is to be seen at two places for a moment
                seen.add(row.contact)
                yield row

    def _of(self, part: _Part) -> Iterator[Row]:
        """As many as the part was asked for: there is no more in it, or no more is needed."""
        items, last = self.first[part]
        left = part.wanted
        while items:
            yield from map(boards.row, items[:left])
            left -= len(items)
            if last is None or left <= 0:
                return
            items, last = self._read(part, last)

    def _is_whole(self, rows: list[Row]) -> bool:
        """Whether nobody is missing who stands in another part: only who is not above the bar may."""
        if len(rows) < min(self.limit, sum(self.cells.values())):
            return False
        return not rows or self.bar is None or rows[-1].score >= self.bar

    def _own(self) -> int | None:
        return None if self.score is None else 1 + tree.better(self.score, self.nodes)

    def _placed(self, rows: list[Row]) -> list[Placed]:
        placed: list[Placed] = []
        for number, row in enumerate(rows, start=1):
            ties = placed and placed[-1].score == row.score
            placed.append(Placed(placed[-1].place if ties else number, row.score, row.user))
        return placed
