"""The secretary's lists: who waits, who ends soon, who is in grace or lapsed, and how many there are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.desks import DESKS, Need, still_fits, stretch
from ..domain.kept_memberships import KeptMembership
from ..store import desks
from ..store.desks import Count, Part
from ..store.memberships import MEMBERSHIPS
from ..store.records import alive
from ..store.table import TenantTable

PAGE = 25
# As far as counting goes: some 60 read units.
MOST_COUNTED = 1_000
TO_DO = (Need.PENDING, Need.EXPIRING, Need.GRACE)


@dataclass(frozen=True)
class Waiting:
    """One page of a list, and where the next one starts."""

    records: list[KeptMembership]
    next: str | None


def listed(table: TenantTable, need: Need, *, within: timedelta, after: str | None, now: datetime) -> Waiting:
    """The most pressing first: who waits longest, ends soonest, was lost last.

    The index may be a moment behind: what has left the desk meanwhile is not shown.
    """
    found = desks.page(table, _part(need, now, within), size=PAGE, after=after)
    items = table.get_many(found.keys, consistent=True)
    records = [MEMBERSHIPS.read(items[key]) for key in found.keys if key in items and alive(items[key])]
    fitting = [kept for kept in records if still_fits(need, kept.membership, kept.created, now, within)]
    return Waiting(fitting, found.next)


def counts(table: TenantTable, *, within: timedelta, now: datetime) -> dict[Need, Count]:
    """How much there is to do."""
    return {need: desks.count(table, _part(need, now, within), most=MOST_COUNTED) for need in TO_DO}


def _part(need: Need, now: datetime, within: timedelta) -> Part:
    asked = stretch(need, now, within)
    return Part([desk.value for desk in DESKS[need]], asked.after, asked.until)
