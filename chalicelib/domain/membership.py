"""A membership: one paid period of a contact, its status at any moment, and what may be done with it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .calendar import Term, shifted
from .events import Event, event_uid
from .money import Money
from .refusals import Conflict, Invalid, Locked
from .zones import day_begins, local_day

LAST_REMINDER_DAYS = 90  # lapsed_90d: the last moment that a membership walks through
LONGEST_REASON = 500


class Status(StrEnum):
    """Best first: of several memberships, the one that comes first here speaks for the contact."""

    ACTIVE = "active"
    PENDING = "pending"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Moment:
    """A place in the chain of moments that a membership walks (see moments.py)."""

    at: datetime
    name: str


@dataclass(frozen=True)
class Override:
    """What an admin says instead of the rules; on the until-day itself the rules hold again."""

    status: Status
    until: date
    reason: str


@dataclass(frozen=True)
class Link:
    """A family or company member who shares type, dates and status of the membership it stands in."""

    uid: str
    contact: str
    number: str


@dataclass(kw_only=True)
class Membership:
    """`decided` is what somebody did (pending, active, cancelled); lapsing follows from the dates alone."""

    uid: str
    number: str
    contact: str
    membership_type: str
    term: Term
    member_since: date
    reached: Moment
    zone: str = "UTC"
    decided: Status = Status.PENDING
    activated_at: datetime | None = None
    grace_days: int = 0
    renewal_window_days: int = 0
    max_linked_members: int = 0
    amount: Money | None = None
    payment_plan: str | None = None
    auto_renew: bool = False
    cancel_on: date | None = None
    cancel_reason: str = ""
    override: Override | None = None
    linked: tuple[Link, ...] = ()
    renewal_of: str | None = None
    renewed_as: str | None = None
    _events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        shifted(self.term.end, self.grace_days + LAST_REMINDER_DAYS)  # Invalid beyond the calendar

    # --- dates -------------------------------------------------------------------------------------

    @property
    def end(self) -> date:
        """The first day no longer covered: the anniversary, or the day of a cancellation before it."""
        return self.cancel_on or self.term.end

    @property
    def grace_end(self) -> date:
        """Grace is for those who may still renew: not after a cancellation, not once renewed."""
        may_renew = self.cancel_on is None and self.renewed_as is None
        return shifted(self.end, self.grace_days) if may_renew else self.end

    @property
    def lapses_on(self) -> date:
        """An override holds off the lapse: on its until-day the rules are heard again."""
        return max(self.grace_end, self.override.until) if self.override else self.grace_end

    @property
    def renews_by_itself_on(self) -> date | None:
        """The end date while auto-renewal lies ahead; a suspension puts it off, and past grace undoes it."""
        if not self.auto_renew or self.renewed_as or self.cancel_on or self.decided is not Status.ACTIVE:
            return None
        day, held = self.term.end, self.override
        if held and held.status is not Status.ACTIVE and held.until > day:
            day = held.until
            if day >= self.grace_end:
                return None
        return day if self.reached.at < day_begins(day, self.zone) else None

    def has_reached(self, day: date, now: datetime) -> bool:
        return day_begins(day, self.zone) <= now

    # --- status ------------------------------------------------------------------------------------

    def status(self, now: datetime) -> Status:
        """A pure function of the record and now: right even before any job has run."""
        if self.override and not self.has_reached(self.override.until, now):
            return self.override.status
        return self.status_by_rule(now)

    def status_by_rule(self, now: datetime) -> Status:
        """Active until end + grace. A renewal waits for its start; auto-renewal keeps from lapsing."""
        if self.decided is not Status.ACTIVE:
            return self.decided
        if self.cancel_on and self.has_reached(self.cancel_on, now):
            return Status.CANCELLED
        if self.renewal_of and not self.has_reached(self.term.start, now):
            return Status.PENDING
        if self.has_reached(self.grace_end, now) and self.renews_by_itself_on is None:
            return Status.LAPSED
        return Status.ACTIVE

    # --- what may be done --------------------------------------------------------------------------

    def activate(self, now: datetime) -> None:
        if self.decided is not Status.PENDING:
            raise Conflict("Only a pending membership can be activated.")
        if self.has_reached(self.grace_end, now):
            raise Conflict("Its period is over: start a new membership.")
        self.decided, self.activated_at = Status.ACTIVE, now
        self.record("new_membership", now, turn=1)

    def cancel(
        self,
        now: datetime,
        *,
        when: date | None = None,
        reason: str = "",
        following: "Membership | None" = None,
    ) -> None:
        """At once, or on a coming day before the end; a renewal that has not begun goes with it.

        Only the record that was asked about tells of it: the contact gets one message.
        """
        self._refuse_cancelling(now, following)
        today = local_day(now, self.zone)
        if when is None:
            self._cancelled_by(max(self.term.start, min(today, self.end)), reason)
            self.record("cancelled_membership", now, turn=today.toordinal(), reason=reason)
        else:
            self._cancel_later(now, today, when, reason)
        if following is not None:
            following._cancelled_by(following.term.start, reason)

    def set_auto_renew(self, on: bool, now: datetime) -> None:
        """Switching it on needs a membership that may go on; switching it off is always allowed."""
        if on and (self.cancel_on or self.renewed_as or self.status_by_rule(now) is Status.LAPSED):
            raise Conflict("This membership does not go on, so that it cannot renew by itself.")
        self.auto_renew = on

    def set_override(self, status: Status, until: date, reason: str, now: datetime) -> None:
        if until <= local_day(now, self.zone):
            raise Invalid("An override ends on a coming day.", {"until": "expected a date after today"})
        if not 0 < len(reason.strip()) <= LONGEST_REASON:
            raise Invalid(
                "An override needs its reason.", {"reason": f"expected 1 to {LONGEST_REASON} signs"}
            )
        shifted(until, LAST_REMINDER_DAYS)
        self.override = Override(status, until, reason.strip())
        details = {"status": status.value, "until": until.isoformat(), "reason": reason.strip()}
        self.record("status_overridden", now, turn=until.toordinal(), **details)

    def clear_override(self, now: datetime) -> None:
        if self.override is None:
            raise Conflict("No override holds.")
        until, self.override = self.override.until, None
        self.record("override_cleared", now, turn=until.toordinal())

    # --- events ------------------------------------------------------------------------------------

    def record(self, name: str, at: datetime, *, turn: int, **details: Any) -> None:
        """Adds the event, with a snapshot of what is true now; the uid follows from name, uid and turn."""
        self._events.append(
            Event(
                name=name,
                uid=event_uid(name, self.uid, turn),
                resource="member",
                subject=self.uid,
                contact=self.contact,
                occurred_at=at,
                data=_snapshot(self) | details,
            )
        )

    def take_events(self) -> list[Event]:
        """The events recorded since the last taking, oldest first."""
        taken, self._events = self._events, []
        return taken

    # --- within ------------------------------------------------------------------------------------

    def _refuse_cancelling(self, now: datetime, following: "Membership | None") -> None:
        if self.status_by_rule(now) is Status.CANCELLED:
            raise Locked("The membership is cancelled already.")
        if self.renewed_as and self.has_reached(self.term.end, now):
            raise Conflict(f"This period is over and renewed: cancel {self.renewed_as}.")
        if self.status_by_rule(now) is Status.LAPSED:
            raise Locked("The membership has lapsed.")
        if self.renewed_as != (following.uid if following else None):
            raise ValueError("cancel needs the period that follows, and no other")

    def _cancel_later(self, now: datetime, today: date, when: date, reason: str) -> None:
        if self.decided is not Status.ACTIVE:
            raise Conflict("It is not active yet: cancel it at once.")
        if not max(today, self.term.start) < when < self.end:
            raise Invalid("when is a coming day before the end.", {"when": f"expected before {self.end}"})
        self.cancel_on, self.cancel_reason, self.auto_renew = when, reason, False
        self.record("cancelling_membership", now, turn=when.toordinal(), reason=reason)

    def _cancelled_by(self, day: date, reason: str) -> None:
        self.decided, self.cancel_on, self.cancel_reason = Status.CANCELLED, day, reason
        self.auto_renew = False


def _snapshot(membership: Membership) -> dict[str, Any]:
    amount = membership.amount
    return {
        "number": membership.number,
        "membership_type": membership.membership_type,
        "start": membership.term.start.isoformat(),
        "end": membership.end.isoformat(),
        "grace_end": membership.grace_end.isoformat(),
        "member_since": membership.member_since.isoformat(),
        "amount": None if amount is None else f"{amount.amount:f}",
        "currency": None if amount is None else amount.currency,
        "linked": [link.contact for link in membership.linked],
    }
