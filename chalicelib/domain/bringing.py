"""Memberships brought over from another system: begun as they stand there, and told of as of then."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from . import joining
from .membership import Membership, Status
from .membership_type import MembershipType
from .money import Money
from .refusals import Invalid
from .zones import day_begins, local_day


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What the other system says; without a status the type decides, as for anybody who joins."""

    start: date | None = None
    end: date | None = None
    member_since: date | None = None
    cancel_date: date | None = None
    status: Status | None = None
    amount: Money | None = None
    auto_renew: bool = False
    payment_plan: str | None = None


def bring(
    kind: MembershipType, brought: Brought, *, uid: str, number: str, contact: str, now: datetime, zone: str
) -> Membership:
    """The membership; its activation is told as of its first day, so that old ones send nobody a mail."""
    membership = joining.begin(
        replace(kind, activates_at_once=False),
        uid=uid,
        number=number,
        contact=contact,
        now=now,
        zone=zone,
        start=brought.start,
        end=brought.end,
        amount=brought.amount,
        auto_renew=brought.auto_renew,
        payment_plan=brought.payment_plan,
    )
    if brought.member_since is not None:
        _since(membership, brought.member_since)
    _cancelling(membership, brought, now)
    _decided(membership, brought, kind, now)
    return membership


def _since(membership: Membership, day: date) -> None:
    if day > membership.term.start:
        raise Invalid("A member since later.", {"member_since": "expected no day after the start"})
    membership.member_since = day


def _cancelling(membership: Membership, brought: Brought, now: datetime) -> None:
    day, cancelled = brought.cancel_date, brought.status is Status.CANCELLED
    if day is None and not cancelled:
        return
    if brought.auto_renew:
        raise Invalid("It does not go on.", {"auto_renew": "expected false: it is cancelled"})
    today, term = local_day(now, membership.zone), membership.term
    day = day or max(term.start, min(today, term.end))
    if not term.start <= day <= term.end:
        raise Invalid("A cancellation beyond the period.", {"cancel_date": "expected a day of the period"})
    if not cancelled and not (brought.status is Status.ACTIVE and today < day < term.end):
        raise Invalid(
            "Cancelled or not?", {"cancel_date": "expected cancelled, or active until a coming day"}
        )
    membership.cancel_on = day


def _decided(membership: Membership, brought: Brought, kind: MembershipType, now: datetime) -> None:
    status = brought.status or (Status.ACTIVE if kind.activates_at_once else Status.PENDING)
    if status in (Status.PENDING, Status.CANCELLED):
        membership.decided = status
        return
    since = min(now, day_begins(membership.term.start, membership.zone))
    membership.decided, membership.activated_at = Status.ACTIVE, since
    stands = membership.status_by_rule(now)
    if brought.status is not None and stands is not status:
        raise Invalid("Status and dates contradict.", {"status": f"its dates say {stands.value}"})
    membership.record("new_membership", since, turn=1)
