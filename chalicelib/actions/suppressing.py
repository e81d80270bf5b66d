"""Who is not written to any more: suppressing an address, letting mails go to it again, looking them up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.suppression import Suppression
from ..store import keys, lists, suppressions
from ..store.conditions import Attr
from ..store.lists import Shelf
from ..store.reading import read
from ..store.table import ConditionFailed, TenantTable
from .listing import Asked, Listed, in_memory


def suppress(table: TenantTable, address: str, reason: str, *, at: datetime) -> None:
    """Nothing is sent to this address any more; saying it twice is saying it once."""
    try:
        table.put(suppressions.new(table.tenant, Suppression(address, at, reason=reason)))
    except ConditionFailed:
        return  # it is shut since then, and for that reason


def unsuppress(table: TenantTable, address: str, *, at: datetime) -> None:
    """Mails go to it again; where nothing is suppressed there is nothing to do."""

    def decide() -> None:
        if writes := suppressions.removed(table, address, at=at):
            table.transact(writes)

    table.decided(decide)


def is_suppressed(table: TenantTable, address: str) -> bool:
    return suppressions.find(table, address) is not None


def suppressed(
    table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]
) -> Listed[Suppression]:
    """A page of them, the oldest first; `facets` may say of which cause."""
    only = Attr("u.cause").eq(facets["cause"]) if "cause" in facets else None
    shelf = Shelf("list", keys.list_pk(table.tenant, suppressions.SHELF), only)
    found = lists.page(table, shelf, skip=asked.skip, size=asked.page_size, after=asked.after, now=now)
    items = table.get_many(found.keys)
    return Listed(
        [read(Suppression, items[key]) for key in found.keys if key in items], found.total, found.next
    )


def looked_up(
    table: TenantTable, address: str, asked: Asked, *, facets: Mapping[str, Any]
) -> Listed[Suppression]:
    """The one of this address, if it is suppressed."""
    found = suppressions.find(table, address)
    fits = found is not None and facets.get("cause", found.cause) == found.cause
    return in_memory([found] if found and fits else [], asked)
