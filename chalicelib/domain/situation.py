"""How a membership stands, in words for whoever looks after it, and what stands against an act on it.

The sentences are English; pages say them in their reader's language, with the day as that writes it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from .membership import Membership, Status
from .renewal import opens_on

Tone = Literal["good", "bad", "quiet"]


@dataclass(frozen=True)
class Said:
    """A sentence; `{day}` in it is the day."""

    text: str
    day: date | None = None
    tone: Tone = "quiet"


OVERRIDDEN = {
    Status.ACTIVE: "Active by hand until {day}",
    Status.PENDING: "Pending by hand until {day}",
    Status.LAPSED: "Lapsed by hand until {day}",
    Status.CANCELLED: "Cancelled by hand until {day}",
}


def situation(membership: Membership, now: datetime) -> Said:
    held = membership.override
    if held and not membership.has_reached(held.until, now):
        return Said(OVERRIDDEN[held.status], held.until, "good" if held.status is Status.ACTIVE else "bad")
    match membership.status_by_rule(now):
        case Status.PENDING if membership.decided is Status.PENDING:
            return Said("Waits to be activated", tone="bad")
        case Status.PENDING:
            return Said("Renewed: begins on {day}", membership.term.start, "good")
        case Status.CANCELLED:
            return Said("Cancelled on {day}", membership.end)
        case Status.LAPSED:
            return _over(membership)
    return _running(membership, now)


def _over(membership: Membership) -> Said:
    if membership.renewed_as:
        return Said("Over since {day}, and renewed", membership.end)
    return Said("Lapsed on {day}", membership.lapses_on, "bad")


def _running(membership: Membership, now: datetime) -> Said:
    if membership.cancel_on:
        return Said("Leaves on {day}", membership.cancel_on)
    if membership.renewed_as:
        return Said("Ends on {day}, and is renewed", membership.end, "good")
    if membership.renews_by_itself_on:
        return Said("Renews by itself on {day}", membership.renews_by_itself_on, "good")
    if membership.has_reached(membership.term.end, now):
        return Said("In grace until {day}", membership.lapses_on, "bad")
    return Said("Ends on {day}", membership.end, "good")


def against_activating(membership: Membership, now: datetime) -> Said | None:
    """None: it may be done. So with the others; what the domain itself refuses is refused here."""
    if membership.decided is not Status.PENDING:
        return Said("It is not pending any more.")
    if membership.has_reached(membership.grace_end, now):
        return Said("Its period was over on {day}: a new membership is needed.", membership.grace_end)
    return None


def against_renewing(membership: Membership, now: datetime) -> Said | None:
    status, opens = membership.status(now), opens_on(membership)
    reasons = {
        Said("It has been renewed already."): membership.renewed_as is not None,
        Said("It is cancelled, or will be on {day}.", membership.end): membership.cancel_on is not None,
        Said("It is not active yet."): status is Status.PENDING,
        Said("Its grace ended on {day}: a new membership is needed.", membership.lapses_on): (
            status is Status.LAPSED
        ),
        Said("Its status is set by hand."): status is Status.CANCELLED,
        Said("It can be renewed from {day} on.", opens): not membership.has_reached(opens, now),
    }
    return next((reason for reason, stands in reasons.items() if stands), None)


def against_cancelling(membership: Membership, now: datetime) -> Said | None:
    status = membership.status_by_rule(now)
    if status is Status.CANCELLED:
        return Said("It is cancelled already.")
    if membership.renewed_as and membership.has_reached(membership.term.end, now):
        return Said("This period is over and renewed: cancel the one that follows.")
    if status is Status.LAPSED:
        return Said("It has lapsed.")
    return None


def may_cancel_later(membership: Membership) -> bool:
    """What is not active yet is cancelled at once."""
    return membership.decided is Status.ACTIVE
