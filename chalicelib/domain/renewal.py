"""How a membership goes on: the next, linked record, from the old end, once."""

import hashlib
from datetime import date, datetime, timedelta

from .membership import Link, Membership, Moment, Status
from .membership_type import MembershipType
from .refusals import Conflict


def opens_on(membership: Membership) -> date:
    """The first day of the renewal window."""
    return membership.term.end - timedelta(days=membership.renewal_window_days)


def next_uid(uid: str, start: date) -> str:
    """The next record's uid follows from this one's, so that one period can never be made twice.

    It is as hard to guess as the random uid that the chain began with.
    """
    return hashlib.sha256(f"{uid}|{start.isoformat()}".encode()).hexdigest()[:24]


def renew(membership: Membership, kind: MembershipType, *, now: datetime) -> Membership:
    """The next record, told by `renewal_confirmation`. `kind` is the type as it is sold today.

    Conflict before the window, after grace, a second time, or while an override suspends it.
    """
    refusal = _refusal(membership, now)
    if refusal:
        raise Conflict(refusal)
    return _follow(membership, kind, since=now, now=now)


def renew_by_itself(
    membership: Membership, kind: MembershipType, *, due: datetime, now: datetime
) -> Membership:
    """What the clock does at `due`, however late it comes to it: neither window nor grace are asked."""
    return _follow(membership, kind, since=due, now=now)


def _refusal(membership: Membership, now: datetime) -> str | None:
    """The first reason that stands against a renewal."""
    status = membership.status(now)
    reasons = {
        "It has been renewed already.": membership.renewed_as is not None,
        "It is cancelled, or will be.": membership.cancel_on is not None,
        "It is not active yet.": status is Status.PENDING,
        f"Its grace ended on {membership.lapses_on}.": status is Status.LAPSED,
        "An override suspends it.": status is Status.CANCELLED,
        f"Renewal opens on {opens_on(membership)}.": not membership.has_reached(opens_on(membership), now),
    }
    return next((reason for reason, stands in reasons.items() if stands), None)


def _follow(membership: Membership, kind: MembershipType, *, since: datetime, now: datetime) -> Membership:
    """What a member brought along goes on (number, fee, plan, links); the type's rules are today's."""
    term = kind.calendar.after(membership.term)
    following = Membership(
        uid=next_uid(membership.uid, term.start),
        number=membership.number,
        contact=membership.contact,
        membership_type=kind.uid,
        term=term,
        member_since=membership.member_since,
        reached=Moment(since, "joined"),
        zone=membership.zone,
        decided=Status.ACTIVE,
        activated_at=since,
        grace_days=kind.grace_days,
        renewal_window_days=kind.renewal_window_days,
        max_linked_members=max(kind.max_linked_members, len(membership.linked)),
        amount=membership.amount,
        payment_plan=membership.payment_plan or kind.payment_plan,
        auto_renew=membership.auto_renew,
        linked=tuple(
            Link(next_uid(link.uid, term.start), link.contact, link.number) for link in membership.linked
        ),
        renewal_of=membership.uid,
    )
    membership.renewed_as = following.uid
    following.record("renewal_confirmation", now, turn=1, renewal_of=membership.uid)
    return following
