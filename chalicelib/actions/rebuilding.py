"""Making a tenant's boards anew from the cards; it may be stopped, and goes on where it stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from ..domain.boards.windows import current
from ..domain.gamification.paths import RelationsPath
from ..domain.gamification.ranks import BOARDS, conversion_board
from ..store import board_keys, boards, cases, keys, lists, walking
from ..store.boards import Head
from ..store.conditions import Where
from ..store.keys import Key
from ..store.lists import Shelf
from ..store.ranges import pages
from ..store.ranks import RELATIONS_PATHS
from ..store.table import TenantTable
from . import following
from .placing import renew

STRETCH = 50
SHELVES: tuple[walking.Shelf, ...] = get_args(walking.Shelf)


@dataclass(frozen=True)
class Rebuilt:
    """How many cards the boards were made of, from the beginning or from where it had stopped."""

    generation: int
    cards: int


def size(table: TenantTable) -> int:
    """How many cards there are to go through."""
    by_path = [keys.subject_pk(table.tenant, path.uid, cases.SHELF) for path in paths(table)]
    of_cases = sum(lists.size(table, Shelf("subject", pk)) for pk in by_path)
    return contacts(table) * len(following.sums_of(table.tenant, "")) + of_cases


def contacts(table: TenantTable) -> int:
    """How many contacts there are."""
    shelves = [keys.list_pk(table.tenant, shelf) for shelf in SHELVES]
    return sum(lists.size(table, Shelf("list", pk)) for pk in shelves)


def rebuild(table: TenantTable, *, now: datetime, passed: Callable[[int], None] = lambda _: None) -> Rebuilt:
    """Every board is emptied at once, and fills as the cards are gone through; what changes meanwhile moves
    on the new boards already. An older writer is refused by the roots.

    `passed` is told after each stretch how many cards were gone through.
    """
    head = _begun(table, now)
    for board in all_boards(table):
        for window in current(now):
            renew(table, board, window, head.generation)
    number = 0
    for after, places in _stretches(table, head.after or ""):
        following.bring(table, places, now=now)
        number += len(places)
        passed(number)
        head = _kept(table, head, replace(head, after=after), now)
    _kept(table, head, replace(head, after=None), now)
    return Rebuilt(head.generation, number)


def all_boards(table: TenantTable) -> list[str]:
    """Those of every tenant, and one for each milestone that has a rank."""
    rated = [conversion_board(one) for path in paths(table) for one in path.ranked]
    return [*BOARDS.values(), *rated]


def paths(table: TenantTable) -> list[RelationsPath]:
    shelf = Shelf("list", keys.list_pk(table.tenant, RELATIONS_PATHS.name))
    places = list(lists.everything(table, shelf))
    uids = [place.pk.rpartition("#")[2] for place in places]
    return list(RELATIONS_PATHS.find_many(table, uids, consistent=True).values())


def _begun(table: TenantTable, now: datetime) -> Head:
    """The next generation, or the one that is not finished."""
    found = boards.read_head(table.get(board_keys.boards_head(table.tenant)))
    if found.after is not None:
        return found
    return _kept(table, found, Head(found.generation + 1, ""), now)


def _kept(table: TenantTable, before: Head, after: Head, now: datetime) -> Head:
    table.put(boards.head(table.tenant, before, after, now))
    return after


def _stretches(table: TenantTable, after: str) -> Iterator[tuple[str, list[Key]]]:
    """The places of cards, with the position behind them: contact by contact, then path by path."""
    kinds: list[tuple[str, str]] = [("shelf", shelf) for shelf in SHELVES]
    kinds += [("path", path.uid) for path in sorted(paths(table), key=lambda one: one.uid)]
    kind, name, position = after.split("|") if after else (*kinds[0], "0")
    if (kind, name) not in kinds:
        kind, name, position = *kinds[0], "0"
    for one in kinds[kinds.index((kind, name)) :]:
        walk = _contacts if one[0] == "shelf" else _cases
        start = position if one == (kind, name) else "0"
        for behind, places in walk(table, one[1], start):
            yield "|".join((*one, behind)), places


def _contacts(table: TenantTable, shelf: str, after: str) -> Iterator[tuple[str, list[Key]]]:
    position: str | None = after
    while position is not None:
        found, position = walking.stretch(table, shelf, position, STRETCH)  # type: ignore[arg-type]
        if found:
            places = [place for one in found for place in following.sums_of(table.tenant, one.contact)]
            yield found[-1].position, places


def _cases(table: TenantTable, path: str, after: str) -> Iterator[tuple[str, list[Key]]]:
    where = Where("spk").eq(keys.subject_pk(table.tenant, path, cases.SHELF)) & Where("ssk").gt(after)
    for page in pages(table, "subject", where, limit=STRETCH):
        if page.items:
            yield page.items[-1]["ssk"], [Key(item["pk"], item["sk"]) for item in page.items]
