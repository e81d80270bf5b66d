"""Lists of records by page: through an index, oldest first, with an exact total that costs what is new.

A page is found by number, or by the position after which it starts (from the page before). A record
that was deleted keeps its place for some minutes, so that whoever walks the pages skips nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice, repeat

from . import keys
from .codec import Item
from .conditions import Attr, Condition, Where
from .keys import Key
from .ranges import pages
from .table import ConditionFailed, TenantTable
from .writes import Put, Update, Write

PLACE_KEPT = timedelta(minutes=10)
# A tally is moved up when this many records are newer than it, and never over records that may still
# be on their way into the index.
NEWS = 200
SETTLED = timedelta(minutes=5)
# Of 1 MB each: some 400,000 records, which is what a request has time for.
MOST_COUNTED_PAGES = 200
MOST_GONE = 10_000
# Records that end by themselves do so after this time. Their tally leaves out those that end on the next day,
# which each look counts; so it is good for a day, and then made anew.
ENDED, A_DAY = timedelta(days=90), timedelta(days=1)
# The rows of a filtered shelf that are looked at first, and next; from then on 1 MB at a time.
WALKED = (200, 1_000)


@dataclass(frozen=True)
class Shelf:
    """One partition of an index, and the condition on facets that narrows it.

    Not `endless`: records end by themselves (TTL), and nobody takes them off a tally.
    """

    index: str
    pk: str
    only: Condition | None = None
    endless: bool = True

    @property
    def partition(self) -> str:
        return {"list": "lpk", "owner": "opk", "subject": "spk", "failed": "fpk"}[self.index]

    @property
    def sort(self) -> str:
        return {"list": "lsk", "owner": "osk", "subject": "ssk", "failed": "fsk"}[self.index]

    @property
    def living(self) -> Condition:
        """What is counted."""
        there = Attr("u.deleted").not_exists()
        return there if self.only is None else self.only & there

    def where(self, after: str | None) -> Condition:
        here = Where(self.partition).eq(self.pk)
        return here & Where(self.sort).gt(after) if after else here

    def until(self, position: str) -> Condition:
        return Where(self.partition).eq(self.pk) & Where(self.sort).lte(position)


@dataclass(frozen=True)
class Slice:
    """One page: where its records are, where the next page starts (None at the end), how many in all."""

    keys: list[Key]
    next: str | None
    total: int


def page(
    table: TenantTable, shelf: Shelf, *, skip: int, size: int, after: str | None, now: datetime
) -> Slice:
    """The stretch after the first `skip` records; with `after` it starts there, whatever `skip` says."""
    skip = 0 if after else skip
    if shelf.only is not None and not skip:
        return _narrowed(table, shelf, size, after, now)
    total = count(table, shelf, now=now)
    if skip and _beyond(table, shelf, skip, total, now):
        return Slice([], None, total)
    return _sliced(shelf, _rows(table, shelf, skip + size + 1, after, now)[skip:], size, total)


def _sliced(shelf: Shelf, rows: list[Item], size: int, total: int) -> Slice:
    shown = rows[:size]
    more = shown[-1][shelf.sort] if len(rows) > size else None
    return Slice([Key(row["pk"], row["sk"]) for row in shown if not _gone(row)], more, total)


def _narrowed(table: TenantTable, shelf: Shelf, size: int, after: str | None, now: datetime) -> Slice:
    """A page of a filtered shelf with its total, no row read twice: what comes before the page and behind it
    is counted and not fetched. The walk looks at few rows first, for mostly enough of them fit."""
    total = _counted(table, shelf, shelf.until(after), shelf.living)[0] if after else 0
    rows: list[Item] = []
    last: Item | None = None
    for limit in chain(WALKED, repeat(None)):
        here = shelf.where(after)
        got = table.page(shelf.index, here, limit=limit, after=last, only=_placed(shelf, now))
        rows, last = rows + got.items, got.last
        if last is None or len(rows) > size:
            break
    total += sum(not _gone(row) for row in rows)
    if last is not None:
        total += _counted(table, shelf, shelf.where(after), shelf.living, behind=last)[0]
    return _sliced(shelf, rows, size, total)


def _placed(shelf: Shelf, now: datetime) -> Condition:
    """What belongs on pages: the living and the recently deleted."""
    recent = Attr("u.deleted").gt(keys.moment(now - PLACE_KEPT))
    return recent | (Attr("u.deleted").not_exists() if shelf.only is None else shelf.only)


def size(table: TenantTable, shelf: Shelf) -> int:
    """How many records there are, counted one by one: for jobs that go through them anyway."""
    counted = pages(table, shelf.index, shelf.where(None), only=shelf.living, count=True)
    return sum(page.count for page in counted)


def everything(table: TenantTable, shelf: Shelf) -> Iterator[Key]:
    """Every record of a shelf, for jobs that must see all of a small one."""
    for got in pages(table, shelf.index, shelf.where(None), only=shelf.only):
        yield from (Key(row["pk"], row["sk"]) for row in got.items)


def _rows(table: TenantTable, shelf: Shelf, wanted: int, after: str | None, now: datetime) -> list[Item]:
    """At most `wanted` rows that belong on pages."""
    only = _placed(shelf, now)
    rows: list[Item] = []
    last: Item | None = None
    while len(rows) < wanted:
        limit = wanted - len(rows) if shelf.only is None else None
        got = table.page(shelf.index, shelf.where(after), limit=limit, after=last, only=only)
        rows += got.items
        if got.last is None:
            break
        last = got.last
    return rows[:wanted]


def _beyond(table: TenantTable, shelf: Shelf, skip: int, total: int, now: datetime) -> bool:
    """Whether so many places hold nothing any more; far beyond the end it costs nothing to know."""
    if skip < total or skip > total + MOST_GONE:
        return skip > total
    return skip >= total + _recently_gone(table, shelf, now)


def _recently_gone(table: TenantTable, shelf: Shelf, now: datetime) -> int:
    """Deleted records still hold places on the last pages; only those need to know how many."""
    only = Attr("u.deleted").gt(keys.moment(now - PLACE_KEPT))
    return _count(table, shelf, None, only)[0]


def _gone(row: Item) -> bool:
    return "deleted" in row.get("u", {})


def count(table: TenantTable, shelf: Shelf, *, now: datetime) -> int:
    """How many records there are. Without a filter it reads the tally, and what is newer or older than it."""
    if shelf.only is not None:
        return _count(table, shelf, None, shelf.living)[0]
    tally = _tally(table, shelf, now)
    newer, whole = _count(table, shelf, tally.get("upto"), shelf.living)
    if newer >= NEWS or not whole:
        moved = _move_up(table, shelf, tally, now)
        if moved and not whole:  # thousands at once, as an import leaves them: count on from there
            tally, (newer, _) = moved, _count(table, shelf, moved["upto"], shelf.living)
    older = _counted(table, shelf, shelf.until(tally["since"]), shelf.living)[0] if tally.get("older") else 0
    known: int = tally.get("n", 0)
    return older + known + newer


def _tally(table: TenantTable, shelf: Shelf, now: datetime) -> Item:
    """As it stands; where records end by themselves, only while none that it counts can have ended."""
    tally = table.get(keys.tally(table.tenant, shelf.pk)) or {}
    if shelf.endless or not tally or tally.get("since", "") >= keys.moment(now - ENDED):
        return tally
    return {"op": tally["op"]}


def _count(table: TenantTable, shelf: Shelf, after: str | None, only: Condition) -> tuple[int, bool]:
    """The number of matching rows, and whether that is all: it stops where a request could not wait."""
    found, last = _counted(table, shelf, shelf.where(after), only)
    return found, last is None


def _counted(
    table: TenantTable,
    shelf: Shelf,
    where: Condition,
    only: Condition,
    *,
    behind: Item | None = None,
) -> tuple[int, Item | None]:
    """The number of matching rows, as far as a request can count, and where it stopped; None: at the end."""
    every = pages(table, shelf.index, where, only=only, count=True, after=behind)
    counted = list(islice(every, MOST_COUNTED_PAGES))
    return sum(page.count for page in counted), counted[-1].last


def _move_up(table: TenantTable, shelf: Shelf, tally: Item, now: datetime) -> Item | None:
    """Count up to what has settled, or as far as a request can, and keep it; None: it stays as it is."""
    upto = keys.moment(now - SETTLED)
    begin = _beginning(table, shelf, tally, now)
    # "!" sorts before "#": just after what was counted.
    start = f"{tally['upto']}!" if "upto" in tally else begin.get("since", "0")
    if tally.get("gone", "") > upto or start > upto:
        return None  # the index may still show what was deleted, or there is nothing to come
    here = Where(shelf.partition).eq(shelf.pk) & Where(shelf.sort).between(start, upto)
    found, last = _counted(table, shelf, here, Attr("u.deleted").not_exists())
    if not found and last is None:
        return None
    item = {"upto": last[shelf.sort] if last else upto, "n": tally.get("n", 0) + found, **begin}
    stood = Attr("op").eq(tally["op"]) if tally else Attr("pk").not_exists()
    try:
        table.put(Put(keys.tally(table.tenant, shelf.pk), item, stood))
    except ConditionFailed:  # it was written to meanwhile
        return None
    return item


def _beginning(table: TenantTable, shelf: Shelf, tally: Item, now: datetime) -> Item:
    """Where the tally begins, and whether anything is older; where nothing ends it has no beginning."""
    if shelf.endless:
        return {}
    if "since" in tally:
        return {name: tally[name] for name in ("since", "older")}
    since = keys.moment(now - ENDED + A_DAY)
    return {"since": since, "older": bool(table.page(shelf.index, shelf.until(since), limit=1).items)}


_PLACES = (("lpk", "lsk"), ("opk", "osk"), ("spk", "ssk"))


def untallied(table: TenantTable, *places: Item, at: datetime) -> list[Write]:
    """The writes that go with deletes, so that the tallies of their shelves stay exact."""
    shelves: dict[str, list[str]] = {}
    for shelf, position in ((one[pk], one[sk]) for one in places for pk, sk in _PLACES if pk in one):
        shelves.setdefault(shelf, []).append(position)
    found = table.get_many([keys.tally(table.tenant, shelf) for shelf in shelves], consistent=True)
    return [
        _untally(keys.tally(table.tenant, shelf), positions, found, at)
        for shelf, positions in shelves.items()
    ]


def _untally(key: Key, positions: list[str], found: dict[Key, Item], at: datetime) -> Write:
    """A tally that counts the records loses them; any other learns that it must be counted again."""
    tally, gone = found.get(key), {"gone": keys.moment(at)}
    if tally is None:
        mark = {**gone, "x": int((at + 2 * SETTLED).timestamp())}
        return Update(key, sets=mark, when=Attr("upto").not_exists())
    counted = sum(position <= tally.get("upto", "") for position in positions)
    if counted == len(positions):
        return Update(key, adds={"n": -counted})
    as_read = Attr("upto").eq(tally["upto"]) if "upto" in tally else Attr("upto").not_exists()
    return Update(key, sets=gone, adds={"n": -counted} if counted else {}, when=as_read)
