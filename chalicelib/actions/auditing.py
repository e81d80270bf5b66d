"""Whether what is kept of a tenant's boards and points agrees: cards, entries, lists, tree; ledger, balance.

What changes while it is looked at may show as a fault; what is still one at a second look is one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..domain.boards import tree
from ..domain.boards.card import Card
from ..domain.boards.parts import ALL_PARTS
from ..domain.boards.standing import Standing
from ..domain.boards.windows import is_kept
from ..store import board_keys, boards, keys, walking
from ..store.conditions import Where
from ..store.ranges import every, pages
from ..store.table import TenantTable
from . import following, points
from .rebuilding import SHELVES

STRETCH = 100
On = tuple[str, str]  # a board in a window


@dataclass
class Audit:
    """What was looked at, and what does not agree, in words."""

    contacts: int = 0
    entries: int = 0
    boards: int = 0
    faults: list[str] = field(default_factory=list)


def audit(table: TenantTable, *, now: datetime, passed: Callable[[int], None] = lambda _: None) -> Audit:
    """Every contact's cards against its entries, those against lists and tree, and points against ledgers.

    `passed` is told now and then how many contacts were looked at.
    """
    found, generation = Audit(), boards.read_head(table.get(board_keys.boards_head(table.tenant))).generation
    listed: dict[On, dict[str, int]] = {}
    for contact in _contacts(table):
        found.contacts += 1
        passed(found.contacts)
        for standing in _of_contact(table, contact, found, now):
            for window, score in standing.now_of(generation).listed.items():
                if is_kept(window, now):
                    listed.setdefault((standing.board, window), {})[contact] = score
    for on, scores in listed.items():
        found.boards += 1
        found.entries += len(scores)
        found.faults += _list_faults(table, on, generation, scores)
        found.faults += _tree_faults(table, on, generation, scores)
    return found


def _contacts(table: TenantTable) -> Iterator[str]:
    for shelf in SHELVES:
        position: str | None = "0"
        while position is not None:
            passed, position = walking.stretch(table, shelf, position, STRETCH)
            yield from (one.contact for one in passed)


def _of_contact(table: TenantTable, contact: str, found: Audit, now: datetime) -> list[Standing]:
    """The contact's standings, held against its cards, its entries and its ledger."""
    first = keys.contact(table.tenant, contact)
    items = {
        item["sk"]: item for item in every(table, Where("pk").eq(first.pk) & Where("sk").begins_with("BE#"))
    }
    standings = [
        boards.read_standing(contact, sk.split("#")[1], item) for sk, item in items.items() if "r" in item
    ]
    for standing in standings:
        for window, score in {**standing.listed, **standing.hidden}.items():
            entry = items.get(board_keys.board_entry(table.tenant, contact, standing.board, window).sk, {})
            if is_kept(window, now) and entry.get("s") != score:
                found.faults.append(f"{contact} {standing.board} {window}: {score}, entry {entry.get('s')}")
    by_board = {standing.board: standing for standing in standings}
    for card in _cards(table, contact):
        found.faults += _card_faults(card, by_board, now)
    ledger = points.audit(table, contact)
    if not ledger.agrees:
        found.faults.append(f"{contact}: the balance is not what the ledger comes to")
    return standings


def _cards(table: TenantTable, contact: str) -> list[Card]:
    """Those whose changes are due to be followed by now, and are not, count as faults."""
    first = keys.contact(table.tenant, contact)
    cases = Where("pk").eq(first.pk) & Where("sk").begins_with("CC#")
    places = following.sums_of(table.tenant, contact)
    found = table.get_many(places, consistent=True)
    found |= {keys.Key(item["pk"], item["sk"]): item for item in every(table, cases)}
    return following.read(table, found)


def _card_faults(card: Card, standings: Mapping[str, Standing], now: datetime) -> Iterator[str]:
    for board in card.boards:
        standing = standings.get(board, Standing(card.contact, board))
        held = {**standing.listed, **standing.hidden}
        for window, score in card.of(board).items():
            if is_kept(window, now) and held.get(window) != score:
                yield f"{card.contact} {board} {window}: card {score}, board {held.get(window)}"


def _list_faults(table: TenantTable, on: On, generation: int, scores: Mapping[str, int]) -> Iterator[str]:
    rows: Counter[tuple[str, int]] = Counter()
    for band in {tree.band(score) for score in scores.values()}:
        for part in ALL_PARTS:
            pk = board_keys.board_list(table.tenant, *on, generation, band, part)
            for page in pages(table, "list", Where("lpk").eq(pk)):
                rows.update((row.contact, row.score) for row in map(boards.row, page.items))
    for contact, score in rows - Counter(scores.items()):
        yield f"{' '.join(on)}: the list has {contact} with {score}"
    for contact, score in Counter(scores.items()) - rows:
        yield f"{' '.join(on)}: the list lacks {contact} with {score}"


def _tree_faults(table: TenantTable, on: On, generation: int, scores: Mapping[str, int]) -> Iterator[str]:
    wanted = tree.delta((None, score) for score in scores.values())
    place = {boards.node_key(table.tenant, *on, generation, name): name for name in {tree.ROOT, *wanted}}
    found = {
        place[key]: boards.counters(item) for key, item in table.get_many(place, consistent=True).items()
    }
    for name in place.values():
        counts = {cell: n for cell, n in found.get(name, {}).items() if n}
        if counts != wanted.get(name, {}):
            yield f"{' '.join(on)}: node {name or 'root'} counts {counts}, not {wanted.get(name, {})}"
