"""How a membership begins and ends: activated, cancelled, and the events that it records."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.domain.joining import begin
from chalicelib.domain.membership import Link, Membership, Status
from chalicelib.domain.membership_type import MembershipType
from chalicelib.domain.money import Money
from chalicelib.domain.refusals import Conflict, Invalid, Locked
from chalicelib.domain.renewal import renew

from .memberships import UID, a_membership, a_type

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}
KIND = a_type(YEAR)
SPRING = datetime(2026, 4, 1, 12, tzinfo=UTC)
ADVENT = datetime(2026, 12, 1, 12, tzinfo=UTC)
IN_GRACE = datetime(2027, 1, 15, tzinfo=UTC)
AFTER = datetime(2027, 2, 1, tzinfo=UTC)
ADA = Link("a" * 24, "ada", "EAB55")


def names(membership: Membership) -> list[str]:
    return [event.name for event in membership.take_events()]


# --- activate --------------------------------------------------------------------------------------


def test_activating_tells_of_a_new_membership_with_what_was_true_then():
    membership = a_membership(**YEAR, decided="pending")

    membership.activate(SPRING)

    [event] = membership.take_events()
    assert (event.name, event.resource, event.subject, event.contact, event.occurred_at) == (
        "new_membership",
        "member",
        UID,
        "james",
        SPRING,
    )
    assert event.data == {
        "number": "EAB54",
        "membership_type": "grade-f",
        "start": "2026-01-01",
        "end": "2027-01-01",
        "grace_end": "2027-01-31",
        "member_since": "2026-01-01",
        "amount": None,
        "currency": None,
        "linked": [],
    }
    assert membership.take_events() == []


def test_activating_twice_is_refused():
    membership = a_membership(**YEAR)

    with pytest.raises(Conflict):
        membership.activate(SPRING)

    assert membership.take_events() == []


def test_an_application_whose_period_is_over_cannot_be_activated():
    membership = a_membership(**YEAR, decided="pending")

    with pytest.raises(Conflict):
        membership.activate(AFTER)

    assert membership.status(AFTER) is Status.PENDING


def test_a_type_may_activate_at_once():
    kind = MembershipType(
        uid="day", name="Day", calendar=KIND.calendar, activates_at_once=True, payment_plan="monthly"
    )
    fee = Money(Decimal("12"), "GBP")

    membership = begin(kind, uid=UID, number="1", contact="james", now=SPRING, amount=fee)

    assert membership.status(SPRING) is Status.ACTIVE
    assert membership.payment_plan == "monthly"
    [event] = membership.take_events()
    assert (event.name, event.data["amount"], event.data["currency"]) == ("new_membership", "12.00", "GBP")


def test_who_is_activated_before_the_start_is_active():
    membership = a_membership(**YEAR, start="2026-06-01")

    assert membership.status(SPRING) is Status.ACTIVE


@pytest.mark.parametrize(
    "fault", [{"grace_days": -1}, {"renewal_window_days": 1_097}, {"max_linked_members": 91}]
)
def test_a_type_out_of_bounds_names_its_fault(fault):
    with pytest.raises(Invalid) as refused:
        MembershipType(uid="x", name="X", calendar=KIND.calendar, **fault)

    assert set(refused.value.fields) == set(fault)


# --- cancel ----------------------------------------------------------------------------------------


def test_cancelling_at_once_ends_it_today():
    membership = a_membership(**YEAR, auto_renew=True)

    membership.cancel(SPRING, reason="moved away")

    [event] = membership.take_events()
    assert (event.name, event.data["reason"], event.data["end"]) == (
        "cancelled_membership",
        "moved away",
        "2026-04-01",
    )
    assert membership.status(SPRING) is Status.CANCELLED
    assert (membership.end, membership.grace_end) == (date(2026, 4, 1), date(2026, 4, 1))
    assert not membership.auto_renew


def test_cancelling_for_a_day_keeps_it_active_until_then():
    membership = a_membership(**YEAR, auto_renew=True)

    membership.cancel(SPRING, when=date(2026, 7, 1), reason="moving")

    assert names(membership) == ["cancelling_membership"]
    assert membership.status(datetime(2026, 6, 30, tzinfo=UTC)) is Status.ACTIVE
    assert membership.status(datetime(2026, 7, 1, tzinfo=UTC)) is Status.CANCELLED
    assert not membership.auto_renew


def test_a_cancelling_membership_can_still_be_cancelled_at_once():
    membership = a_membership(**YEAR)
    membership.cancel(SPRING, when=date(2026, 7, 1))

    membership.cancel(SPRING)

    assert names(membership) == ["cancelling_membership", "cancelled_membership"]
    assert membership.end == date(2026, 4, 1)


def test_an_application_is_withdrawn_by_cancelling_it():
    membership = a_membership(**YEAR, start="2026-06-01", decided="pending")

    membership.cancel(SPRING)

    assert membership.status(SPRING) is Status.CANCELLED
    assert membership.end == membership.term.start


def test_cancelling_twice_is_refused():
    membership = a_membership(**YEAR)
    membership.cancel(SPRING)
    membership.take_events()

    with pytest.raises(Locked):
        membership.cancel(ADVENT)

    assert membership.take_events() == []
    assert membership.end == date(2026, 4, 1)


def test_a_lapsed_membership_cannot_be_cancelled():
    with pytest.raises(Locked):
        a_membership(**YEAR).cancel(AFTER)


def test_cancelling_in_grace_keeps_the_end_that_was():
    membership = a_membership(**YEAR)

    membership.cancel(IN_GRACE)

    assert membership.end == date(2027, 1, 1)


def test_a_renewal_that_has_not_begun_is_cancelled_along_without_a_second_word():
    membership = a_membership(**YEAR, auto_renew=True)
    following = renew(membership, KIND, now=ADVENT)
    following.take_events()

    membership.cancel(ADVENT, following=following)

    assert names(membership) == ["cancelled_membership"]
    assert following.take_events() == []
    assert following.status(AFTER) is Status.CANCELLED
    assert following.end == following.term.start


def test_a_period_that_is_over_and_renewed_sends_to_the_one_that_followed():
    membership = a_membership(**YEAR)
    following = renew(membership, KIND, now=ADVENT)

    with pytest.raises(Conflict, match=following.uid):
        membership.cancel(IN_GRACE, following=following)


def test_cancelling_a_renewed_period_needs_the_one_that_follows():
    membership = a_membership(**YEAR)
    renew(membership, KIND, now=ADVENT)

    with pytest.raises(ValueError, match="follows"):
        membership.cancel(ADVENT)
