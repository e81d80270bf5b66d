"""Giving people their data: everything that is kept of a contact, stretch by stretch, as it is kept."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..domain.contact import Contact
from ..store import trail
from ..store.codec import Item
from ..store.table import TenantTable
from ..store.trail import Whose
from . import contacts

# Of one answer: as many items as a client may want at once, and as many looks as a request has time for.
MOST = 100
MOST_LOOKS = 8
# Where an item stands, who wrote it last, and what is a secret of the tenant's or opens a paper.
OURS = frozenset({"dpk", "dsk", "lpk", "lsk", "opk", "osk", "spk", "ssk", "pk", "op", "u", "x"})
SECRETS = frozenset({"digest", "tenant_secret", "link_tail"})


@dataclass(frozen=True)
class Disclosed:
    """Items in the order of the walk, each with its `kind`; `next` is where to go on, None at the end."""

    contact: Contact
    items: list[dict[str, Any]]
    next: str | None


def stretch(table: TenantTable, resource: str, uid: str, after: str | None) -> Disclosed:
    """What comes behind a place of the walk; empty pages are passed over as far as one request may."""
    contact = contacts.get(table, resource, uid)
    found: list[dict[str, Any]] = []
    for _ in range(MOST_LOOKS):
        one = trail.walk(table, whose(contact), after)
        found += [shown(one.section, item) for item in one.items]
        after = one.next
        if after is None or len(found) >= MOST:
            break
    return Disclosed(contact, found, after)


def everything(table: TenantTable, contact: Contact) -> Iterator[dict[str, Any]]:
    """All of it, for who has time."""
    place: str | None = None
    while True:
        one = trail.walk(table, whose(contact), place)
        yield from (shown(one.section, item) for item in one.items)
        place = one.next
        if place is None:
            return


def whose(contact: Contact) -> Whose:
    return Whose(contact.uid, contact.emails)


def shown(section: str, item: Item) -> dict[str, Any]:
    """As it is kept, but for what is ours; `sk` says what it is (docs/table.md)."""
    return {
        "kind": section,
        **{name: _plain(value) for name, value in item.items() if name not in OURS | SECRETS},
    }


def _plain(value: Any) -> Any:
    """What JSON has no word for: bytes as Base64, sets as lists."""
    match value:
        case bytes() | bytearray():
            return b64encode(value).decode()
        case Mapping():
            return {name: _plain(inner) for name, inner in value.items()}
        case set() | frozenset():
            return sorted(value)
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value
