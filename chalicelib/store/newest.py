"""The newest records of a list, and from there back: people look at what came last."""

import re
from dataclasses import dataclass

from .conditions import Where
from .keys import Key
from .lists import Shelf
from .table import TenantTable

_POSITION = re.compile(r"[0-9TZ:.-]{20,40}#[0-9a-f]{24}")


@dataclass(frozen=True)
class Stretch:
    """`older` is where to go on; None at the end. Records that are gone leave it shorter than was asked."""

    keys: list[Key]
    older: str | None


def newest(table: TenantTable, shelf: Shelf, *, size: int, before: str | None = None) -> Stretch:
    """One query, whatever there is. `before` is the `older` of a stretch; any other text is as none."""
    where = Where(shelf.partition).eq(shelf.pk)
    if before and _POSITION.fullmatch(before):
        where &= Where(shelf.sort).lt(before)
    rows = table.page(shelf.index, where, limit=size + 1, backwards=True).items
    shown = rows[:size]
    there = [Key(row["pk"], row["sk"]) for row in shown if "deleted" not in row.get("u", {})]
    return Stretch(there, shown[-1][shelf.sort] if len(rows) > size else None)
