"""Exports: all contacts or memberships of a tenant, as lines of a file, stretch by stretch."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from ..domain import imported_members
from ..domain.contact import Contact
from ..domain.imports import Noun, export
from ..domain.kept_memberships import KeptMembership
from ..domain.refusals import Contradiction
from ..store import keys, lists
from ..store.contacts import CONTACTS
from ..store.lists import Shelf
from ..store.memberships import MEMBERSHIPS
from ..store.records import Kind, alive
from ..store.table import TenantTable

STRETCH = 2_000
MOST_BYTES = 5_000_000
SHELVES: dict[Noun, tuple[str, ...]] = {"contact": ("person", "organisation"), "member": ("member",)}
KINDS: dict[Noun, Kind[Any]] = {"contact": CONTACTS, "member": MEMBERSHIPS}


@dataclass(frozen=True)
class Exported:
    """A file of so many records with its own heading, and where the next one starts (None: that was all)."""

    text: str
    records: int
    next: str | None


def stretch(table: TenantTable, kind: Noun, after: str | None, *, now: datetime) -> Exported:
    """The records from a place on, oldest first, people before organisations."""
    shelves = SHELVES[kind]
    shelf, _, position = (after or shelves[0]).partition("|")
    if shelf not in shelves:
        raise Contradiction("invalid_cursor: this cursor is of another export.")
    found: list[Any] = []
    place: str | None = f"{shelf}|{position}"
    while place is not None and len(found) < STRETCH:
        more, place = _records(table, kind, place, STRETCH - len(found), now)
        found += more
    text, taken = export(kind, [_line(one, now) for one in found], most=MOST_BYTES)
    return Exported(text, taken, place if taken == len(found) else _place(kind, found[taken - 1]))


def size(table: TenantTable, kind: Noun) -> int:
    """How many records an export has, counted anew."""
    return sum(lists.size(table, Shelf("list", keys.list_pk(table.tenant, shelf))) for shelf in SHELVES[kind])


def _records(
    table: TenantTable, kind: Noun, place: str, size: int, now: datetime
) -> tuple[list[Any], str | None]:
    """At most so many of one shelf, and the place where they go on, be it on the next shelf."""
    shelf, _, position = place.partition("|")
    chosen = Shelf("list", keys.list_pk(table.tenant, shelf))
    page = lists.page(table, chosen, skip=0, size=size, after=position or None, now=now)
    items = table.get_many(page.keys)
    found = [KINDS[kind].read(items[key]) for key in page.keys if key in items and alive(items[key])]
    if page.next:
        return found, f"{shelf}|{page.next}"
    later = SHELVES[kind][SHELVES[kind].index(shelf) + 1 :]
    return found, f"{later[0]}|" if later else None


def _place(kind: Noun, last: Any) -> str:
    shelf = KINDS[kind].shelf
    return f"{shelf(last) if shelf else kind}|{keys.position(last.created, last.uid)}"


def _line(record: Contact | KeptMembership, now: datetime) -> Mapping[str, Any]:
    if isinstance(record, KeptMembership):
        return imported_members.exported(record, now)
    return {field.name: getattr(record, field.name) for field in fields(record)}
