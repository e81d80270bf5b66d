"""What becomes of each thing kept of a person: it goes, or stays without the person, or the law keeps it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ..domain import mail
from ..domain.api_key import ApiKey
from ..domain.contact import Group
from ..domain.delivery import OPEN_STATES, Delivery
from ..domain.erasure import kept_until
from ..domain.invoice import Invoice
from ..domain.kept_memberships import KeptMembership
from ..domain.mail import Mail
from ..domain.membership import Status
from ..domain.outbox import Told
from ..domain.payment import Payment
from ..domain.personal import without
from ..domain.refusals import Conflict, NotFound
from ..store import lists
from ..store.achievements import ACHIEVEMENTS
from ..store.activity import QUARANTINE
from ..store.api_keys import API_KEYS
from ..store.awards import AWARDS
from ..store.bookings import BOOKINGS, TICKETS, tickets_of
from ..store.codec import Item
from ..store.contacts import GROUPS
from ..store.keys import Key
from ..store.memberships import MEMBERSHIPS
from ..store.money import INVOICES, PAYMENTS, QUOTES
from ..store.outbox import EVENTS, MAILS
from ..store.records import Kind, writes
from ..store.table import TenantTable
from ..store.webhooks import DELIVERIES
from ..store.writes import Delete
from . import achievements, memberships, payments

Act = Callable[[], None]
Forget = Callable[["Desk", Item], Act | None]
# In a contact's partition: its tombstone, and which memberships were its own; no word of who it was.
STAYS = ("MS#", "ML#")
BOOKS: dict[str, Kind[Any]] = {INVOICES.name: INVOICES, PAYMENTS.name: PAYMENTS}


@dataclass(frozen=True)
class Desk:
    """Whose things they are; `link` makes the tail of a public link that nobody has."""

    table: TenantTable
    contact: str
    link: Callable[[str], str]
    clock: Callable[[], datetime]

    def change(self, kind: Kind[Any], uid: str, become: Callable[[Any], Any]) -> None:
        """Read, decide, write; what is gone meanwhile, or is so already, stays as it is."""

        def decide() -> None:
            before = kind.find(self.table, uid)
            after = become(before) if before else None
            if after != before:
                self.table.put(kind.changed(self.table.tenant, after))

        self.table.decided(decide)

    def remove(self, kind: Kind[Any], uid: str) -> None:
        """With its place in every tally."""

        def decide() -> None:
            record, now = kind.find(self.table, uid), self.clock()
            if record is not None:
                untallied = lists.untallied(self.table, kind.places(self.table.tenant, record), at=now)
                self.table.transact(writes(kind.gone(self.table.tenant, record, at=now), untallied))

        self.table.decided(decide)


def acts(desk: Desk, section: str, item: Item) -> list[Act]:
    """What is to be done to an item of a section of the trail: nothing where it was done before."""
    act = FORGOTTEN[section](desk, item)
    return [act] if act else []


def book_of(section: str, item: Item) -> date | None:
    """Until when the law keeps it, if it does."""
    if section not in BOOKS:
        return None
    record = BOOKS[section].read(item)
    return kept_until(_written(record))


def _written(record: Invoice | Payment) -> date:
    if isinstance(record, Invoice):
        return record.issued_date
    return record.receipt.paid_date.date() if record.receipt else record.due_date


# -- the ways to forget


def _nothing(_: Desk, __: Item) -> Act | None:
    return None


def _dropped(desk: Desk, item: Item) -> Act | None:
    key = Key(item["pk"], item["sk"])
    return lambda: desk.table.delete(Delete(key))


def _own(desk: Desk, item: Item) -> Act | None:
    stays = item["sk"] == "C" or item["sk"].startswith(STAYS)
    return None if stays else _dropped(desk, item)


def _blank(kind: Kind[Any], become: Callable[[Desk, Any], Any] | None = None) -> Forget:
    """The record stays, and says nothing of the person."""
    change = become or _without

    def blank(desk: Desk, item: Item) -> Act | None:
        record = kind.read(item)
        if change(desk, record) == record:
            return None
        return lambda: desk.change(kind, record.uid, lambda one: change(desk, one))

    return blank


def _without(desk: Desk, record: Any) -> Any:
    return without(record, desk.link)


def _ticket(desk: Desk, item: Item) -> Act | None:
    return _blank(tickets_of(item["booking"]))(desk, item)


def _achievement(desk: Desk, item: Item) -> Act | None:
    """With its badge revoked: that has a name in it, and is in others' hands."""
    record = ACHIEVEMENTS.read(item)
    if _without(desk, record) == record:
        return None
    return lambda: achievements.forget(
        desk.table, record.uid, lambda one: without(one, desk.link), at=desk.clock()
    )


