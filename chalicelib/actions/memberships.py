"""What people do with a membership: look, change, activate, cancel, override, link."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from ..domain import joining
from ..domain.kept_memberships import KeptMembership
from ..domain.membership import Link, Status
from ..domain.refusals import Conflict, NotFound
from ..store import keys, lists
from ..store.contacts import CONTACTS
from ..store.memberships import MEMBERSHIPS, holder, pointers
from ..store.records import writes
from ..store.table import TenantTable
from ..store.writes import Delete, Put, Write
from . import telling
from .joining import number_guard

# Decides on the record that was read, and says what is written beside it.
Act = Callable[[KeptMembership], list[Write] | None]


def get(table: TenantTable, uid: str) -> KeptMembership:
    return MEMBERSHIPS.load(table, uid)


def act(
    table: TenantTable, uid: str, decide: Act, *, request: str | None = None, at: datetime
) -> KeptMembership:
    """Read, let the domain decide, write the whole: guarded by the version, with its events.

    A request that was carried out before is answered by what stands.
    """

    def once() -> KeptMembership:
        kept = MEMBERSHIPS.load(table, uid)
        if request and not kept.heeds(request):
            return kept
        beside = decide(kept) or []
        kept.last_updated = at
        telling.write(table, [MEMBERSHIPS.changed(table.tenant, kept), *beside], kept.take_events())
        return kept

    return table.decided(once)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> KeptMembership:
    """Change the fields that are given: auto_renew, amount, payment_plan, external_ref."""

    def decide(kept: KeptMembership) -> list[Write]:
        membership = kept.membership
        if "auto_renew" in changes and changes["auto_renew"] != membership.auto_renew:
            membership.set_auto_renew(changes["auto_renew"], at)
        if "amount" in changes and changes["amount"] != kept.fee:
            membership.amount = changes["amount"]
        if "payment_plan" in changes and changes["payment_plan"] != membership.payment_plan:
            _set_plan(kept, changes["payment_plan"])
        return _set_ref(table, kept, changes.get("external_ref", kept.external_ref))

    return act(table, uid, decide, at=at)


def _set_plan(kept: KeptMembership, plan: str | None) -> None:
    if kept.plan is not None and kept.membership.payment_plan is not None:
        raise Conflict("Its payments are unpacked: remove the payment plan first.")
    kept.membership.payment_plan = plan


def _set_ref(table: TenantTable, kept: KeptMembership, ref: str | None) -> list[Write]:
    if ref == kept.external_ref:
        return []
    t, old = table.tenant, kept.external_ref
    kept.external_ref = ref
    freed: list[Write] = [] if old is None else [Delete(keys.membership_ref(t, old))]
    if ref is None:
        return freed
    claim = keys.membership_ref(t, ref)
    if table.get(claim) is not None:
        raise Conflict("Another membership has this external_ref.")
    return [*freed, Put(claim, {"member": kept.uid})]


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Remove one made by mistake. A link of a chain, or one with payments, is cancelled instead."""

    def once() -> None:
        kept = MEMBERSHIPS.load(table, uid)
        if kept.membership.renewal_of or kept.membership.renewed_as or kept.plan:
            raise Conflict("It has renewals or payments: cancel it instead.")
        t = table.tenant
        freed = [Delete(pointer.key) for pointer in pointers(t, kept)]
        if kept.external_ref is not None:
            freed.append(Delete(keys.membership_ref(t, kept.external_ref)))
        untallied = lists.untallied(table, MEMBERSHIPS.places(t, kept), at=at)
        table.transact(writes(MEMBERSHIPS.gone(t, kept, at=at), freed, untallied))

    table.decided(once)


def activate(table: TenantTable, uid: str, *, request: str, at: datetime) -> KeptMembership:
    """A pending one becomes active; tells `new_membership`."""
    return act(table, uid, lambda kept: kept.membership.activate(at), request=request, at=at)


def cancel(
    table: TenantTable, uid: str, *, when: date | None, reason: str, request: str, at: datetime
) -> KeptMembership:
    """At once, or on a coming day; a renewal that has not begun is cancelled in the same write."""

    def decide(kept: KeptMembership) -> list[Write]:
        following = _following(table, kept)
        kept.membership.cancel(
            at, when=when, reason=reason, following=following.membership if following else None
        )
        if following is None:
            return []
        following.last_updated = at
        return [MEMBERSHIPS.changed(table.tenant, following)]

    return act(table, uid, decide, request=request, at=at)


def _following(table: TenantTable, kept: KeptMembership) -> KeptMembership | None:
    uid = kept.membership.renewed_as
    return MEMBERSHIPS.load(table, uid) if uid else None


def override(
    table: TenantTable, uid: str, status: Status, until: date, reason: str, *, at: datetime
) -> KeptMembership:
    """What an admin says instead of the rules, until a day."""
    return act(table, uid, lambda kept: kept.membership.set_override(status, until, reason, at), at=at)


def clear_override(table: TenantTable, uid: str, *, at: datetime) -> KeptMembership:
    return act(table, uid, lambda kept: kept.membership.clear_override(at), at=at)


def link(table: TenantTable, uid: str, joining_link: Link, *, at: datetime) -> KeptMembership:
    """Somebody joins the membership. The link's uid follows from the request."""
    t = table.tenant

    def decide(kept: KeptMembership) -> list[Write]:
        owner = holder(table, keys.membership_number(t, joining_link.number), "contact")
        if owner not in (None, joining_link.contact):
            raise Conflict("Another contact has this membership number.")
        contact = CONTACTS.load(table, joining_link.contact)
        if contact.resource != "person":
            raise NotFound("There is no such person.")
        joining.link(kept.membership, joining_link, at)
        pointer = Put(keys.link_of(t, joining_link.contact, joining_link.uid), {"member": uid})
        return [pointer, number_guard(t, joining_link.number, joining_link.contact)]

    return act(table, uid, decide, request=joining_link.uid, at=at)


def unlink(table: TenantTable, uid: str, contact: str, *, at: datetime) -> KeptMembership:
    def decide(kept: KeptMembership) -> list[Write]:
        gone = [one for one in kept.membership.linked if one.contact == contact]
        joining.unlink(kept.membership, contact, at)
        return [Delete(keys.link_of(table.tenant, contact, one.uid)) for one in gone]

    return act(table, uid, decide, at=at)


def rename(table: TenantTable, uid: str, contact: str, name: str, *, at: datetime) -> None:
    """The contact has a new name; what was told under the old one stays told."""

    def once() -> None:
        kept = MEMBERSHIPS.find(table, uid)
        if kept is None or kept.membership.contact != contact or kept.contact_name == name:
            return
        kept.contact_name, kept.last_updated = name, at
        table.put(MEMBERSHIPS.changed(table.tenant, kept))

    table.decided(once)
