"""A contact's points: each change an entry of its ledger, written in one transaction with the balance."""

from collections.abc import Sequence
from datetime import datetime

from ..domain.events import new_level
from ..domain.gamification.levels import passed, said_of
from ..domain.outbox import tell
from ..domain.points import Audit, Balance, Entry, summed
from ..domain.refusals import Busy
from ..store import keys
from ..store import ledger as kept_points
from ..store.ahead import Ahead
from ..store.contacts import CONTACTS
from ..store.ledger import LEDGER, Kept, ledger_of
from ..store.outbox import EVENTS
from ..store.table import PATIENT, ConditionFailed, TenantTable
from ..store.writes import Write
from . import contacts, listing, naming
from .listing import Asked, Listed

MOST_LOOKS = 5


def entered(table: TenantTable, *entries: Entry) -> list[Write]:
    """The writes of entries of one contact, in their order, for the transaction of what causes them: each
    entry, the balance, and the event `new_level` where they reach one.

    It reads the balance. The transaction fails where anybody else entered something since, or where an entry
    stands already: whoever calls this decides again then (`table.decided`).
    """
    if not entries:
        return []
    kept = kept_points.load(table, entries[0].contact)
    placed, after = _placed(kept.balance, entries)
    return _writes(table, kept, placed, after)


def stands(table: TenantTable, entry: Entry) -> bool:
    """Whether what it is for has entered it before."""
    return ledger_of(entry.contact).find(table, entry.uid) is not None


def give(table: TenantTable, entry: Entry, *, to: str | None = None) -> Entry:
    """Give or take points by hand. The same entry again (a repeated request) gives what stands already.

    `to` is what the contact must be; who it is is looked up with its balance.
    """
    t = table.tenant
    wanted = [keys.points(t, entry.contact), *([CONTACTS.key(t, entry.contact)] if to else [])]

    def decide() -> Entry:
        ahead = Ahead(table, wanted)
        if to:
            contacts.get(ahead, to, entry.contact)
        entry.check()
        kept = kept_points.load(ahead, entry.contact)
        placed, after = _placed(kept.balance, [entry])
        try:
            table.transact(_writes(table, kept, placed, after))
        except ConditionFailed as failed:
            if failed.items[0] is None:
                raise
            return ledger_of(entry.contact).load(table, entry.uid)
        return placed[0]

    return table.decided(decide, tries=PATIENT)


def balance(table: TenantTable, contact: str) -> Balance:
    return kept_points.load(table, contact).balance


def ledger(table: TenantTable, contact: str, asked: Asked, *, now: datetime) -> Listed[Entry]:
    """The entries of a contact by page, oldest first. The balance knows how many there are."""
    kept = kept_points.load(table, contact, consistent=False).balance
    if asked.after is None and asked.skip >= kept.entries:
        return Listed([], kept.entries, None)
    return listing.records(table, LEDGER, asked, now=now, owner=contact)


def audit(table: TenantTable, contact: str) -> Audit:
    """The balance and its peak against the entries (W5, G1); what comes meanwhile makes it count again."""
    return _audited(table, contact)[1]


def rebuild(table: TenantTable, contact: str) -> Audit:
    """Make the balance what its entries say, and tell what it was; where it agrees nothing is written.

    It tells of no level: whoever reached one was told so, or was never there.
    """

    def decide() -> Audit:
        kept, found = _audited(table, contact)
        if not found.agrees:
            table.put(kept_points.changed(table.tenant, contact, kept, found.summed))
        return found

    return table.decided(decide, tries=PATIENT)


def _audited(table: TenantTable, contact: str) -> tuple[Kept, Audit]:
    before = kept_points.load(table, contact)
    for _ in range(MOST_LOOKS):
        found = kept_points.entries(table, contact)
        after = kept_points.load(table, contact)
        if after == before:
            return after, Audit(after.balance, summed(found))
        before = after
    raise Busy("The contact's points keep changing. Try again.")


def _placed(before: Balance, entries: Sequence[Entry]) -> tuple[list[Entry], Balance]:
    placed: list[Entry] = []
    for entry in entries:
        numbered, before = before.take(entry)
        placed.append(numbered)
    return placed, before


def _writes(table: TenantTable, kept: Kept, placed: Sequence[Entry], after: Balance) -> list[Write]:
    t, contact = table.tenant, placed[0].contact
    return [
        *(ledger_of(contact).new(t, entry) for entry in placed),
        kept_points.changed(t, contact, kept, after),
        *_levelled(table, kept.balance, placed[-1], after),
    ]


def _levelled(table: TenantTable, before: Balance, last: Entry, after: Balance) -> list[Write]:
    """The event of the highest level that is reached for the first time, once: a balance that had to be
    rebuilt may come by it again."""
    reached = passed(before.peak, after.peak)
    if not reached:
        return []
    words = naming.words(table, last.contact)
    event = new_level(last.contact, reached[-1].name, last.created, said_of(reached, after) | words)
    known = EVENTS.find(table, event.uid)
    return [] if known else [EVENTS.new(table.tenant, tell(event))]