def _gone(kind: Kind[Any]) -> Forget:
    return lambda desk, item: lambda: desk.remove(kind, item["uid"])


def _membership(desk: Desk, item: Item) -> Act | None:
    """It ends today, and nobody is named by it; the reference by which others know it is free again."""
    kept = MEMBERSHIPS.read(item)
    if _without(desk, kept) == kept and not _goes_on(kept, desk.clock()):
        return None

    def act() -> None:
        if kept.external_ref is not None:
            memberships.change(desk.table, kept.uid, {"external_ref": None}, at=desk.clock())
        desk.change(MEMBERSHIPS, kept.uid, lambda one: _without(desk, one))
        with suppress(Conflict):
            memberships.cancel(
                desk.table, kept.uid, when=None, reason="", request=f"erase {desk.contact}", at=desk.clock()
            )

    return act


def _goes_on(kept: KeptMembership, now: datetime) -> bool:
    membership = kept.membership
    if membership.renewed_as and membership.has_reached(membership.term.end, now):
        return False  # the next one speaks
    return membership.status_by_rule(now) not in (Status.CANCELLED, Status.LAPSED)


def _payment(desk: Desk, item: Item) -> Act | None:
    """What is owed or was paid is kept; what would fall due later, and stands on no invoice, goes."""
    payment = PAYMENTS.read(item)
    if payment.receipt or payment.invoice or payment.due_date <= desk.clock().date():
        return None

    def act() -> None:
        with suppress(NotFound, Conflict):  # it went, or was paid, at this moment
            payments.remove(desk.table, payment.uid, at=desk.clock())

    return act


def _left(desk: Desk, group: Group) -> Group:
    def others(uids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(uid for uid in uids if uid != desk.contact)

    return replace(group, members=others(group.members), coaches=others(group.coaches))


def _revoked(desk: Desk, key: ApiKey) -> ApiKey:
    return replace(key, label=None, revoked=key.revoked or desk.clock())


def _event(desk: Desk, told: Told) -> Told:
    """What was to follow it, follows no more. One that says nothing is followed as ever."""
    if not told.data and not told.set_aside:
        return told
    return replace(without(told, desk.link), due=None, followed=told.followed or desk.clock())


def _mail(desk: Desk, item: Item) -> Act | None:
    """One that is under way comes to its end first: the next pass finds it."""
    return _wait if item["state"] == "sending" else _blank(MAILS, _unsent)(desk, item)


def _unsent(desk: Desk, letter: Mail) -> Mail:
    after = without(letter, desk.link)
    return replace(after, state="erased", due=None) if letter.state in mail.OPEN_STATES else after


def _delivery(desk: Desk, item: Item) -> Act | None:
    return _wait if item["state"] == "sending" else _blank(DELIVERIES, _undelivered)(desk, item)


def _undelivered(desk: Desk, delivery: Delivery) -> Delivery:
    after = without(delivery, desk.link)
    return replace(after, state="failed", due=None) if delivery.state in OPEN_STATES else after


def _wait() -> None:
    return None


FORGOTTEN: dict[str, Forget] = {
    "own": _own,
    "activity": _dropped,
    "suppression": _nothing,  # emptied as the erasure began, when the addresses were known
    "stream": _nothing,  # without a contact its entries show nobody
    ACHIEVEMENTS.name: _achievement,
    MEMBERSHIPS.name: _membership,
    PAYMENTS.name: _payment,
    INVOICES.name: _blank(INVOICES),
    QUOTES.name: _blank(QUOTES),
    AWARDS.name: _dropped,
    BOOKINGS.name: _blank(BOOKINGS),
    TICKETS.name: _ticket,
    QUARANTINE.name: _gone(QUARANTINE),
    GROUPS.name: _blank(GROUPS, _left),
    API_KEYS.name: _blank(API_KEYS, _revoked),
    EVENTS.name: _blank(EVENTS, _event),
    MAILS.name: _mail,
    DELIVERIES.name: _delivery,
}
