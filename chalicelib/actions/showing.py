"""What others see of a contact, everywhere that it is kept: said again when that changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.contact import Contact
from ..domain.privacy import Policy, Visibility, day, user, visibility
from ..store import privacy, stream, walking
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.privacy import Run
from ..store.table import ConditionFailed, TenantTable, at_once
from . import following

STRETCH = 100


@dataclass(frozen=True)
class Grounds:
    """The contact as it was read, and the tenant's policy: what was shown upon them may be stale by now."""

    contact: Contact | None
    policy: Policy


def grounds(table: TenantTable, uid: str) -> Grounds:
    return Grounds(CONTACTS.find(table, uid), privacy.policy(table, consistent=True))


def again(table: TenantTable, uid: str, *, now: datetime) -> Grounds:
    """Bring a contact's entries of the stream and of boards, and its high fives, to what others may see now;
    of one that is gone nothing. Whoever asks for it sees to it that the grounds still hold afterwards, or
    asks again; repeating it changes nothing."""
    upon = grounds(table, uid)
    shown = user(upon.contact, day(now), upon.policy)
    for entries in stream.of_contact(table, uid):
        changed = [replace(entry, user=shown) for entry in entries if entry.user != shown]
        table.put_many([stream.entered(table.tenant, entry) for entry in changed])
    listed = shown is not None
    moving = [item for item in stream.all_given(table, uid) if ("spk" in item) is not listed]
    at_once(lambda item: _move(table, item, listed), moving)
    following.again(table, uid, now=now)
    return upon


def surely(table: TenantTable, uid: str, *, now: datetime) -> None:
    """The same, until nothing has changed meanwhile."""

    def decide() -> None:
        if again(table, uid, now=now) != grounds(table, uid):
            raise ConditionFailed([None])

    table.decided(decide)


def _move(table: TenantTable, high_five: Item, listed: bool) -> None:
    """Into the list of its entry or out of it; one that was taken back meanwhile stays so."""
    try:
        table.update(stream.relisted(table.tenant, high_five, listed))
    except ConditionFailed:
        return


def go_on(table: TenantTable, *, clock: Callable[[], datetime], until: datetime) -> None:
    """The tenant's policy has changed: go through its contacts for those whom it is about, until `until`."""
    run = privacy.load_run(table)
    while run is not None and clock() < until:
        found, position = walking.stretch(table, run.shelf, run.after, STRETCH)
        met = CONTACTS.find_many(table, [one.contact for one in found], consistent=True)
        for contact in met.values():
            if visibility(contact, day(clock()), "hide") is not Visibility.SHOWN:
                surely(table, contact.uid, now=clock())
        run = _moved_on(table, run, position)


def _moved_on(table: TenantTable, run: Run, position: str | None) -> Run | None:
    """None: it is through, or a newer policy has begun it anew."""
    further = run.behind(position)
    try:
        privacy.keep_run(table, run, further)
    except ConditionFailed:
        return None
    return further
