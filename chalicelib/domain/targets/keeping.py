"""What keeps a streak though nothing happens: pauses that are set, and freezes that are held."""

from datetime import date, datetime

from ..refusals import Invalid
from ..zones import local_day
from .enrolment import MOST_GRANTS, MOST_PAUSES, Enrolment, Grant, Pause, Scheme
from .refusals import InThePast, NotEnrolled, OnlyOfStreaks, TooMany
from .streak import advance, held, run_of

LONGEST_PAUSE_DAYS = 366
MOST_FREEZES = 100


def pause(scheme: Scheme, enrolment: Enrolment | None, start: date, end: date, *, now: datetime) -> Enrolment:
    """No cycle of which one of these days is part can break the streak; `end` is the first day after."""
    enrolment = _running(scheme, enrolment, "pauses")
    if start < local_day(now, scheme.group.zone):
        raise InThePast
    if not 0 < (end - start).days <= LONGEST_PAUSE_DAYS:
        raise Invalid("A pause is 1 to 366 days long.", {"endDate": "expected 1 to 366 days after startDate"})
    if len(enrolment.pauses) >= MOST_PAUSES:
        raise TooMany("pauses", MOST_PAUSES)
    enrolment.pauses = (*enrolment.pauses, Pause(start, end))
    advance(enrolment, scheme, now)
    return enrolment


def give_freezes(scheme: Scheme, enrolment: Enrolment | None, number: int, *, now: datetime) -> Enrolment:
    """One is used by itself at the end of each cycle that would break the streak, while there are any."""
    enrolment = _running(scheme, enrolment, "freezes")
    if number < 1:
        raise Invalid("Freezes are given.", {"freezes": "expected 1 or more"})
    if held(enrolment, run_of(enrolment, scheme, now)) + number > MOST_FREEZES:
        raise TooMany("freezes", MOST_FREEZES)
    if len(enrolment.grants) >= MOST_GRANTS:
        raise TooMany("grants of freezes", MOST_GRANTS)
    enrolment.grants = (*enrolment.grants, Grant(now, number))
    advance(enrolment, scheme, now)
    return enrolment


def _running(scheme: Scheme, enrolment: Enrolment | None, what: str) -> Enrolment:
    if not scheme.is_streak:
        raise OnlyOfStreaks(what)
    if enrolment is None or enrolment.running is None:
        raise NotEnrolled
    return enrolment
