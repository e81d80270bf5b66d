"""A membership that is brought over: all that the other system says of it is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.bringing import Brought, bring
from chalicelib.domain.events import event_uid
from chalicelib.domain.membership import Membership, Status
from chalicelib.domain.money import Money
from chalicelib.domain.zones import day_begins

from .memberships import a_type

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KIND = a_type({"period": "P1Y", "grace_days": 30})
START, END = date(2026, 3, 1), date(2027, 3, 1)


def brought(at_once: bool = False, zone: str = "UTC", **said: Any) -> Membership:
    kind = replace(KIND, activates_at_once=at_once)
    return bring(
        kind,
        Brought(**{"start": START} | said),
        uid="u" * 24,
        number="N7",
        contact="c" * 24,
        now=NOW,
        zone=zone,
    )


def test_it_has_what_was_said_and_for_the_rest_what_its_type_says() -> None:
    fee = Money(Decimal(12), "GBP")

    membership = brought(
        status=Status.ACTIVE, amount=fee, auto_renew=True, payment_plan="p", zone="Europe/Berlin"
    )

    assert (membership.uid, membership.number, membership.contact) == ("u" * 24, "N7", "c" * 24)
    assert (membership.amount, membership.auto_renew, membership.payment_plan) == (fee, True, "p")
    assert (membership.zone, membership.grace_days) == ("Europe/Berlin", 30)
    assert (membership.term.start, membership.term.end, membership.member_since) == (START, END, START)
    assert membership.activated_at == day_begins(START, "Europe/Berlin")


@pytest.mark.parametrize("at_once", [False, True])
def test_without_a_status_its_type_decides_and_only_what_is_active_is_told(at_once: bool) -> None:
    membership = brought(at_once)

    events = membership.take_events()

    assert membership.decided is (Status.ACTIVE if at_once else Status.PENDING)
    assert [event.uid for event in events] == [event_uid("new_membership", "u" * 24, 1)] * at_once
    assert [event.occurred_at for event in events] == [day_begins(START, "UTC")] * at_once


def test_one_that_starts_later_is_activated_now() -> None:
    assert brought(start=date(2026, 12, 1), status=Status.ACTIVE).activated_at == NOW


@pytest.mark.parametrize(
    ("start", "day", "stands"),
    [
        (START, None, date(2026, 11, 21)),
        (date(2026, 12, 1), None, date(2026, 12, 1)),
        (date(2025, 3, 1), None, date(2026, 3, 1)),
        (START, date(2026, 5, 1), date(2026, 5, 1)),
        (START, START, START),
        (START, END, END),
    ],
)
def test_a_cancelled_one_ends_on_its_day_or_else_today_within_its_period(
    start: date, day: date | None, stands: date
) -> None:
    membership = brought(start=start, status=Status.CANCELLED, cancel_date=day)

    assert (membership.cancel_on, membership.decided) == (stands, Status.CANCELLED)
    assert membership.take_events() == []


def test_a_cancellation_to_come_is_kept() -> None:
    coming = date(2026, 11, 22)

    assert brought(status=Status.ACTIVE, cancel_date=coming).cancel_on == coming


def test_a_member_since_the_first_day_is_one() -> None:
    assert brought(member_since=START).member_since == START
