"""Erasing a contact: removed at once, and then all that is kept of it gone through until nothing is left."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from ..domain import erasure
from ..domain.erasure import Erasure
from ..domain.refusals import NotFound
from ..store import keys, trail
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.erasures import ERASURES
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from ..store.trail import Whose
from ..store.writes import Delete, Put, Update, Write
from . import contacts, showing, tenants
from .forgetting import BOOKS, Desk, acts, book_of
from .listing import Asked, Listed, records

Clock = Callable[[], datetime]


def begin(table: TenantTable, uid: str, *, resource: str | None = None, by: str, at: datetime) -> Erasure:
    """Remove the contact, and have the rest done: in one write, so that from here on nothing is sent to it.

    Begun twice it is what stands already.
    """

    def decide() -> Erasure:
        contact, known = CONTACTS.find(table, uid), ERASURES.find(table, uid)
        if contact is None and known is not None:
            return known
        if contact is None or resource not in (None, contact.resource):
            raise NotFound(f"There is no such {resource or 'contact'}.")
        job = erasure.begun(uid, contact.resource, by=by, at=at)
        removal = contacts.removal(table, contact, at=at)
        table.transact(writes(_kept(table, job, known), removal, _unaddressed(table, contact.emails)))
        return job

    return table.decided(decide)


def replay(table: TenantTable, entry: Erasure, *, at: datetime) -> bool:
    """Erase again what a restored table has back; whether there was anything to begin.

    Who was added anew since then is somebody else under an old id, and stays.
    """

    def decide() -> bool:
        contact, known = CONTACTS.find(table, entry.uid), ERASURES.find(table, entry.uid)
        if contact is not None and contact.created > entry.created:
            return False
        if contact is not None:
            begin(table, entry.uid, by=entry.by, at=at)
        elif known is None:
            job = erasure.begun(entry.uid, entry.resource, by=entry.by, at=at)
            table.put(ERASURES.new(table.tenant, job))
        return contact is not None or known is None

    return table.decided(decide)


def get(table: TenantTable, uid: str) -> Erasure:
    return ERASURES.load(table, uid)


def listed(table: TenantTable, asked: Asked, *, now: datetime) -> Listed[Erasure]:
    """The journal, oldest first."""
    return records(table, ERASURES, asked, now=now)


def go_on(table: TenantTable, uid: str, *, clock: Clock, until: datetime) -> None:
    """Walk on until then. A stretch may be done again; whoever finds another at it leaves it to that one."""
    job = ERASURES.find(table, uid)
    if job is None or job.due is None or job.due > clock():
        return
    if job.erased:
        _close_the_books(table, job, clock())
        return
    if job.place is None:
        showing.surely(table, uid, now=clock())
    with suppress(ConditionFailed):
        _pass(table, job, clock, until)


def _pass(table: TenantTable, job: Erasure, clock: Clock, until: datetime) -> None:
    desk = Desk(table, job.uid, _stranger(table), clock)
    whose, ended = Whose(job.uid), False
    while not ended and clock() < until:
        found = trail.walk(table, whose, job.place)
        _stretch(desk, job, found.section, found.items)
        job.place, ended = found.next, found.next is None
    if ended:
        job.pass_over(at=clock())
    _keep(table, job)


def _stretch(desk: Desk, job: Erasure, section: str, items: list[Item]) -> None:
    """That something was found is kept before it goes: whoever comes after a crash finds less."""
    found = [(item, acts(desk, section, item)) for item in items]
    doing = [act for _, own in found for act in own]
    for day in (day for item, own in found if not own and (day := book_of(section, item))):
        job.keep_until(day)
    if doing and not job.found:
        job.found = True
        _keep(desk.table, job)
    for act in doing:
        act()


def _close_the_books(table: TenantTable, job: Erasure, now: datetime) -> None:
    """The law wants them no longer."""
    for kind, record in _books(table, job.uid):
        desk = Desk(table, job.uid, str, lambda: now)
        desk.remove(kind, record.uid)
    job.end(at=now)
    with suppress(ConditionFailed):
        _keep(table, job)


def _books(table: TenantTable, uid: str) -> Iterator[tuple[Any, Any]]:
    for kind in BOOKS.values():
        place: str | None = f"{kind.name}|"
        while place is not None and place.startswith(f"{kind.name}|"):
            found = trail.walk(table, Whose(uid), place)
            yield from ((kind, kind.read(item)) for item in found.items)
            place = found.next


def _keep(table: TenantTable, job: Erasure) -> None:
    table.put(ERASURES.changed(table.tenant, job))


def _kept(table: TenantTable, job: Erasure, known: Erasure | None) -> Put:
    """A contact that came back under its old id is erased under its old entry."""
    if known is None:
        return ERASURES.new(table.tenant, job)
    job.version = known.version
    return ERASURES.changed(table.tenant, job)


def _unaddressed(table: TenantTable, addresses: tuple[str, ...]) -> list[Write]:
    """Copies of the standing go; an address that gets no mail gets none still, but is not written down."""
    t = table.tenant
    folded = list({address.casefold(): address for address in addresses}.values())
    shut = table.get_many([keys.suppression(t, address) for address in folded], consistent=True)
    return [
        *(Delete(keys.standing(t, address)) for address in folded),
        *(Update(key, sets={"address": erasure.UNSAID}) for key in shut),
    ]


def _stranger(table: TenantTable) -> Callable[[str], str]:
    """The tail of a link that nobody was given."""
    secret = tenants.get(table).secret.encode()
    return lambda uid: hmac.new(secret, f"erased|{uid}".encode(), hashlib.sha256).hexdigest()[:16]
