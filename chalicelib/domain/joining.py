"""How memberships begin, and who stands in them beside the member: family, staff."""

from dataclasses import replace
from datetime import date, datetime

from .membership import Link, Membership, Moment, Status
from .membership_type import MembershipType
from .money import Money
from .refusals import Conflict, NotFound
from .zones import local_day


def begin(
    kind: MembershipType,
    *,
    uid: str,
    number: str,
    contact: str,
    now: datetime,
    zone: str = "UTC",
    start: date | None = None,
    end: date | None = None,
    amount: Money | None = None,
    auto_renew: bool = False,
    payment_plan: str | None = None,
) -> Membership:
    """A new membership: pending, unless its type activates at once. `amount` is a personal fee, if any.

    It walks its moments from `now` on: what lay before (an import of old records) is never told.
    """
    term = kind.calendar.first(local_day(now, zone), start, end)
    membership = Membership(
        uid=uid,
        number=number,
        contact=contact,
        membership_type=kind.uid,
        term=term,
        member_since=term.start,
        reached=Moment(now, "joined"),
        zone=zone,
        grace_days=kind.grace_days,
        renewal_window_days=kind.renewal_window_days,
        max_linked_members=kind.max_linked_members,
        amount=amount,
        payment_plan=payment_plan or kind.payment_plan,
        auto_renew=auto_renew,
    )
    if kind.activates_at_once:
        membership.activate(now)
    return membership


def link(membership: Membership, joining: Link, now: datetime) -> None:
    if membership.status(now) in (Status.LAPSED, Status.CANCELLED):
        raise Conflict("Nobody joins a membership that is over.")
    if joining.contact in {membership.contact, *(other.contact for other in membership.linked)}:
        raise Conflict("The contact belongs to this membership already.")
    if len(membership.linked) >= membership.max_linked_members:
        raise Conflict(f"The membership takes {membership.max_linked_members} linked members at most.")
    membership.linked = (*membership.linked, joining)
    membership.record("linked_member", now, turn=_turn(joining), linked_contact=joining.contact)


def unlink(membership: Membership, contact: str, now: datetime) -> None:
    leaving = next((other for other in membership.linked if other.contact == contact), None)
    if leaving is None:
        raise NotFound("The contact is not linked to this membership.")
    membership.linked = tuple(other for other in membership.linked if other is not leaving)
    membership.record("unlinked_member", now, turn=_turn(leaving), linked_contact=contact)


def _turn(link: Link) -> int:
    """Each link is its own cause: it is made once and undone once."""
    return int.from_bytes(link.uid.encode(), "big")


def shared(primary: Membership, linked: Link) -> Membership:
    """The linked member's own view: uid, number and contact are theirs, all else is the primary's."""
    return replace(
        primary, uid=linked.uid, number=linked.number, contact=linked.contact, linked=(), _events=[]
    )
