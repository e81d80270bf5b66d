"""Exports: all contacts or memberships of a tenant, as lines of a file, stretch by stretch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from ..domain import imported_members
from ..domain.contact import Contact
from ..domain.imports import Noun, export
from ..domain.kept_memberships import KeptMembership
from ..domain.refusals import Contradiction
from ..store import keys, lists
from ..store.lists import Shelf
from ..store.memberships import MEMBERSHIPS
from ..store.nouns import CONTACTS
from ..store.records import Kind, alive
from ..store.table import TenantTable

STRETCH = 2_000
MOST_BYTES = 5_000_000
SHELVES: dict[Noun, tuple[str, ...]] = {"contact": ("person", "organisation"), "member": ("member",)}
KINDS: dict[Noun, Kind[Any]] = {"contact": CONTACTS, "member": MEMBERSHIPS}


@dataclass(frozen=True)
class Exported:
    """A file with its own heading, and where the next one starts (None: that was all)."""

    text: str
    next: str | None


def stretch(table: TenantTable, kind: Noun, after: str | None, *, now: datetime) -> Exported:
    """The records from a place on, oldest first, people before organisations."""
    shelves = SHELVES[kind]
    shelf, _, position = (after or shelves[0]).partition("|")
    if shelf not in shelves:
        raise Contradiction("invalid_cursor: this cursor is of another export.")
    while True:
        found, following = _records(table, kind, shelf, position or None, now)
        if found or following or shelf == shelves[-1]:
            break
        shelf, position = shelves[shelves.index(shelf) + 1], ""
    text, taken = export(kind, [_line(one, now) for one in found], most=MOST_BYTES)
    if taken < len(found):
        following = keys.position(found[taken - 1].created, found[taken - 1].uid)
    return Exported(text, f"{shelf}|{following}" if following else _next(shelves, shelf))


def _records(
    table: TenantTable, kind: Noun, shelf: str, after: str | None, now: datetime
) -> tuple[list[Any], str | None]:
    chosen = Shelf("list", keys.list_pk(table.tenant, shelf))
    page = lists.page(table, chosen, number=1, size=STRETCH, after=after, now=now)
    items = table.get_many(page.keys)
    return [
        KINDS[kind].read(items[key]) for key in page.keys if key in items and alive(items[key])
    ], page.next


def _next(shelves: Sequence[str], shelf: str) -> str | None:
    return None if shelf == shelves[-1] else shelves[shelves.index(shelf) + 1]


def _line(record: Contact | KeptMembership, now: datetime) -> Mapping[str, Any]:
    if isinstance(record, KeptMembership):
        return imported_members.exported(record, now)
    return {field.name: getattr(record, field.name) for field in fields(record)}
