"""What reads and writes cost in capacity units, by AWS's published rules; nothing here asks a table."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sandbox.sizes import Item, item_size

READ_BYTES, WRITE_BYTES = 4096, 1024
# Read units for a started 4 KB.
EVENTUAL, STRONG, TRANSACTIONAL = 0.5, 1.0, 2.0


@dataclass
class Charge:
    rru: float = 0.0
    wru: float = 0.0
    bytes_written: int = 0
    # write units by partition: the table's key value, or "index:value"
    partitions: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Charge") -> "Charge":
        return Charge(
            self.rru + other.rru,
            self.wru + other.wru,
            self.bytes_written + other.bytes_written,
            self.partitions + other.partitions,
        )


@dataclass(frozen=True)
class Index:
    """A global secondary index: which items it holds, and what it holds of them."""

    name: str
    keys: tuple[str, ...]
    holds: frozenset[str] | None  # None for a projection of everything

    def entry(self, item: Item | None) -> Item | None:
        if item is None or not all(key in item for key in self.keys):
            return None
        return {name: value for name, value in item.items() if self.holds is None or name in self.holds}


@dataclass(frozen=True)
class Layout:
    keys: tuple[str, ...]
    indexes: dict[str, Index]

    @classmethod
    def of(cls, table: dict[str, Any]) -> "Layout":
        """From DescribeTable's answer, or from the properties of the deployed template."""
        keys = _key_names(table)
        indexes = (_index_of(each, keys) for each in table.get("GlobalSecondaryIndexes", ()))
        return cls(keys, {index.name: index for index in indexes})

    def key_of(self, item: Item) -> Item:
        return {name: item[name] for name in self.keys}


def _key_names(holder: dict[str, Any]) -> tuple[str, ...]:
    return tuple(each["AttributeName"] for each in holder["KeySchema"])


def _index_of(index: dict[str, Any], table_keys: tuple[str, ...]) -> Index:
    keys, projection = _key_names(index), index["Projection"]
    kept = frozenset({*table_keys, *keys, *projection.get("NonKeyAttributes", ())})
    return Index(index["IndexName"], keys, None if projection["ProjectionType"] == "ALL" else kept)


def read(size: int, rate: float) -> Charge:
    """One item, or the sum of a query's; what is not there costs as much as the smallest that is."""
    return Charge(rru=max(1, -(-size // READ_BYTES)) * rate)


def write(layout: Layout, before: Item | None, after: Item | None, *, transactional: bool = False) -> Charge:
    """The larger of the two images on the table, doubled in a transaction, and each index that it touches."""
    item = after or before
    size = max(_size(before), _size(after))
    charge = _on_base(layout, item, size, transactional)
    for index in layout.indexes.values():
        charge += index_arm(index, index.entry(before), index.entry(after))
    return charge


def refused_write(layout: Layout, existing: Item | None, *, transactional: bool = False) -> Charge:
    """A failed condition: by the item that stands there, nothing written, no index touched."""
    charge = _on_base(layout, existing, _size(existing), transactional)
    charge.bytes_written = 0
    return charge


def index_arm(index: Index, before: Item | None, after: Item | None) -> Charge:
    """Put 1, delete 1, key changed both, projected attribute changed 1, else nothing; never doubled."""
    if before == after:
        return Charge()
    same_place = before and after and all(before[key] == after[key] for key in index.keys)
    if same_place:
        return _on_index(index, after, max(_size(before), _size(after)))
    return _on_index(index, before, _size(before)) + _on_index(index, after, _size(after))


def _on_base(layout: Layout, item: Item | None, size: int, transactional: bool) -> Charge:
    units = _kilobytes(size) * (2 if transactional else 1)
    partitions = Counter({_value(item[layout.keys[0]]): units}) if item else Counter[str]()
    return Charge(wru=units, bytes_written=size, partitions=partitions)


def _on_index(index: Index, entry: Item | None, size: int) -> Charge:
    if entry is None:
        return Charge()
    units = _kilobytes(size)
    return Charge(wru=units, partitions=Counter({f"{index.name}:{_value(entry[index.keys[0]])}": units}))


def _kilobytes(size: int) -> int:
    return max(1, -(-size // WRITE_BYTES))


def _size(item: Item | None) -> int:
    return item_size(item) if item else 0


def _value(key: dict[str, Any]) -> str:
    return str(next(iter(key.values())))
