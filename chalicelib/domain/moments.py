"""The chain of moments that a membership walks by itself: reminders, renewal, lapse, and what is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .membership import Membership, Moment, Status
from .membership_type import MembershipType
from .renewal import renew_by_itself
from .zones import day_begins

TOO_OLD = timedelta(hours=36)
AUTO_RENEWAL = "auto_renewal"

DAYS_BEFORE = {"6wk": 42, "4wk": 28, "3wk": 21, "2wk": 14, "1wk": 7, "soon": 1}
DAYS_AFTER = {"1d": 1, "1wk": 7, "2wk": 14, "4wk": 28, "90d": 90}

AHEAD = frozenset(f"{family}_{name}" for family in ("expiring", "renewing") for name in DAYS_BEFORE)
BEHIND = frozenset(f"lapsed_{name}" for name in DAYS_AFTER)


@dataclass(frozen=True)
class Step:
    """What one step did: the moment that it reached, and the record that an auto-renewal made."""

    moment: Moment
    following: Membership | None = None


def fires_trigger(occurred_at: datetime, now: datetime) -> bool:
    """Whether an event is young enough for mails and webhooks (imports and long outages are silent)."""
    return now - occurred_at <= TOO_OLD


def next_moment(membership: Membership) -> Moment | None:
    """Where the membership waits: its place in the due index, None at the chain's end."""
    return next(iter(_ahead(membership)), None)


def take_step(membership: Membership, kind: MembershipType | None, *, now: datetime) -> Step | None:
    """Takes the next step that is due, once; None while nothing is. `kind` is asked by auto-renewal only.

    A reminder that a later one, its own end or 36 hours have overtaken is passed without a word. What the
    dates made true (lapsed, cancelled, begun) is told whatever its age, as of the moment it became true.
    """
    due = [moment for moment in _ahead(membership) if moment.at <= now]
    if not due:
        return None
    moment = next((one for one in due if not _overtaken(membership, one, due, now)), None)
    membership.reached = moment or due[-1]
    following = _meet(membership, moment, kind, now) if moment else None
    return Step(membership.reached, following)


def chain(membership: Membership) -> tuple[Moment, ...]:
    """All moments of the record as it stands, in order, the ones already reached among them."""
    return tuple(sorted(_moments(membership), key=_order))


def _ahead(membership: Membership) -> list[Moment]:
    return [moment for moment in chain(membership) if _order(moment) > _order(membership.reached)]


def _order(moment: Moment) -> tuple[datetime, bool]:
    """No two moments of a chain share an instant, except with the joining that it starts from."""
    return moment.at, moment.name != "joined"


def _moments(membership: Membership) -> Iterator[Moment]:
    """A pending application walks nowhere; a cancellation or a renewal leaves no reminders to send."""
    if membership.decided is not Status.ACTIVE:
        return
    if membership.renewal_of:
        yield Moment(_begins(membership), "renewed_membership")
    if membership.cancel_on:
        yield Moment(_at(membership, membership.cancel_on), "cancelled_membership")
    elif not membership.renewed_as:
        yield from _reminders_ahead(membership)
        yield from _turning(membership)


def _turning(membership: Membership) -> Iterator[Moment]:
    renews_on = membership.renews_by_itself_on
    if renews_on:
        yield Moment(_at(membership, renews_on), AUTO_RENEWAL)
        return
    yield Moment(_at(membership, membership.lapses_on), "lapsed")
    for name, days in DAYS_AFTER.items():
        yield Moment(_at(membership, membership.lapses_on + timedelta(days=days)), f"lapsed_{name}")


def _reminders_ahead(membership: Membership) -> Iterator[Moment]:
    """Counted back from the end date, the first day not covered; none before the period has begun."""
    family = "renewing" if membership.auto_renew else "expiring"
    for name, days in DAYS_BEFORE.items():
        at = _at(membership, membership.term.end - timedelta(days=days))
        if at > _begins(membership):
            yield Moment(at, f"{family}_{name}")


def _begins(membership: Membership) -> datetime:
    """When the period began to run: its first day, or the late renewal that made it."""
    start = _at(membership, membership.term.start)
    late = membership.activated_at if membership.renewal_of else None
    return max(start, late) if late else start


def _at(membership: Membership, day: date) -> datetime:
    return day_begins(day, membership.zone)


def _overtaken(membership: Membership, moment: Moment, due: list[Moment], now: datetime) -> bool:
    if moment.name not in AHEAD | BEHIND:
        return False
    family = AHEAD if moment.name in AHEAD else BEHIND
    later = any(other.name in family and _order(other) > _order(moment) for other in due)
    ended = moment.name in AHEAD and membership.has_reached(membership.term.end, now)
    return later or ended or _suspended(membership, moment) or not fires_trigger(moment.at, now)


def _suspended(membership: Membership, moment: Moment) -> bool:
    """A reminder that the overridden status belies is not sent."""
    expected = Status.ACTIVE if moment.name in AHEAD else Status.LAPSED
    return membership.status(moment.at) is not expected


def _meet(
    membership: Membership, moment: Moment, kind: MembershipType | None, now: datetime
) -> Membership | None:
    if moment.name == AUTO_RENEWAL:
        if kind is None:
            raise ValueError("an auto-renewal needs the membership's type")
        return renew_by_itself(membership, kind, due=moment.at, now=now)
    if moment.name == "cancelled_membership":
        membership.decided = Status.CANCELLED
    turn = _turn(moment)
    details = {"reason": membership.cancel_reason} if membership.cancel_reason else {}
    membership.record(moment.name, moment.at, turn=turn, **details)
    return None


def _turn(moment: Moment) -> int:
    """One event for one name and day: a date that was moved may be told of again, the same one never."""
    return moment.at.toordinal()
