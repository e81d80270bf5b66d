"""How a membership stands, as its member is told it: one state, and the day that belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .membership import Membership, Status


class State(StrEnum):
    """The best come first. APPLIED waits to be made active, COMING for its first day; GRACE is over, but may
    still be renewed; HELD is not active because somebody decided so; RENEWED went on as another period."""

    ACTIVE = "active"
    RENEWING = "renewing"
    ENDING = "ending"
    GRACE = "grace"
    COMING = "coming"
    APPLIED = "applied"
    HELD = "held"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    RENEWED = "renewed"


@dataclass(frozen=True)
class Told:
    """`day` is the one that the state is told with: until when, from when, or since when it is so."""

    state: State
    day: date


def told(membership: Membership, *, now: datetime) -> Told:
    held = membership.override
    if held and not membership.has_reached(held.until, now):
        return Told(State.ACTIVE if held.status is Status.ACTIVE else State.HELD, held.until)
    match membership.status_by_rule(now):
        case Status.ACTIVE:
            return _active(membership, now)
        case Status.PENDING:
            coming = membership.activated_at is not None
            return Told(State.COMING if coming else State.APPLIED, membership.term.start)
        case Status.LAPSED:
            renewed = membership.renewed_as is not None
            return Told(State.RENEWED if renewed else State.LAPSED, membership.lapses_on)
    return Told(State.CANCELLED, membership.end)


def _active(membership: Membership, now: datetime) -> Told:
    if membership.renews_by_itself_on:
        return Told(State.RENEWING, membership.end)
    if membership.has_reached(membership.end, now):
        return Told(State.GRACE, membership.lapses_on)
    return Told(State.ENDING if membership.cancel_on else State.ACTIVE, membership.end)


def foremost(membership: Membership, *, now: datetime) -> tuple[int, timedelta]:
    """Sorts what speaks first for a contact to the front: the best state, then the latest end."""
    return list(State).index(told(membership, now=now).state), date.max - membership.end
