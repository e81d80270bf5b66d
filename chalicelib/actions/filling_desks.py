"""Putting on their desks what was written before there were desks; it may be stopped, and begun again."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from ..store import keys, lists
from ..store.codec import Item
from ..store.conditions import Attr
from ..store.contacts import CONTACTS
from ..store.keys import Key
from ..store.lists import Shelf
from ..store.memberships import MEMBERSHIPS
from ..store.outbox import MAILS
from ..store.records import Kind, alive
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Update

# Each list, and what stands in it.
LISTS: dict[str, Kind[Any]] = {
    "member": MEMBERSHIPS,
    "person": CONTACTS,
    "organisation": CONTACTS,
    "mail": MAILS,
}
STRETCH = 100
PLACE = ("fpk", "fsk")


def fill(table: TenantTable, *, passed: Callable[[int], None] = lambda _: None) -> int:
    """How many were put on another desk, or on one at all; `passed` hears how many were looked at."""
    seen = moved = 0
    for kind, found in _stretches(table):
        items = table.get_many(found, consistent=True)
        moved += sum(_placed(table, kind, key, item) for key, item in items.items() if alive(item))
        seen += len(found)
        passed(seen)
    return moved


def _stretches(table: TenantTable) -> Iterator[tuple[Kind[Any], list[Key]]]:
    for name, kind in LISTS.items():
        rows = lists.everything(table, Shelf("list", keys.list_pk(table.tenant, name)))
        while stretch := list(islice(rows, STRETCH)):
            yield kind, stretch


def _placed(table: TenantTable, kind: Kind[Any], key: Key, item: Item) -> bool:
    """Where somebody writes it meanwhile, that puts it in its place."""
    wanted = kind.places(table.tenant, kind.read(item))
    if [item.get(name) for name in PLACE] == [wanted.get(name) for name in PLACE]:
        return False
    stands = {name: wanted[name] for name in PLACE if name in wanted}
    gone = [name for name in PLACE if name not in wanted]
    as_read = Attr("version").eq(item["version"]) & Attr("deleted").not_exists()
    try:
        table.update(Update(key, sets=stands, removes=gone, when=as_read))
    except ConditionFailed:
        return False
    return True
