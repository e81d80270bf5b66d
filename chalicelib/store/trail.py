"""Where all of a person is kept: one walk in sections, the same for who shows it and for who erases it.

No section reads more than a range of the person's own, or a list of the tenant's whose rows say whom they
are about.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from . import keys
from .achievements import ACHIEVEMENTS
from .activity import QUARANTINE
from .api_keys import API_KEYS
from .awards import AWARDS
from .bookings import BOOKINGS, TICKETS
from .codec import Item
from .conditions import Attr, Condition, Where
from .contacts import GROUPS
from .keys import Key
from .memberships import MEMBERSHIPS
from .money import INVOICES, PAYMENTS, QUOTES
from .outbox import EVENTS, MAILS, brief
from .records import Kind, alive
from .stream import OWNED
from .table import TenantTable
from .webhooks import DELIVERIES

# Items of one stretch: few enough to be erased one by one before a function's time is over.
STRETCH = 50


@dataclass(frozen=True)
class Whose:
    """The contact; its `addresses` are known only as long as its record stands."""

    contact: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Some items of a section, and the place where the walk goes on; None: it is at its end."""

    section: str
    items: list[Item]
    next: str | None


Walk = Callable[[TenantTable, Whose, str], tuple[list[Item], str | None]]


def walk(table: TenantTable, whose: Whose, place: str | None) -> Stretch:
    """The next items behind a place; there may be none among them."""
    names = list(SECTIONS)
    section, _, after = (place or f"{names[0]}|").partition("|")
    items, position = SECTIONS[section](table, whose, after or "0")
    if position is not None:
        return Stretch(section, items, f"{section}|{position}")
    later = names[names.index(section) + 1 :]
    return Stretch(section, items, f"{later[0]}|" if later else None)


# -- the ways to find things


def _partition(key: Callable[[str, str], Key]) -> Walk:
    """All that stands in a partition of the person's own."""

    def walked(table: TenantTable, whose: Whose, after: str) -> tuple[list[Item], str | None]:
        here = Where("pk").eq(key(table.tenant, whose.contact).pk) & Where("sk").gt(after)
        page = table.page(None, here, limit=STRETCH, consistent=True)
        return page.items, page.last["sk"] if page.last else None

    return walked


def _owned(name: str) -> Walk:
    return _indexed("owner", "opk", "osk", lambda t, contact: keys.owner_pk(t, contact, name))


def _about(kind: Kind[Any]) -> Walk:
    return _indexed("subject", "spk", "ssk", lambda t, contact: keys.subject_pk(t, contact, kind.name))


def _listed(kind: Kind[Any], fits: Callable[[Item, str], bool]) -> Walk:
    """Of a list that is short by nature, each is looked at."""
    walked = _indexed("list", "lpk", "lsk", lambda t, _: keys.list_pk(t, kind.name))

    def fitting(table: TenantTable, whose: Whose, after: str) -> tuple[list[Item], str | None]:
        items, position = walked(table, whose, after)
        return [item for item in items if fits(item, whose.contact)], position

    return fitting


def _told(kind: Kind[Any], fits: Callable[[Item, str], bool]) -> Walk:
    """Of a long list, those whose row names the contact; where a row names nobody the record is read."""

    def walked(table: TenantTable, whose: Whose, after: str) -> tuple[list[Item], str | None]:
        about = Attr("u.c").eq(brief(whose.contact)) | Attr("u.c").not_exists()
        named = Attr("u.a").eq(brief(whose.contact)) | about if kind is MAILS else about
        place = keys.list_pk(table.tenant, kind.name)
        items, position = _rows(table, "list", ("lpk", place), ("lsk", after), only=named)
        return [item for item in items if fits(item, whose.contact)], position

    return walked


def _indexed(index: str, partition: str, sort: str, pk: Callable[[str, str], str]) -> Walk:
    def walked(table: TenantTable, whose: Whose, after: str) -> tuple[list[Item], str | None]:
        return _rows(table, index, (partition, pk(table.tenant, whose.contact)), (sort, after))

    return walked


def _rows(
    table: TenantTable,
    index: str,
    at: tuple[str, str],
    behind: tuple[str, str],
    only: Condition | None = None,
) -> tuple[list[Item], str | None]:
    """The living records of some rows, and the position of the last row that was looked at."""
    (partition, pk), (sort, after) = at, behind
    here = Where(partition).eq(pk) & Where(sort).gt(after)
    page = table.page(index, here, limit=None if only else STRETCH, only=only)
    rows, position = page.items, page.last[sort] if page.last else None
    if len(rows) > STRETCH:
        rows, position = rows[:STRETCH], rows[STRETCH - 1][sort]
    return _living(table, (Key(row["pk"], row["sk"]) for row in rows)), position


def _living(table: TenantTable, places: Iterable[Key]) -> list[Item]:
    wanted = list(places)
    found = table.get_many(wanted, consistent=True)
    return [found[place] for place in wanted if place in found and alive(found[place])]


def _suppressed(table: TenantTable, whose: Whose, _: str) -> tuple[list[Item], str | None]:
    return _living(table, (keys.suppression(table.tenant, one) for one in whose.addresses)), None


# -- whom a record names


def _is_of(item: Item, contact: str) -> bool:
    return bool(item.get("contact") == contact)


def _says_of(item: Item, contact: str) -> bool:
    return _is_of(item, contact) or bool(item["said"].get("about") == contact)


def _is_in(item: Item, contact: str) -> bool:
    return contact in (*item.get("members", ()), *item.get("coaches", ()))


SECTIONS: dict[str, Walk] = {
    "own": _partition(keys.contact),
    "activity": _partition(lambda t, contact: keys.activity(t, contact, "")),
    "suppression": _suppressed,
    **{kind.name: _owned(kind.name) for kind in (ACHIEVEMENTS, MEMBERSHIPS, PAYMENTS, INVOICES, QUOTES)},
    **{kind.name: _owned(kind.name) for kind in (AWARDS, BOOKINGS, TICKETS)},
    OWNED: _owned(OWNED),
    QUARANTINE.name: _about(QUARANTINE),
    GROUPS.name: _listed(GROUPS, _is_in),
    API_KEYS.name: _listed(API_KEYS, _is_of),
    EVENTS.name: _told(EVENTS, _is_of),
    MAILS.name: _told(MAILS, _says_of),
    DELIVERIES.name: _told(DELIVERIES, _is_of),
}
