"""A secondary index of the table in memory."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import Any

from tests.simulation.expressions import Typed

# (sort key, pk, sk, what the index shows): no two share the first three.
Row = tuple[Any, ...]


@dataclass
class Index:
    """A secondary index: rows by partition, in order; it may lag behind the table."""

    pk: str
    sk: str
    shows: frozenset[str]
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Index":
        pk, sk = (one["AttributeName"] for one in said["KeySchema"])
        shown = said["Projection"].get("NonKeyAttributes", ())
        return cls(pk, sk, frozenset({"pk", "sk", pk, sk, *shown}))

    def row(self, item: Typed | None) -> tuple[str, Row] | None:
        if item is None or self.pk not in item or self.sk not in item:
            return None
        shown = {name: item[name] for name in self.shows if name in item}
        return item[self.pk]["S"], (item[self.sk]["S"], item["pk"]["S"], item["sk"]["S"], shown)

    def drop(self, pk: str, row: Row) -> None:
        rows = self.rows[pk]
        del rows[bisect_left(rows, row[:3])]

    def add(self, pk: str, row: Row) -> None:
        insort(self.rows.setdefault(pk, []), row)
