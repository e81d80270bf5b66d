"""What waits for somebody, by page: a part of one desk or of several together, in their common order.

A page costs what it shows, whatever else there is. How many there are in all is counted up to a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from . import keys
from .conditions import Condition, Where
from .keys import Key
from .places import desk_pk
from .table import TenantTable

INDEX = "failed"
# Before every position, and behind every uid.
FIRST, LAST = "0", "~"


@dataclass(frozen=True)
class Part:
    """Of each of these desks, what is ordered later than `after`, and not later than `until`."""

    desks: Sequence[str]
    after: datetime | None = None
    until: datetime | None = None

    def where(self, t: str, name: str, position: str | None) -> Condition:
        begin = f"{keys.moment(self.after)}#{LAST}" if self.after else FIRST
        end = f"{keys.moment(self.until)}#{LAST}" if self.until else LAST
        # "!" sorts before "#" and every letter of a uid: just behind the position.
        begin = max(begin, f"{position}!") if position else begin
        return Where("fpk").eq(desk_pk(t, name)) & Where("fsk").between(begin, max(begin, end))


@dataclass(frozen=True)
class Found:
    """Where the records are, and the position that the next page starts after; None: there is none."""

    keys: list[Key]
    next: str | None


@dataclass(frozen=True)
class Count:
    n: int
    whole: bool


def page(table: TenantTable, part: Part, *, size: int, after: str | None) -> Found:
    rows = [
        row
        for name in part.desks
        for row in table.page(INDEX, part.where(table.tenant, name, after), limit=size + 1).items
    ]
    rows.sort(key=lambda row: str(row["fsk"]))
    shown = rows[:size]
    return Found(
        [Key(row["pk"], row["sk"]) for row in shown], str(shown[-1]["fsk"]) if len(rows) > size else None
    )


def count(table: TenantTable, part: Part, *, most: int) -> Count:
    """Of the first desk; not `whole`: there are more."""
    where = part.where(table.tenant, part.desks[0], None)
    found = table.page(INDEX, where, limit=most, count=True)
    return Count(found.count, found.last is None)
