"""The desk that imports memberships: known by external_ref or uid, begun, changed or left as they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from itertools import count

from ..domain.bringing import bring
from ..domain.contact import Contact
from ..domain.ids import is_uid
from ..domain.import_job import drawn, imported_uid
from ..domain.imported_members import brought, changes, moved
from ..domain.imports import Fault, Row
from ..domain.kept_memberships import KeptMembership, KeptMembershipType, link_tail
from ..domain.membership_number import number_from
from ..domain.refusals import Refusal
from ..store import keys
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.keys import Key
from ..store.memberships import MEMBERSHIP_TYPES, MEMBERSHIPS
from ..store.money import PAYMENT_PLANS
from ..store.table import TenantTable
from . import joining, memberships
from .judging import USED_UP, Judged, alone, catalogue, faults_of, faulty, free_uids
from .packing import Parcel, send


@dataclass(frozen=True)
class _Met:
    """What the table holds about a batch of lines."""

    claims: Mapping[Key, Item]
    records: Mapping[str, KeptMembership]
    contacts: Mapping[str, Contact]
    free: Mapping[str, str]


@dataclass
class MemberDesk:
    """`secret` is the tenant's: uids, numbers and links of new memberships follow from it."""

    table: TenantTable
    secret: str
    zone: str
    now: datetime

    @cached_property
    def _types(self) -> Mapping[str, str | None]:
        return catalogue(self.table, MEMBERSHIP_TYPES, keys.list_pk(self.table.tenant, "membership_type"))

    @cached_property
    def _plans(self) -> Mapping[str, str | None]:
        return catalogue(self.table, PAYMENT_PLANS, keys.list_pk(self.table.tenant, "payment_plan"))

    @cached_property
    def _rules(self) -> Mapping[str, KeptMembershipType]:
        uids = [uid for uid in dict.fromkeys(self._types.values()) if uid]
        return MEMBERSHIP_TYPES.find_many(self.table, uids, consistent=True)

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        met = self._meet([row for row in rows if not row.faults])
        judged = [
            faulty(row, *row.faults) if row.faults else self._judged(row, place, met)
            for place, row in enumerate(rows)
        ]
        return self._not_in_the_way(judged)

    def do(self, judged: Sequence[Judged]) -> list[Fault]:
        new = [one for one in judged if one.verdict == "create"]
        left = send(self.table, [self._parcel(one) for one in new])
        faults = [fault for one in new if one.row.line in left for fault in self._join(one)]
        changing = [one for one in judged if one.verdict == "update"]
        return faults + [fault for one in changing for fault in self._change(one)]

    # --- judging -----------------------------------------------------------------------------------

    def _meet(self, rows: Sequence[Row]) -> _Met:
        t = self.table.tenant
        refs = [
            keys.membership_ref(t, row.said["external_ref"]) for row in rows if row.said.get("external_ref")
        ]
        people = [keys.member_ref(t, said) for row in rows if (said := row.said.get("contact"))]
        claims = self.table.get_many([*refs, *people], consistent=True)
        named = [uid for row in rows if (uid := self._named(row, claims))]
        unmet = [row.said["external_ref"] for row in rows if not self._named(row, claims)]
        contacts = [uid for row in rows if (uid := self._contact(row, claims))]
        return _Met(
            claims,
            MEMBERSHIPS.find_many(self.table, named, consistent=True),
            CONTACTS.find_many(self.table, contacts, consistent=True),
            free_uids(self.table, keys.membership, unmet, self._uid),
        )

    def _uid(self, ref: str, turn: int) -> str:
        return imported_uid(self.secret, "member", ref, turn)

    def _named(self, row: Row, claims: Mapping[Key, Item]) -> str | None:
        if row.said.get("uid"):
            return str(row.said["uid"])
        claim = claims.get(keys.membership_ref(self.table.tenant, row.said["external_ref"]))
        return str(claim["member"]) if claim else None

    def _contact(self, row: Row, claims: Mapping[Key, Item]) -> str | None:
        """By uid or by the contact's own reference."""
        said = row.said.get("contact")
        if said is None or is_uid(said):
            return said
        claim = claims.get(keys.member_ref(self.table.tenant, said))
        return str(claim["contact"]) if claim else None

    def _judged(self, row: Row, place: int, met: _Met) -> Judged:
        uid = self._named(row, met.claims)
        before = met.records.get(uid) if uid else None
        if uid and before is None:
            said = "no such membership"
            return faulty(row, row.fault("uid" if row.said.get("uid") else "external_ref", said))
        meant = self._meant(row, met)
        if strange := list(self._strangers(row, meant, met)):
            return faulty(row, *strange)
        try:
            return self._compared(meant, before, met) if before else self._begun(meant, place, met)
        except Refusal as refused:
            return faulty(row, *faults_of(row, refused))

    def _meant(self, row: Row, met: _Met) -> Row:
        """The line with uids in the place of names."""
        said, known = row.said, (("membership_type", self._types), ("payment_plan", self._plans))
        uids = {name: uids.get(said[name]) for name, uids in known if said.get(name)}
        contact = {"contact": self._contact(row, met.claims)} if said.get("contact") else {}
        return replace(row, said={**said, **uids, **contact})

    def _strangers(self, row: Row, meant: Row, met: _Met) -> Iterator[Fault]:
        """What the line names and nobody knows."""
        if row.said.get("contact") and meant.said["contact"] not in met.contacts:
            yield row.fault("contact", "no such contact")
        for column, known in (("membership_type", self._types), ("payment_plan", self._plans)):
            if row.said.get(column) and meant.said[column] is None:
                yield row.fault(column, "stands for several" if row.said[column] in known else "none such")

    def _begun(self, row: Row, place: int, met: _Met) -> Judged:
        missing = [name for name in ("contact", "membership_type") if not row.said.get(name)]
        if missing:
            return faulty(row, *(row.fault(name, "required") for name in missing))
        uid = met.free.get(row.said["external_ref"])
        if uid is None:
            return faulty(row, row.fault("external_ref", USED_UP))
        begin = partial(self._kept, row, uid, place, met.contacts[row.said["contact"]])
        kept = begin(row.said.get("membership_number") or next(self._numbers(uid)))
        return Judged(row, "create", deed=(kept, begin))

    def _kept(self, row: Row, uid: str, place: int, contact: Contact, number: str) -> KeptMembership:
        kind = self._rules[row.said["membership_type"]]
        made = self.now + timedelta(microseconds=place)
        membership = bring(
            kind.rules,
            brought(row, kind.rules.price),
            uid=uid,
            number=number,
            contact=contact.uid,
            now=self.now,
            zone=self.zone,
        )
        return KeptMembership(
            uid=uid,
            created=made,
            last_updated=made,
            membership=membership,
            link_tail=link_tail(drawn(self.secret, "tail", uid)),
            contact_resource=contact.resource,
            contact_name=contact.display_name,
            type_name=kind.rules.name,
            price=kind.rules.price,
            external_ref=row.said["external_ref"],
        )

    def _compared(self, row: Row, before: KeptMembership, met: _Met) -> Judged:
        faults = [row.fault(name, f"it is settled: {so}") for name, so in moved(row, before, self.now)]
        ref = row.said.get("external_ref")
        claim = met.claims.get(keys.membership_ref(self.table.tenant, ref)) if ref else None
        if claim and claim["member"] != before.uid:
            faults.append(row.fault("external_ref", "another membership has it"))
        wanted = changes(row, before)
        if "auto_renew" in wanted:  # asked of a copy: may it be switched?
            replace(before.membership, _events=[]).set_auto_renew(wanted["auto_renew"], self.now)
        if "payment_plan" in wanted and before.plan and before.membership.payment_plan:
            faults.append(row.fault("payment_plan", "its payments are unpacked"))
        if faults:
            return faulty(row, *faults)
        return Judged(row, "update" if wanted else "unchanged", deed=(before, wanted))

    def _not_in_the_way(self, judged: Sequence[Judged]) -> list[Judged]:
        """New ones once more, by what must be unique about them."""
        new = [one for one in judged if one.verdict == "create"]
        guards = [put.key for one in new for put in joining.state(self.table.tenant, one.deed[0])[1:]]
        stood = self.table.get_many(guards, consistent=True)
        return [self._free(one, stood) if one.verdict == "create" else one for one in judged]

    def _free(self, one: Judged, stood: Mapping[Key, Item]) -> Judged:
        t, membership = self.table.tenant, one.deed[0].membership
        own = keys.membership_of(t, membership.contact, membership.membership_type, membership.term.start)
        if own in stood:
            said = "the contact has a membership of this type from this day on already"
            return faulty(one.row, one.row.fault("start_date", said))
        holder = stood.get(keys.membership_number(t, membership.number))
        given = one.row.said.get("membership_number")
        if given and holder and holder["contact"] != membership.contact:
            return faulty(one.row, one.row.fault("membership_number", "another contact has it"))
        return one

    # --- doing -------------------------------------------------------------------------------------

    def _numbers(self, uid: str) -> Iterator[str]:
        for turn in count():
            yield number_from(drawn(self.secret, "number", uid, str(turn)))

    def _parcel(self, one: Judged) -> Parcel:
        kept: KeptMembership = one.deed[0]
        return Parcel(one.row.line, joining.state(self.table.tenant, kept), kept.take_events())

    def _join(self, one: Judged) -> list[Fault]:
        kept, begin = one.deed
        numbers, own = self._numbers(kept.uid), one.row.said.get("membership_number")
        return alone(one.row, lambda: joining.keep(self.table, begin, number=own, draw=lambda: next(numbers)))

    def _change(self, one: Judged) -> list[Fault]:
        before, changes = one.deed
        return alone(one.row, lambda: memberships.change(self.table, before.uid, changes, at=self.now))
