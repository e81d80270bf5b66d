"""Members by the thousand: each is made or brought up to date under its client's own reference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ..domain.brought_member import Brought, Fate, Told
from ..domain.contact import Contact
from ..domain.refusals import Conflict, Refusal
from ..store import keys
from ..store.contacts import CONTACTS
from ..store.table import TenantTable
from . import contacts
from .members import Ids
from .packing import Parcel, send


@dataclass(frozen=True)
class _Deed:
    """What is to be done for one: its next state, and the one before where it stands already."""

    brought: Brought
    after: Contact
    before: Contact | None


def bring(table: TenantTable, brought: Sequence[Brought], ids: Ids, *, now: datetime) -> dict[int, Told]:
    """What became of each, by its place. Brought again, each is as it was."""
    t, told = table.tenant, dict[int, Told]()
    deeds = list(_deeds(table, brought, ids, told, now))
    parcels = []
    for deed in deeds:
        # `changed` counts the version on; whoever is done alone starts from what was read
        after = replace(deed.after)
        state = contacts.moved(t, deed.before, after, at=now) if deed.before else contacts.state(t, after)
        parcels.append(Parcel(deed.brought.place, state))
    left = send(table, parcels, together=True)
    for deed in deeds:
        place, fate = deed.brought.place, Fate.UPDATED if deed.before else Fate.CREATED
        told[place] = _alone(table, deed, ids, now) if place in left else Told(fate, deed.after.uid)
    return told


def _deeds(
    table: TenantTable, brought: Sequence[Brought], ids: Ids, told: dict[int, Told], now: datetime
) -> list[_Deed]:
    """What there is to do; for whom there is nothing, that is told.

    An id is drawn for each, be it needed or not: a request that is repeated draws the same for the same.
    """
    t = table.tenant
    places = {one.reference: keys.member_ref(t, one.reference) for one in brought}
    pointers = table.get_many(places.values(), consistent=True)
    uids = {ref: pointers[place]["contact"] for ref, place in places.items() if place in pointers}
    standing = CONTACTS.find_many(table, list(uids.values()), consistent=True) if uids else {}
    deeds = []
    for one in brought:
        before, uid, number = standing.get(uids.get(one.reference, "")), ids.uid(), ids.number()
        try:
            after = _changed(before, one, now) if before else _new(one, uid, number, now)
            after.check()
        except Refusal as refused:
            told[one.place] = Told(Fate.REJECTED, refusal=refused)
            continue
        if before and _same(before, after):
            # made by this very request before it died
            told[one.place] = Told(Fate.CREATED if before.uid == uid else Fate.UPDATED, before.uid)
        else:
            deeds.append(_Deed(one, after, before))
    return deeds


def _new(one: Brought, uid: str, number: int, now: datetime) -> Contact:
    """Without a name it is known by its reference. Lists show those of one call in its order."""
    made = now + timedelta(microseconds=one.place)
    said: dict[str, Any] = {"name": one.reference, **one.said}
    return Contact(
        uid=uid,
        resource=one.resource or "person",
        member_ref=one.reference,
        number=number,
        created=made,
        last_updated=made,
    ).changed(said, at=made)


def _changed(before: Contact, one: Brought, now: datetime) -> Contact:
    if one.resource and one.resource != before.resource:
        raise Conflict(f"The memberType of [{one.reference[:100]}] is settled.")
    return before.changed(one.said, at=now)


def _same(before: Contact, after: Contact) -> bool:
    return replace(after, last_updated=before.last_updated) == before


def _alone(table: TenantTable, deed: _Deed, ids: Ids, now: datetime) -> Told:
    """By itself, after something stood in the way of those it was to be written with."""
    try:
        if deed.before:
            uid, resource, said = deed.before.uid, deed.before.resource, deed.brought.said
            return Told(Fate.UPDATED, contacts.change(table, resource, uid, said, at=now).uid)
        return Told(Fate.CREATED, _added(table, deed.after, ids.number).uid)
    except Refusal as refused:
        return Told(Fate.REJECTED, refusal=refused)


def _added(table: TenantTable, new: Contact, number: Callable[[], int]) -> Contact:
    """Under another number, where the one that was drawn was taken."""
    return contacts.add(table, replace(new, number=0), draw=number)
