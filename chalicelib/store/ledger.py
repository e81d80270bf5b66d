"""How a contact's points are kept: its ledger in its own partition, beside the balance."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..domain.points import Balance, Entry, summed
from . import keys
from .codec import Item
from .conditions import Attr, Where
from .keys import Key
from .ranges import every
from .records import Kind
from .table import TenantTable
from .writes import ABSENT, Put


def _nowhere(_t: str, _uid: str) -> Key:
    raise AssertionError("an entry's key needs its contact: ledger_of")


LEDGER: Kind[Entry] = Kind(
    name="points",
    model=Entry,
    key=_nowhere,
    shelved=False,
    owner=lambda entry: entry.contact,
)


@dataclass(frozen=True)
class Kept:
    """The balance as it was read; `mark` is its last writer's, and guards what is decided upon it."""

    balance: Balance = field(default_factory=Balance)
    mark: str | None = None


def ledger_of(contact: str) -> Kind[Entry]:
    """The points entries of one contact."""
    return replace(LEDGER, key=lambda t, uid: keys.points_entry(t, contact, uid))


def load(table: TenantTable, contact: str, *, consistent: bool = True) -> Kept:
    """The balance of a contact. Where its peak is not that of all its entries (an older version of this
    software knew none), they are read to find it; the next entry keeps it."""
    item = table.get(keys.points(table.tenant, contact), consistent=consistent)
    if item is None:
        return Kept()
    kept = Balance(Decimal(item["points"]), int(item["entries"]), Decimal(item.get("peak", 0)))
    if item.get("peaked") != kept.entries:
        kept = replace(kept, peak=max(kept.points, summed(entries(table, contact)).peak))
    return Kept(kept, item["op"])


def changed(t: str, contact: str, kept: Kept, after: Balance) -> Put:
    """The write of another balance; it fails where anybody wrote since it was read."""
    item: Item = {
        "points": after.points,
        "entries": after.entries,
        "peak": after.peak,
        "peaked": after.entries,
    }
    return Put(keys.points(t, contact), item, Attr("op").eq(kept.mark) if kept.mark else ABSENT)


def entries(table: TenantTable, contact: str) -> list[Entry]:
    """Every entry of a contact, read consistently: what the balance must be the sum of."""
    first = keys.points_entry(table.tenant, contact, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    return [LEDGER.read(item) for item in every(table, where)]
