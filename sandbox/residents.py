"""Who lives in a sandbox from the start: two tenants, their keys, and the contact of the member's key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.actions import api_keys, contacts, tenants
from chalicelib.domain.api_key import Role
from chalicelib.domain.contact import Contact
from chalicelib.domain.refusals import Conflict
from chalicelib.store.contacts import CONTACTS
from chalicelib.wiring import SeededIds
from sandbox.house import House

TENANT, OTHER = "example", "other"
MEMBER_REF = "demo-member"


@dataclass(frozen=True)
class Residents:
    """The texts of the keys and the member's contact; the same for one seed, so that a reset keeps them."""

    keys: dict[str, str]
    other_admin: str
    member: dict[str, Any]

    def as_json(self, url: str) -> dict[str, Any]:
        """What stands in .sandbox/sandbox.json."""
        return {
            "url": url,
            "tenant": TENANT,
            "keys": self.keys,
            "member": self.member,
            "other_tenant": {"tenant": OTHER, "admin": self.other_admin},
        }


def move_in(house: House, seed: str) -> Residents:
    """Found the tenants and issue their keys; where they stand already, nothing changes."""
    at = house.clock.now()
    for slug, name in ((TENANT, "Example Gymnastics & Canoe Club"), (OTHER, "Another Club")):
        try:
            tenants.found(house.wired.table, slug, name, secret=f"{seed}-{slug}", at=at)
        except Conflict:
            continue
    member = _member(house, seed, at)
    keys = {role: _key(house, seed, TENANT, role, at, member.uid) for role in ("admin", "coach", "member")}
    return Residents(
        keys=keys,
        other_admin=_key(house, seed, OTHER, "admin", at, None),
        member={"contact": member.uid, "number": member.number, "member_ref": member.member_ref},
    )


def _member(house: House, seed: str, at: datetime) -> Contact:
    table = house.wired.table.of(TENANT)
    ids = SeededIds(seed, "member")
    uid = ids.uid()
    known = CONTACTS.find(table, uid)
    if known:
        return known
    member = Contact(
        uid=uid,
        resource="person",
        created=at,
        last_updated=at,
        first_name="Mia",
        last_name="Member",
        emails=("mia.member@example.org",),
        member_ref=MEMBER_REF,
    )
    return contacts.add(table, member, draw=ids.number)


def _key(house: House, seed: str, tenant: str, role: Role, at: datetime, member: str | None) -> str:
    contact = member if role == "member" else None
    ids = SeededIds(seed, tenant, role)
    table = house.wired.table.of(tenant)
    return api_keys.issue(table, role, ids=ids, at=at, contact=contact, label=f"sandbox {role}").text
