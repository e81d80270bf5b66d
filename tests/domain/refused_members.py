"""What refusals about memberships say: the sentence, and the field at fault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.domain import joining
from chalicelib.domain.bringing import Brought, bring
from chalicelib.domain.calendar import MonthDay, Period, Term, bounded, calendar_of, shifted
from chalicelib.domain.membership import Link, Membership, Override, Status
from chalicelib.domain.membership_type import MembershipType
from chalicelib.domain.money import Money
from chalicelib.domain.renewal import renew
from chalicelib.domain.zones import zone_named

from .memberships import a_membership, a_type

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}
KIND = a_type(YEAR)
SPRING, ADVENT = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
IN_GRACE, AFTER = datetime(2027, 1, 15, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
ADA = Link("a" * 24, "ada", "EAB55")
MONTH = Period(months=1)
FOREVER = date(2030, 1, 1)
GBP, EUR = Money(Decimal(1), "GBP"), Money(Decimal(1), "EUR")


def member(**more: Any) -> Membership:
    return a_membership(**YEAR | more)


def renewed(at: datetime = ADVENT) -> Membership:
    membership = member()
    renew(membership, KIND, now=at)
    return membership


def suspended() -> Membership:
    membership = member()
    membership.override = Override(Status.CANCELLED, FOREVER, "agreed")
    return membership


def brought(**said: Any) -> Membership:
    return bring(KIND, Brought(**said), uid="u", number="N", contact="c", now=SPRING, zone="UTC")


SAID: list[tuple[Callable[[], object], str, dict[str, str]]] = [
    # calendars
    (
        lambda: bounded(1899, 12, 31),
        "The year 1899 is out of bounds.",
        {"date": "expected the years 1900 to 9998"},
    ),
    (
        lambda: bounded(9999, 1, 1),
        "The year 9999 is out of bounds.",
        {"date": "expected the years 1900 to 9998"},
    ),
    (
        lambda: shifted(date(1900, 1, 1), -1),
        "The date is out of bounds.",
        {"date": "expected the years 1900 to 9998"},
    ),
    (
        lambda: shifted(date(9998, 12, 31), 1),
        "The date is out of bounds.",
        {"date": "expected the years 1900 to 9998"},
    ),
    (lambda: Period(), "A period is 1 day to 100 years long.", {"period": "out of bounds"}),
    (lambda: Period(months=1, days=1), "A period is 1 day to 100 years long.", {"period": "out of bounds"}),
    (
        lambda: Period.parse("P1Y2D"),
        "period is not an ISO 8601 period.",
        {"period": "expected P1Y, P6M or P14D"},
    ),
    (
        lambda: Period.parse("", "interval"),
        "interval is not an ISO 8601 period.",
        {"interval": "expected P1Y, P6M or P14D"},
    ),
    (
        lambda: Term(date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1)),
        "A period ends after it starts, in 1900 to 9998.",
        {"end_date": "out of bounds"},
    ),
    (
        lambda: MonthDay.parse("02-30", "start_day"),
        "start_day is not a day of the year.",
        {"start_day": "expected MM-DD"},
    ),
    (
        lambda: calendar_of("P1Y", None, "07-01"),
        "rollover_day needs a start_day.",
        {"rollover_day": "only in a fixed year"},
    ),
    (
        lambda: calendar_of("P18M", "01-01"),
        "A fixed year lasts whole years.",
        {"period": "expected whole years"},
    ),
    (
        lambda: zone_named("Mars/Base"),
        "'Mars/Base' is not a time zone.",
        {"timezone": "expected an IANA name"},
    ),
    (
        lambda: MembershipType(
            uid="u", name="x", calendar=calendar_of("P1Y"), grace_days=1_097, max_linked_members=-1
        ),
        "The membership type is out of bounds.",
        {"grace_days": "expected 0 to 1096", "max_linked_members": "expected 0 to 90"},
    ),
    (
        lambda: calendar_of("P1Y", "13-01"),
        "start_day is not a day of the year.",
        {"start_day": "expected MM-DD"},
    ),
    (
        lambda: calendar_of("P1Y", "01-01", "00-01"),
        "rollover_day is not a day of the year.",
        {"rollover_day": "expected MM-DD"},
    ),
    # memberships
    (lambda: member().activate(SPRING), "Only a pending membership can be activated.", {}),
    (lambda: member(decided="pending").activate(AFTER), "Its period is over: start a new membership.", {}),
    (lambda: member(cancel_on="2026-03-01").cancel(SPRING), "The membership is cancelled already.", {}),
    (
        lambda: replace(renewed(), renewed_as="the next").cancel(IN_GRACE),
        "This period is over and renewed: cancel the next.",
        {},
    ),
    (lambda: member().cancel(AFTER), "The membership has lapsed.", {}),
    (
        lambda: member(decided="pending").cancel(SPRING, when=date(2026, 6, 1)),
        "It is not active yet: cancel it at once.",
        {},
    ),
    (
        lambda: member().cancel(SPRING, when=date(2027, 1, 1)),
        "when is a coming day before the end.",
        {"when": "expected before 2027-01-01"},
    ),
    (
        lambda: member(cancel_on="2026-06-01").set_auto_renew(True, SPRING),
        "This membership does not go on, so that it cannot renew by itself.",
        {},
    ),
    (
        lambda: renewed().set_auto_renew(True, ADVENT),
        "This membership does not go on, so that it cannot renew by itself.",
        {},
    ),
    (
        lambda: member().set_auto_renew(True, AFTER),
        "This membership does not go on, so that it cannot renew by itself.",
        {},
    ),
    (
        lambda: member().set_override(Status.ACTIVE, SPRING.date(), "x", SPRING),
        "An override ends on a coming day.",
        {"until": "expected a date after today"},
    ),
    (
        lambda: member().set_override(Status.ACTIVE, FOREVER, " ", SPRING),
        "An override needs its reason.",
        {"reason": "expected 1 to 500 signs"},
    ),
    (
        lambda: member().set_override(Status.ACTIVE, FOREVER, "x" * 501, SPRING),
        "An override needs its reason.",
        {"reason": "expected 1 to 500 signs"},
    ),
    (lambda: member().clear_override(SPRING), "No override holds.", {}),
    (lambda: renew(renewed(), KIND, now=ADVENT), "It has been renewed already.", {}),
    (lambda: renew(member(cancel_on="2026-12-20"), KIND, now=ADVENT), "It is cancelled, or will be.", {}),
    (lambda: renew(member(decided="pending"), KIND, now=ADVENT), "It is not active yet.", {}),
    (lambda: renew(member(), KIND, now=AFTER), "Its grace ended on 2027-01-31.", {}),
    (lambda: renew(suspended(), KIND, now=ADVENT), "An override suspends it.", {}),
    (lambda: renew(member(), KIND, now=SPRING), "Renewal opens on 2026-10-03.", {}),
    (lambda: joining.link(member(), ADA, AFTER), "Nobody joins a membership that is over.", {}),
    (
        lambda: joining.link(member(contact="ada"), ADA, SPRING),
        "The contact belongs to this membership already.",
        {},
    ),
    (
        lambda: joining.link(member(max_linked_members=0), ADA, SPRING),
        "The membership takes 0 linked members at most.",
        {},
    ),
    (lambda: joining.unlink(member(), "ada", SPRING), "The contact is not linked to this membership.", {}),
    # memberships that are brought over
    (
        lambda: brought(member_since=date(2026, 4, 2)),
        "A member since later.",
        {"member_since": "expected no day after the start"},
    ),
    (
        lambda: brought(status=Status.CANCELLED, auto_renew=True),
        "It does not go on.",
        {"auto_renew": "expected false: it is cancelled"},
    ),
    (
        lambda: brought(cancel_date=date(2028, 1, 1)),
        "A cancellation beyond the period.",
        {"cancel_date": "expected a day of the period"},
    ),
    (
        lambda: brought(cancel_date=date(2026, 4, 1), status=Status.ACTIVE),
        "Cancelled or not?",
        {"cancel_date": "expected cancelled, or active until a coming day"},
    ),
    (
        lambda: brought(cancel_date=date(2027, 4, 1), status=Status.ACTIVE),
        "Cancelled or not?",
        {"cancel_date": "expected cancelled, or active until a coming day"},
    ),
    (
        lambda: brought(status=Status.LAPSED),
        "Status and dates contradict.",
        {"status": "its dates say active"},
    ),
]
