"""Records as items: one Kind a noun, with its key, its places in the indexes and its tombstone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from ..domain.refusals import NotFound
from . import keys
from .codec import Item
from .conditions import Attr
from .keys import Key
from .places import Spot, desk, failed
from .reading import read
from .table import TenantTable
from .writes import Check, Put, Write

if TYPE_CHECKING:
    from ..domain.failure import Failing

TOMBSTONE_KEPT = timedelta(days=7)


class Record(Protocol):
    uid: str
    created: datetime
    last_updated: datetime
    version: int


R = TypeVar("R", bound=Record)
Facets = Callable[[R], Item]


@dataclass(frozen=True)
class Kind(Generic[R]):
    """How one noun is kept.

    `shelf` names the list it stands in where that is not the kind's own name; `shelved=False`: there is no
    list of all of its kind, which saves a write for each. `facets` is what lists
    filter by without reading the record (projected into the indexes). `owner` names the contact and
    `subject` the thing whose lists it appears in; `due` is the moment at which the sweep looks at it;
    `failing` says whether it stands among the failures, `desk` where else it waits for somebody: one of both.
    """

    name: str
    model: type[R]
    key: Callable[[str, str], Key]
    shelf: Callable[[R], str] | None = None
    shelved: bool = True
    facets: Facets[R] = lambda record: {}
    owner: Callable[[R], str | None] = lambda record: None
    subject: Callable[[R], str | None] = lambda record: None
    due: Callable[[R], datetime | None] = lambda record: None
    failing: "Callable[[R], Failing | None]" = lambda record: None
    desk: Callable[[R], Spot | None] = lambda record: None
    ttl: Callable[[R], datetime | None] | None = None

    def read(self, item: Item) -> R:
        return read(self.model, item)

    def load(self, table: TenantTable, uid: str, *, consistent: bool = True) -> R:
        record = self.find(table, uid, consistent=consistent)
        if record is None:
            raise NotFound(f"There is no such {self.name.replace('_', ' ')}.")
        return record

    def find(self, table: TenantTable, uid: str, *, consistent: bool = True) -> R | None:
        item = table.get(self.key(table.tenant, uid), consistent=consistent)
        return self.read(item) if item and alive(item) else None

    def find_many(self, table: TenantTable, uids: Sequence[str], *, consistent: bool = False) -> dict[str, R]:
        found = table.get_many([self.key(table.tenant, uid) for uid in uids], consistent=consistent)
        return {item["uid"]: self.read(item) for item in found.values() if alive(item)}

    def among(self, items: Mapping[Key, Item], t: str, uid: str) -> R:
        """The record among items that were read together."""
        item = items.get(self.key(t, uid))
        if item is None or not alive(item):
            raise NotFound(f"There is no such {self.name.replace('_', ' ')}.")
        return self.read(item)

    def met(self, items: Mapping[Key, Item], t: str, uid: str | None) -> R | None:
        """The same, where it may be missing."""
        item = items.get(self.key(t, uid)) if uid else None
        return self.read(item) if item and alive(item) else None

    def new(self, t: str, record: R) -> Put:
        """The write that creates it; it fails where the uid stands already."""
        return Put(self.key(t, record.uid), self.item(t, record))

    def changed(self, t: str, record: R) -> Put:
        """The write that replaces it, guarded by the version that was read."""
        when = Attr("version").eq(record.version) & Attr("deleted").not_exists()
        record.version += 1
        return Put(self.key(t, record.uid), self.item(t, record), when)

    def unchanged(self, t: str, record: R) -> Check:
        """The condition that it stands as it was read."""
        when = Attr("version").eq(record.version) & Attr("deleted").not_exists()
        return Check(self.key(t, record.uid), when)

    def gone(self, t: str, record: R, *, at: datetime) -> Put:
        """The write that leaves a tombstone: lists being walked keep its place for a while."""
        places = {name: value for name, value in self.places(t, record).items() if name in _LIST_PLACES}
        stone = {
            "deleted": keys.moment(at),
            "u": {"deleted": keys.moment(at)},
            "x": int((at + TOMBSTONE_KEPT).timestamp()),
        }
        when = Attr("version").eq(record.version) & Attr("deleted").not_exists()
        return Put(self.key(t, record.uid), {**places, **stone}, when)

    def item(self, t: str, record: R) -> Item:
        plain = {field.name: pack(getattr(record, field.name)) for field in fields(record)}  # type: ignore[arg-type]
        plain.pop("events", None)  # events are items of their own
        return {**plain, **self.places(t, record)}

    def places(self, t: str, record: R) -> Item:
        """Where the indexes show it."""
        due, owner, subject = self.due(record), self.owner(record), self.subject(record)
        ttl = self.ttl(record) if self.ttl else None
        shelf = self.shelf(record) if self.shelf else self.name
        places: Item = keys.listed(t, shelf, record.created, record.uid) if self.shelved else {}
        if owner:
            places |= keys.owned(t, owner, self.name, record.created, record.uid)
        if subject:
            places |= keys.about(t, subject, self.name, record.created, record.uid)
        if due:
            places |= keys.due(self.key(t, record.uid).pk, due)
        if ttl:
            places["x"] = int(ttl.timestamp())
        if spot := self.desk(record):
            places |= desk(t, spot, record.uid)
        facets = self.facets(record)
        if failing := self.failing(record):
            places |= failed(t, failing.since, record.uid)
            facets = {**facets, "failure": failing.kind, "stands": failing.state}
        return {**places, "u": pack(facets)}


_LIST_PLACES = frozenset({"lpk", "lsk", "opk", "osk", "spk", "ssk"})


def alive(item: Item) -> bool:
    return "deleted" not in item


def pack(value: Any) -> Any:
    """A value as the table keeps it: times as text that sorts; None and what is private left out."""
    match value:
        case datetime():
            return keys.moment(value)
        case date():
            return value.isoformat()
        case dict():
            return {str(name): pack(inner) for name, inner in value.items() if inner is not None}
        case list() | tuple():
            return [pack(inner) for inner in value]
        case _ if hasattr(value, "__dataclass_fields__"):
            kept = [field.name for field in fields(value) if not field.name.startswith("_")]
            return pack({name: getattr(value, name) for name in kept})
        case _:
            return value


def writes(*parts: Write | Sequence[Write]) -> list[Write]:
    """One flat list for one transaction."""
    return [write for part in parts for write in (part if isinstance(part, Sequence) else [part])]
