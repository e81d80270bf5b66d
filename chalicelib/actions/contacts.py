"""What is done with contacts: adding, changing, removing and finding people and organisations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.contact import Contact
from ..domain.events import contact_removed, contact_renamed, profile_changed
from ..domain.outbox import tell
from ..domain.privacy import differs, due
from ..domain.refusals import Conflict, Contradiction, NotFound
from ..store import keys, lists
from ..store.conditions import Attr, Where
from ..store.contacts import CONTACTS
from ..store.outbox import EVENTS
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Delete, Put, Write
from .listing import Asked, Listed, in_memory, records

Draw = Callable[[], int]


def add(table: TenantTable, contact: Contact, *, draw: Draw) -> Contact:
    """Add a contact; where it brings no number, `draw()` proposes one until it is free.

    Adding the same uid again (a repeated request) gives what stands already.
    """
    contact.check()
    _check_guardians(table, contact)
    given = contact.number != 0
    for _ in range(5):
        contact = contact if given else replace(contact, number=draw())
        try:
            table.transact(state(table.tenant, contact))
            return contact
        except ConditionFailed as failed:
            if failed.items[0] is not None:
                return CONTACTS.load(table, contact.uid)
            taken = _taken(contact, failed)
            if given or "number" not in taken:
                raise Conflict(f"Another contact has this {' and '.join(taken)}.") from failed
    raise Conflict("No free number was found. Try again.")


def state(t: str, contact: Contact) -> list[Write]:
    """A new contact's record, and what it holds beside it."""
    return writes(CONTACTS.new(t, contact), _claims(t, contact))


def change(
    table: TenantTable, resource: str, uid: str, changes: Mapping[str, Any], *, at: datetime
) -> Contact:
    """Change the fields that are given."""

    def decide() -> Contact:
        before = get(table, resource, uid)
        after = before.changed(changes, at=at)
        after.check()
        if after.guardians != before.guardians:
            _check_guardians(table, after)
        try:
            table.transact(moved(table.tenant, before, after, at=at))
        except ConditionFailed as failed:
            if taken := _taken(after, failed):
                raise Conflict(f"Another contact has this {' and '.join(taken)}.") from failed
            raise
        return after

    return table.decided(decide)


def moved(t: str, before: Contact, after: Contact, *, at: datetime) -> list[Write]:
    """A contact's next state, with what it holds beside its record and what became true by that."""
    news, claims = _news(t, before, after, at), _moved_claims(t, before, after)
    return writes(CONTACTS.changed(t, after), claims, news)


def remove(table: TenantTable, resource: str, uid: str, *, at: datetime) -> None:
    """Remove a contact. Its achievements stay, under the name it had."""

    def decide() -> None:
        table.transact(removal(table, get(table, resource, uid), at=at))

    table.decided(decide)


def removal(table: TenantTable, contact: Contact, *, at: datetime) -> list[Write]:
    """The writes that remove it as it was read: its record, what it held beside it, and that it is gone."""
    freed = [Delete(claim.key) for claim in _claims(table.tenant, contact)]
    places = CONTACTS.places(table.tenant, contact)
    gone = CONTACTS.gone(table.tenant, contact, at=at)
    told = tell(contact_removed(contact.resource, contact.uid, contact.version + 1, at))
    news = EVENTS.new(table.tenant, told)
    return writes(gone, freed, lists.untallied(table, places, at=at), news)


def come_of_age(table: TenantTable, uid: str, *, at: datetime) -> None:
    """The 18th birthday has come: others may see it from now on. Before it, or a second time: nothing."""

    def decide() -> None:
        before = CONTACTS.find(table, uid)
        moment = due(before) if before else None
        if before is None or moment is None or moment > at:
            return
        table.transact(moved(table.tenant, before, before.changed({}, at=at), at=at))

    table.decided(decide)


def get(table: TenantTable, resource: str, uid: str) -> Contact:
    contact = CONTACTS.load(table, uid)
    if contact.resource != resource:
        raise NotFound(f"There is no such {resource}.")
    return contact


def find(table: TenantTable, uid: str) -> Contact | None:
    return CONTACTS.find(table, uid)


def referred(table: TenantTable, member_ref: str) -> str | None:
    """The contact that has this reference; nobody has two."""
    pointer = table.get(keys.member_ref(table.tenant, member_ref))
    return pointer["contact"] if pointer else None


def numbered(table: TenantTable, number: int) -> str | None:
    """The contact that has this number; nobody has two."""
    pointer = table.get(keys.number(table.tenant, number))
    return pointer["contact"] if pointer else None


