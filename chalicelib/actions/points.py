"""A contact's points: each change an entry of its ledger, written in one transaction with the balance."""

from datetime import datetime
from decimal import Decimal

from boto3.dynamodb.conditions import Attr

from ..domain.points import Audit, Balance, Entry
from ..domain.refusals import Busy
from ..store import awards, keys
from ..store.awards import LEDGER, ledger_of
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Put, Write
from . import listing
from .listing import Asked, Listed

MOST_LOOKS = 5


def entered(t: str, entry: Entry) -> list[Write]:
    """The writes of an entry, for the transaction of what causes it; an entry that stands fails it."""
    return [ledger_of(entry.contact).new(t, entry), awards.added(t, entry)]


def give(table: TenantTable, entry: Entry) -> Entry:
    """Give or take points by hand. The same entry again (a repeated request) gives what stands already."""
    entry.check()
    try:
        table.transact(entered(table.tenant, entry))
    except ConditionFailed:
        return ledger_of(entry.contact).load(table, entry.uid)
    return entry


def balance(table: TenantTable, contact: str) -> Balance:
    return awards.balance(table, contact)


def ledger(table: TenantTable, contact: str, asked: Asked, *, now: datetime) -> Listed[Entry]:
    """The entries of a contact by page, oldest first. The balance knows how many there are."""
    kept = awards.balance(table, contact, consistent=False)
    if asked.after is None and asked.skip >= kept.entries:
        return Listed([], kept.entries, None)
    return listing.records(table, LEDGER, asked, now=now, owner=contact)


def audit(table: TenantTable, contact: str) -> Audit:
    """The balance against its entries (W5). Entries that come while it counts make it count again."""
    before = balance(table, contact)
    for _ in range(MOST_LOOKS):
        found = awards.entries(table, contact)
        after = balance(table, contact)
        if after == before:
            return Audit(after, _sum(found))
        before = after
    raise Busy("The contact's points keep changing. Try again.")


def rebuild(table: TenantTable, contact: str) -> Audit:
    """Make the balance what its entries say, and tell what it was; where it agrees nothing is written."""

    def decide() -> Audit:
        found = audit(table, contact)
        if not found.agrees:
            table.put(_rebuilt(table.tenant, contact, found))
        return found

    return table.decided(decide)


def _rebuilt(t: str, contact: str, found: Audit) -> Put:
    """Guarded by the balance as it was read: an entry that came meanwhile must not be lost from it."""
    kept = found.kept
    as_read = Attr("entries").eq(kept.entries) & Attr("points").eq(kept.points)
    missing = Attr("pk").not_exists() if kept == Balance() else as_read
    item = {"points": found.summed.points, "entries": found.summed.entries}
    return Put(keys.points(t, contact), item, missing)


def _sum(found: list[Entry]) -> Balance:
    return Balance(sum((entry.points for entry in found), Decimal(0)), len(found))
