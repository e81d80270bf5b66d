"""Memberships by page: all, those of a type or a status, and those that something points to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..domain.kept_memberships import KeptMembership
from ..domain.membership import Status
from ..store import keys, memberships
from ..store.memberships import MEMBERSHIPS
from ..store.table import TenantTable
from .listing import Asked, Listed, in_memory, records


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed by. `contacts`: only theirs, and those that they are linked to."""

    contacts: tuple[str, ...] | None = None
    membership_type: str | None = None
    status: Status | None = None
    number: str | None = None
    auto_renew: bool | None = None
    renewed: bool | None = None
    external_ref: str | None = None


def listed(table: TenantTable, wanted: Wanted, asked: Asked, *, now: datetime) -> Listed[KeptMembership]:
    """What pointers lead to is read consistently and judged by the rules; the rest comes from the indexes."""
    pointed = _pointed(table, wanted)
    if pointed is not None:
        found = MEMBERSHIPS.find_many(table, pointed, consistent=True).values()
        fitting = [kept for kept in found if _fits(kept, wanted, now)]
        return in_memory(sorted(fitting, key=lambda kept: (kept.created, kept.uid)), asked)
    return records(
        table,
        MEMBERSHIPS,
        asked,
        now=now,
        subject=wanted.membership_type,
        facets=_facets(wanted),
        where=memberships.has_status(wanted.status, now) if wanted.status else None,
    )


def _facets(wanted: Wanted) -> dict[str, bool]:
    asked = {"auto_renew": wanted.auto_renew, "renewed": wanted.renewed}
    return {name: value for name, value in asked.items() if value is not None}


def _pointed(table: TenantTable, wanted: Wanted) -> list[str] | None:
    """The records that the narrowest pointer leads to; None where none does."""
    if wanted.external_ref is not None:
        found = memberships.holder(table, keys.membership_ref(table.tenant, wanted.external_ref), "member")
        return [found] if found else []
    if wanted.number is not None:
        owner = memberships.holder(table, keys.membership_number(table.tenant, wanted.number), "contact")
        return memberships.of_contact(table, owner) if owner else []
    if wanted.contacts is not None:
        return _of_contacts(table, wanted.contacts)
    return None


def _of_contacts(table: TenantTable, contacts: Iterable[str]) -> list[str]:
    found = [uid for contact in contacts for uid in memberships.of_contact(table, contact)]
    return list(dict.fromkeys(found))


def _fits(kept: KeptMembership, wanted: Wanted, now: datetime) -> bool:
    membership = kept.membership
    people = {membership.contact, *(one.contact for one in membership.linked)}
    numbers = {membership.number.casefold(), *(one.number.casefold() for one in membership.linked)}
    asked = {
        "contacts": wanted.contacts is None or not people.isdisjoint(wanted.contacts),
        "type": wanted.membership_type in (None, membership.membership_type),
        "status": wanted.status in (None, membership.status(now)),
        "number": wanted.number is None or wanted.number.casefold() in numbers,
        "auto_renew": wanted.auto_renew in (None, membership.auto_renew),
        "renewed": wanted.renewed in (None, membership.renewed_as is not None),
        "external_ref": wanted.external_ref in (None, kept.external_ref),
    }
    return all(asked.values())
