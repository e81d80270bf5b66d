"""How a membership goes on: renewed by somebody, or walked through its moments by the clock."""

from collections.abc import Sequence
from datetime import datetime

from ..domain import moments, renewal
from ..domain.events import Event
from ..domain.kept_memberships import KeptMembership, KeptMembershipType, PlanRun
from ..domain.membership import Membership
from ..domain.refusals import Conflict
from ..store import keys
from ..store.ahead import Ahead
from ..store.memberships import MEMBERSHIP_TYPES, MEMBERSHIPS, pointers
from ..store.table import ConditionFailed, TenantTable
from . import telling, tenants


class Taken(Conflict):
    """Another record of the contact covers the period that a renewal would make."""


def renew(table: TenantTable, uid: str, *, request: str, at: datetime) -> KeptMembership:
    """The next, linked record; however many ask at once, one period is made and the others are refused."""

    def once() -> KeptMembership:
        kept = MEMBERSHIPS.load(table, uid)
        before = kept.membership.renewed_as
        if not kept.heeds(request) and before:
            return MEMBERSHIPS.load(table, before)
        kinds = MEMBERSHIP_TYPES.key(table.tenant, kept.membership.membership_type)
        ahead = Ahead(table, [kinds, keys.tenant(table.tenant)])
        kind = MEMBERSHIP_TYPES.load(ahead, kept.membership.membership_type)
        following = _follow(ahead, kept, renewal.renew(kept.membership, kind.rules, now=at), kind, at)
        _write(table, kept, following, at)
        return following

    return table.decided(once)


def walk(table: TenantTable, uid: str, *, now: datetime, met: KeptMembership | None = None) -> int:
    """Take every step that is due, in order, each in a transaction of its own; says how many.

    `met` is the record where it was read a moment ago; it is read again only after somebody was faster.
    """
    steps, held = 0, met

    def once() -> KeptMembership | None:
        nonlocal held
        kept, held = held or MEMBERSHIPS.find(table, uid), None
        return _step(table, kept, now) if kept else None

    while held := table.decided(once):
        steps += 1
    return steps


def _step(table: TenantTable, kept: KeptMembership, now: datetime) -> KeptMembership | None:
    """The record after one step, as it stands now; None where no step was due."""
    due = moments.next_moment(kept.membership)
    if due is None or due.at > now:
        return None
    kind = _type_to_renew(table, kept)
    step = moments.take_step(kept.membership, kind.rules if kind else None, now=now)
    if step is None:
        return None
    following = None
    if step.following and kind:
        following = _follow(table, kept, step.following, kind, now)
        following.plan = PlanRun(1, 0, "unpacking") if following.membership.payment_plan else None
    try:
        _write(table, kept, following, now)
    except Taken:
        return _go_without(table, kept.uid, now)
    return kept


def _follow(
    table: TenantTable, kept: KeptMembership, following: Membership, kind: KeptMembershipType, at: datetime
) -> KeptMembership:
    tail = tenants.link_tail(table, following.uid)
    return kept.follow(following, kind, tail=tail, at=at)


def _type_to_renew(table: TenantTable, kept: KeptMembership) -> KeptMembershipType | None:
    """The type, where auto-renewal will ask it; where it is gone, nothing renews by itself any more."""
    if kept.membership.renews_by_itself_on is None:
        return None
    kind = MEMBERSHIP_TYPES.find(table, kept.membership.membership_type)
    if kind is None:
        kept.membership.auto_renew = False
    return kind


def _go_without(table: TenantTable, uid: str, now: datetime) -> KeptMembership:
    """A period made by hand stands where the auto-renewal would be: this one ends on its own."""
    kept = MEMBERSHIPS.load(table, uid)
    kept.membership.auto_renew, kept.last_updated = False, now
    table.put(MEMBERSHIPS.changed(table.tenant, kept))
    return kept


def _write(table: TenantTable, kept: KeptMembership, following: KeptMembership | None, at: datetime) -> None:
    """The record, the one that follows with its pointers, and the events of both, in one transaction."""
    kept.last_updated = at
    state = [MEMBERSHIPS.changed(table.tenant, kept)]
    events: Sequence[Event] = kept.take_events()
    if following:
        state += [MEMBERSHIPS.new(table.tenant, following), *pointers(table.tenant, following)]
        events = [*events, *following.take_events()]
    try:
        telling.write(table, state, events)
    except ConditionFailed as failed:
        if following and _stands_in_the_way(failed, following.uid):
            raise Taken("The contact has a membership of this type from that day on already.") from failed
        raise


def _stands_in_the_way(failed: ConditionFailed, uid: str) -> bool:
    stood = [item for item in failed.items if item is not None and str(item["sk"]).startswith("MS#")]
    return any(item["member"] != uid for item in stood)