def listed(
    table: TenantTable,
    resource: str,
    wanted: Mapping[str, Any],
    asked: Asked,
    *,
    now: datetime,
    group: str | None = None,
) -> Listed[Contact]:
    """All of a resource; by e-mail, number or member_ref through their own entries; of a member group."""
    facets = dict(wanted)
    pointed = [_POINTERS[name](table, facets.pop(name)) for name in tuple(facets) if name in _POINTERS]
    if not pointed:
        where = Attr("u.groups").contains(group) if group else None
        return records(table, CONTACTS, asked, now=now, shelf=resource, facets=facets, where=where)
    if group:
        facets["member_groups"] = group
    return listed_among(table, resource, sorted(set.intersection(*map(set, pointed))), facets, asked)


def listed_among(
    table: TenantTable, resource: str, uids: Sequence[str], wanted: Mapping[str, Any], asked: Asked
) -> Listed[Contact]:
    """Those of a few contacts that fit."""
    found = CONTACTS.find_many(table, uids)
    every = [
        contact
        for contact in sorted(found.values(), key=lambda contact: (contact.created, contact.uid))
        if contact.resource == resource and all(_fits(contact, *pair) for pair in wanted.items())
    ]
    return in_memory(every, asked)


def _fits(contact: Contact, name: str, value: Any) -> bool:
    if name == "email":
        return any(address.casefold() == str(value).casefold() for address in contact.emails)
    if name == "member_groups":
        return value in contact.member_groups
    return bool(getattr(contact, name) == value)


def dependants(table: TenantTable, guardian: str) -> list[str]:
    """The contacts whose progress this one may see, besides its own."""
    where = Where("pk").eq(keys.contact(table.tenant, guardian).pk) & Where("sk").begins_with("DEP#")
    return [item["child"] for item in table.page(None, where, consistent=True).items]


def is_dependant(table: TenantTable, guardian: str, child: str) -> bool:
    return table.get(keys.dependant(table.tenant, guardian, child)) is not None


def by_email(table: TenantTable, address: str, *, consistent: bool = False) -> list[str]:
    """The contacts of an address, compared without case."""
    first = keys.email(table.tenant, address, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    return [item["contact"] for item in table.page(None, where, consistent=consistent).items]


def _by(key: keys.Key, table: TenantTable) -> list[str]:
    item = table.get(key, consistent=False)
    return [item["contact"]] if item else []


_POINTERS: dict[str, Callable[[TenantTable, Any], list[str]]] = {
    "email": by_email,
    "number": lambda table, value: _by(keys.number(table.tenant, value), table),
    "member_ref": lambda table, value: _by(keys.member_ref(table.tenant, value), table),
}


def _claims(t: str, contact: Contact) -> list[Put]:
    """What a contact holds beside its record: its addresses, its number, its place with its guardians."""
    mine = {"contact": contact.uid}
    shared = {
        address.casefold(): Put(keys.email(t, address, contact.uid), mine, None) for address in contact.emails
    }
    watched = [
        Put(keys.dependant(t, uid, contact.uid), {"child": contact.uid}, None) for uid in contact.guardians
    ]
    unique = [Put(keys.number(t, contact.number), mine)]
    if contact.member_ref is not None:
        unique.append(Put(keys.member_ref(t, contact.member_ref), mine))
    return [*shared.values(), *watched, *unique]


def _moved_claims(t: str, before: Contact, after: Contact) -> list[Write]:
    had = {claim.key: claim for claim in _claims(t, before)}
    has = {claim.key: claim for claim in _claims(t, after)}
    dropped: list[Write] = [Delete(key) for key in had if key not in has]
    return dropped + [claim for key, claim in has.items() if key not in had]


def _taken(contact: Contact, failed: ConditionFailed) -> list[str]:
    """Which unique fields another contact holds."""
    stood = [
        item for item in failed.items if item is not None and item.get("contact", contact.uid) != contact.uid
    ]
    names = {"NO": "number", "MR": "member_ref"}
    return [names[item["sk"]] for item in stood if item["sk"] in names]


def _news(t: str, before: Contact, after: Contact, at: datetime) -> Sequence[Write]:
    turn = after.version + 1
    if before.display_name != after.display_name:
        data = {"contact_name": after.display_name}
        return (EVENTS.new(t, tell(contact_renamed(after.resource, after.uid, turn, at, data))),)
    if differs(before, after):
        return (EVENTS.new(t, tell(profile_changed(after.resource, after.uid, turn, at))),)
    return ()


def _check_guardians(table: TenantTable, contact: Contact) -> None:
    if not contact.guardians:
        return
    found = CONTACTS.find_many(table, contact.guardians, consistent=True)
    missing = [uid for uid in contact.guardians if uid not in found]
    if missing:
        raise NotFound("A guardian does not exist.")
    if any(guardian.resource != "person" for guardian in found.values()):
        raise Contradiction("A guardian must be a person.", {"guardians": "not a person"})
