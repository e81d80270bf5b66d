"""Whose an event is: members by id or by the client's own reference; an unknown reference makes a contact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from ..domain.contact import Contact
from ..domain.ids import is_uid
from ..domain.refusals import Conflict, NoRecord, Refusal
from ..store import keys
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.keys import Key
from ..store.records import alive
from ..store.table import TenantTable
from . import contacts, packing
from .packing import Parcel


class Ids(Protocol):
    """Where ids come from."""

    def uid(self) -> str: ...
    def number(self) -> int: ...


@dataclass(frozen=True)
class Member:
    """A member as a client names it: by its id, or by the client's own reference."""

    id: str | None = None
    reference: str | None = None


class Members:
    """The contacts of a request's members, found or made together; `head` is read with the first of them.

    `contacts` are their uids; `refusals` say why one has none.
    """

    def __init__(self, table: TenantTable, asked: Iterable[Member], ids: Ids, *, now: datetime) -> None:
        self.table, self.ids, self.now = table, ids, now
        self.contacts: dict[Member, str] = {}
        self.refusals: dict[Member, Refusal] = {}
        self.head: Item | None = None
        missing = self._find(list(dict.fromkeys(asked)), consistent=False)
        if missing:
            self._make(self._find(missing, consistent=True))

    def _find(self, asked: Sequence[Member], *, consistent: bool) -> list[Member]:
        """Those that were not found."""
        places = {one: _place(self.table.tenant, one) for one in asked}
        head = keys.rules_head(self.table.tenant)
        wanted = [place for place in places.values() if place]
        found = self.table.get_many([head, *wanted] if wanted else [], consistent=consistent)
        self.head = found.get(head)
        for one, place in places.items():
            item = found.get(place) if place else None
            if item is not None and alive(item):
                self.contacts[one] = item["contact"] if one.reference is not None else item["uid"]
        return [one for one in asked if one not in self.contacts]

    def _make(self, missing: Sequence[Member]) -> None:
        """A contact for each reference; an id that is none is refused."""
        for one in missing:
            if one.reference is None:
                self.refusals[one] = NoRecord("member", one.id or "")
        new = [one for one in missing if one.reference is not None]
        parcels = {line: self._new(one) for line, one in enumerate(new)}
        t = self.table.tenant
        sent = [Parcel(line, contacts.state(t, contact)) for line, contact in parcels.items()]
        left = packing.send(self.table, sent, together=True)
        for line, one in enumerate(new):
            self.contacts[one] = parcels[line].uid if line not in left else self._alone(one, parcels[line])

    def _new(self, one: Member) -> Contact:
        return Contact(
            uid=self.ids.uid(),
            resource="person",
            name=one.reference,
            member_ref=one.reference,
            number=self.ids.number(),
            created=self.now,
            last_updated=self.now,
        )

    def _alone(self, one: Member, contact: Contact) -> str:
        """Made by itself, with another number; or by somebody else at this very moment."""
        try:
            unnumbered = replace(contact, uid=self.ids.uid(), number=0)
            return contacts.add(self.table, unnumbered, draw=self.ids.number).uid
        except Conflict:
            pointer = self.table.get(keys.member_ref(self.table.tenant, one.reference or ""))
            if pointer is None:
                raise
            return str(pointer["contact"])


def _place(t: str, one: Member) -> Key | None:
    if one.reference is not None:
        return keys.member_ref(t, one.reference)
    return CONTACTS.key(t, one.id) if one.id is not None and is_uid(one.id) else None
