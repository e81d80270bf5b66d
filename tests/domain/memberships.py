"""Memberships for tests: a type, a record at any stage, and the clock that walks it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from chalicelib.domain.calendar import calendar_of
from chalicelib.domain.events import Event
from chalicelib.domain.joining import begin
from chalicelib.domain.membership import Membership, Moment, Override, Status
from chalicelib.domain.membership_type import MembershipType
from chalicelib.domain.moments import take_step
from chalicelib.domain.zones import day_begins

UID = "5e3453b40b915a4c234a36ab"


def an_instant(text: str, zone: str = "UTC") -> datetime:
    """An instant as written, or the first one of a day in `zone`."""
    return datetime.fromisoformat(text) if "T" in text else day_begins(date.fromisoformat(text), zone)


def a_day(given: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(given[name]) if name in given else None


def a_type(given: Mapping[str, Any]) -> MembershipType:
    return MembershipType(
        uid="grade-f",
        name="Membership Grade F",
        calendar=calendar_of(given["period"], given.get("start_day"), given.get("rollover_day")),
        grace_days=given.get("grace_days", 0),
        renewal_window_days=given.get("window_days", 90),
        max_linked_members=given.get("max_linked_members", 2),
    )


def a_membership(**given: Any) -> Membership:
    """Begun on `joined` and active, unless `given` says otherwise; its events are taken."""
    zone = given.get("zone", "UTC")
    now = an_instant(given.get("joined_at") or given["joined"], zone)
    membership = begin(
        a_type(given),
        uid=given.get("uid", UID),
        number=given.get("number", "EAB54"),
        contact=given.get("contact", "james"),
        now=now,
        zone=zone,
        start=a_day(given, "start"),
        end=a_day(given, "end"),
        auto_renew=given.get("auto_renew", False),
    )
    if given.get("decided") != "pending":
        membership.activate(now)
    membership.cancel_on = a_day(given, "cancel_on")
    if "override" in given:
        status, until = given["override"]
        membership.override = Override(Status(status), date.fromisoformat(until), "agreed")
    if "reached" in given:
        membership.reached = Moment(an_instant(given["reached"], zone), "joined")
    membership.take_events()
    return membership


def run_the_job(membership: Membership, kind: MembershipType, now: datetime) -> list[Event]:
    """What the sweep does at `now`: every step that is due, on this record and on those that it makes."""
    events: list[Event] = []
    while step := take_step(membership, kind, now=now):
        events += membership.take_events()
        if step.following:
            events += step.following.take_events()
            events += run_the_job(step.following, kind, now)
    return events


def midnights(first: date, last: date) -> list[datetime]:
    days = range((last - first).days + 1)
    return [datetime.combine(first + timedelta(days=day), time(), UTC) for day in days]
