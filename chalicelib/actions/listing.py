"""Lists by page, the same way for every kind of record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import islice
from operator import and_
from typing import Any, Generic, TypeVar

from ..domain.refusals import Invalid
from ..store import keys, lists
from ..store.conditions import Attr, Condition
from ..store.lists import Shelf
from ..store.records import Kind, Record, alive
from ..store.table import TenantTable

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """Which page: its number and size, and where it starts if the page before said so.

    Where a face counts records instead of pages, `skipped` says how many come before.
    """

    page: int
    page_size: int
    after: str | None = None
    skipped: int | None = None

    @property
    def skip(self) -> int:
        return (self.page - 1) * self.page_size if self.skipped is None else self.skipped


@dataclass(frozen=True)
class Listed(Generic[T]):
    records: list[T]
    total: int
    next: str | None


def records(
    table: TenantTable,
    kind: Kind[R],
    asked: Asked,
    *,
    now: datetime,
    shelf: str | None = None,
    owner: str | None = None,
    subject: str | None = None,
    facets: Mapping[str, Any] | None = None,
    where: Condition | None = None,
) -> Listed[R]:
    """All of a kind, or those of a contact (`owner`) or about a thing (`subject`), narrowed by facets."""
    only, endless = _only(facets or {}, where), kind.ttl is None
    match (owner, subject):
        case (str(), _):
            chosen = Shelf("owner", keys.owner_pk(table.tenant, owner, kind.name), only, endless)
        case (None, str()):
            chosen = Shelf("subject", keys.subject_pk(table.tenant, subject, kind.name), only, endless)
        case _:
            chosen = Shelf("list", keys.list_pk(table.tenant, shelf or kind.name), only, endless)
    found = lists.page(table, chosen, skip=asked.skip, size=asked.page_size, after=asked.after, now=now)
    items = table.get_many(found.keys)
    shown = [kind.read(items[key]) for key in found.keys if key in items and alive(items[key])]
    return Listed(shown, found.total, found.next)


def in_memory(every: list[T], asked: Asked) -> Listed[T]:
    """A page of what has been read already."""
    return Listed(every[asked.skip : asked.skip + asked.page_size], len(every), None)


def led_by(first: Sequence[T], asked: Asked, rest: Callable[[Asked], Listed[T]]) -> Listed[T]:
    """A list that begins with what every tenant has; its own come after."""
    head = list(first[asked.skip : asked.skip + asked.page_size])
    left = asked.page_size - len(head)
    further = rest(Asked(1, max(left, 1), skipped=max(0, asked.skip - len(first))))
    return Listed(head + further.records[:left], len(first) + further.total, None)


def everything(table: TenantTable, kind: Kind[R], *, most: int) -> list[R]:
    """All of a kind that is few by nature, oldest first, for orders and filters that no index has."""
    shelf = Shelf("list", keys.list_pk(table.tenant, kind.name), Attr("u.deleted").not_exists())
    found = list(islice(lists.everything(table, shelf), most + 1))
    if len(found) > most:
        raise Invalid(f"More than {most} records cannot be sorted or searched in this way.")
    items = table.get_many(found)
    return [kind.read(items[key]) for key in found if key in items and alive(items[key])]


def of_contacts(
    table: TenantTable, kind: Kind[R], contacts: Iterable[str], asked: Asked, *, fits: Callable[[R], bool]
) -> Listed[R]:
    """Those of a few contacts that fit, oldest first: what a member sees."""
    shelves = [Shelf("owner", keys.owner_pk(table.tenant, uid, kind.name)) for uid in contacts]
    uids = [key.pk.rpartition("#")[2] for shelf in shelves for key in lists.everything(table, shelf)]
    fitting = [one for one in kind.find_many(table, uids).values() if fits(one)]
    return in_memory(sorted(fitting, key=lambda one: (one.created, one.uid)), asked)


def _only(facets: Mapping[str, Any], where: Condition | None) -> Condition | None:
    wanted: list[Condition] = [Attr(f"u.{name}").eq(value) for name, value in facets.items()]
    wanted += [where] if where is not None else []
    return reduce(and_, wanted) if wanted else None
