"""Where a membership waits for its secretary, and what is asked for there: what ends soon, what is in grace.

A desk follows from the record alone, so that it moves with the writes that there are anyhow; time moves only
the line between what lies ahead and what is behind.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .membership import Membership, Status
from .zones import day_begins


class Desk(StrEnum):
    """`open`: it lapses unless somebody renews it; `auto`: it renews by itself; `leaving`: cancelled for a
    coming day."""

    PENDING = "pending"
    OPEN = "open"
    AUTO = "auto"
    LEAVING = "leaving"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


# What is over: the latest is looked for first.
BACKWARDS = frozenset({Desk.LAPSED, Desk.CANCELLED})


@dataclass(frozen=True)
class Place:
    """On which desk, and by which moment it is ordered there."""

    desk: Desk
    at: datetime


class Need(StrEnum):
    """What a secretary looks for. `active` is whatever goes on, grace and coming renewals among it."""

    PENDING = "pending"
    EXPIRING = "expiring"
    GRACE = "grace"
    LAPSED = "lapsed"
    ACTIVE = "active"
    CANCELLED = "cancelled"


DESKS: dict[Need, tuple[Desk, ...]] = {
    Need.PENDING: (Desk.PENDING,),
    Need.EXPIRING: (Desk.OPEN,),
    Need.GRACE: (Desk.OPEN,),
    Need.LAPSED: (Desk.LAPSED,),
    Need.ACTIVE: (Desk.OPEN, Desk.AUTO, Desk.LEAVING),
    Need.CANCELLED: (Desk.CANCELLED,),
}


@dataclass(frozen=True)
class Stretch:
    """Of a desk, what is ordered after one moment, and at another or before it."""

    after: datetime | None = None
    until: datetime | None = None


def stretch(need: Need, now: datetime, within: timedelta) -> Stretch:
    """Whatever has its end behind it, and is on the desk still, is in grace."""
    asked = {
        Need.EXPIRING: Stretch(after=now, until=now + within),
        Need.GRACE: Stretch(until=now),
    }
    return asked.get(need, Stretch())


def place(membership: Membership, created: datetime) -> Place | None:
    """None for a period that was renewed: the one that follows it is there."""
    match membership.decided:
        case Status.PENDING:
            return Place(Desk.PENDING, created)
        case Status.CANCELLED:
            return Place(Desk.CANCELLED, day_begins(membership.end, membership.zone))
    return None if membership.renewed_as else _going(membership)


def _going(membership: Membership) -> Place:
    """Lapsed is what the clock has taken past its lapse, which is when that is written."""
    zone = membership.zone
    if membership.cancel_on:
        return Place(Desk.LEAVING, day_begins(membership.cancel_on, zone))
    if membership.renews_by_itself_on:
        return Place(Desk.AUTO, day_begins(membership.term.end, zone))
    lapses = day_begins(membership.lapses_on, zone)
    if membership.reached.at >= lapses:
        return Place(Desk.LAPSED, lapses)
    return Place(Desk.OPEN, day_begins(membership.term.end, zone))


def still_fits(
    need: Need, membership: Membership, created: datetime, now: datetime, within: timedelta
) -> bool:
    """Of what an index shows, which may be a moment late, as the clock may be that comes each minute."""
    found, asked = place(membership, created), stretch(need, now, within)
    if found is None or found.desk not in DESKS[need]:
        return False
    if need is Need.GRACE and membership.status_by_rule(now) is Status.LAPSED:
        return False
    later = asked.after is None or found.at > asked.after
    return later and (asked.until is None or found.at <= asked.until)
