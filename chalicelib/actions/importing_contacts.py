"""The desk that imports contacts: known by member_ref or uid, made, changed or left as they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from ..domain.contact import Contact
from ..domain.import_job import drawn, imported_uid
from ..domain.imports import Fault, Row
from ..domain.refusals import Refusal
from ..store import keys
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.keys import Key
from ..store.table import TenantTable
from . import contacts
from .judging import USED_UP, Judged, alone, faults_of, faulty, free_uids
from .packing import Parcel, send

# Empty cells of these leave things as they are; of all others they clear.
KEPT_IF_EMPTY = ("email_notifications", "number", "resource", "public_profile")
KNOWN_BY = ("uid", "resource")


@dataclass(frozen=True)
class _Met:
    """What the table holds about a batch of lines."""

    claims: Mapping[Key, Item]
    records: Mapping[str, Contact]
    free: Mapping[str, str]


@dataclass
class ContactDesk:
    """`secret` is the tenant's: uids and numbers of new contacts follow from it and the reference."""

    table: TenantTable
    secret: str
    now: datetime

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        met = self._meet([row for row in rows if not row.faults])
        return [
            faulty(row, *row.faults) if row.faults else self._judged(row, place, met)
            for place, row in enumerate(rows)
        ]

    def do(self, judged: Sequence[Judged]) -> list[Fault]:
        new = [one for one in judged if one.verdict == "create"]
        packed = [one for one in new if not one.deed.guardians]
        left = send(self.table, [self._parcel(one) for one in packed])
        left |= {one.row.line for one in new if one.deed.guardians}
        faults = [fault for one in new if one.row.line in left for fault in self._add(one)]
        changing = [one for one in judged if one.verdict == "update"]
        return faults + [fault for one in changing for fault in self._change(one)]

    # --- judging -----------------------------------------------------------------------------------

    def _meet(self, rows: Sequence[Row]) -> _Met:
        t = self.table.tenant
        refs = [keys.member_ref(t, row.said["member_ref"]) for row in rows if row.said.get("member_ref")]
        numbers = [keys.number(t, row.said["number"]) for row in rows if row.said.get("number")]
        claims = self.table.get_many([*refs, *numbers], consistent=True)
        named = [uid for row in rows if (uid := self._named(row, claims))]
        watching = [uid for row in rows for uid in row.said.get("guardians") or ()]
        known = CONTACTS.find_many(self.table, [*named, *watching], consistent=True)
        unmet = [row.said["member_ref"] for row in rows if not self._named(row, claims)]
        free = free_uids(
            self.table, keys.contact, unmet, lambda ref, turn: imported_uid(self.secret, "contact", ref, turn)
        )
        return _Met(claims, known, free)

    def _named(self, row: Row, claims: Mapping[Key, Item]) -> str | None:
        """The uid that the line means: its own word, or whose reference it has."""
        if row.said.get("uid"):
            return str(row.said["uid"])
        claim = claims.get(keys.member_ref(self.table.tenant, row.said["member_ref"]))
        return str(claim["contact"]) if claim else None

    def _judged(self, row: Row, place: int, met: _Met) -> Judged:
        uid = self._named(row, met.claims)
        before = met.records.get(uid) if uid else None
        if uid and before is None:
            return faulty(row, row.fault("uid" if row.said.get("uid") else "member_ref", "no such contact"))
        if before is None and row.said["member_ref"] not in met.free:
            return faulty(row, row.fault("member_ref", USED_UP))
        after = before.changed(_said(row), at=self.now) if before else self._new(row, place, met)
        faults = [*self._taken(row, after.uid, met), *_settled(row, before), *_strangers(row, met)]
        try:
            after.check()
        except Refusal as refused:
            faults += faults_of(row, refused)
        if faults:
            return faulty(row, *faults)
        if before is None:
            return Judged(row, "create", deed=after)
        changes = {name: value for name, value in _said(row).items() if getattr(before, name) != value}
        return Judged(row, "update" if changes else "unchanged", deed=(before, changes))

    def _new(self, row: Row, place: int, met: _Met) -> Contact:
        made = self.now + timedelta(microseconds=place)
        return Contact(
            uid=met.free[row.said["member_ref"]],
            resource=row.said.get("resource") or "person",
            created=made,
            last_updated=made,
            **_said(row),
        )

    def _taken(self, row: Row, uid: str, met: _Met) -> Iterator[Fault]:
        t = self.table.tenant
        for name, key in (("member_ref", keys.member_ref), ("number", keys.number)):
            value: Any = row.said.get(name)
            claim = met.claims.get(key(t, value)) if value else None
            if claim and claim["contact"] != uid:
                yield row.fault(name, "another contact has it")

    # --- doing -------------------------------------------------------------------------------------

    def _numbers(self, uid: str) -> Iterator[int]:
        for turn in count():
            yield 100_000_000 + int(drawn(self.secret, "number", uid, str(turn)), 16) % 900_000_000

    def _parcel(self, one: Judged) -> Parcel:
        contact: Contact = one.deed
        numbered = replace(contact, number=contact.number or next(self._numbers(contact.uid)))
        return Parcel(one.row.line, contacts.state(self.table.tenant, numbered))

    def _add(self, one: Judged) -> list[Fault]:
        numbers = self._numbers(one.deed.uid)
        return alone(one.row, lambda: contacts.add(self.table, one.deed, draw=lambda: next(numbers)))

    def _change(self, one: Judged) -> list[Fault]:
        before, changes = one.deed
        return alone(
            one.row,
            lambda: contacts.change(self.table, before.resource, before.uid, changes, at=self.now),
        )


def _said(row: Row) -> dict[str, Any]:
    """The fields of a contact that the line sets."""
    return {
        name: () if value is None and name in ("emails", "guardians") else value
        for name, value in row.said.items()
        if name not in KNOWN_BY and not (value is None and name in KEPT_IF_EMPTY)
    }


def _settled(row: Row, before: Contact | None) -> Iterator[Fault]:
    resource = row.said.get("resource")
    if before and resource and resource != before.resource:
        yield row.fault("resource", f"it is settled: {before.resource}")


def _strangers(row: Row, met: _Met) -> Iterator[Fault]:
    found = [met.records.get(uid) for uid in row.said.get("guardians") or ()]
    if any(guardian is None or guardian.resource != "person" for guardian in found):
        yield row.fault("guardians", "expected people that exist")
