"""How a membership goes on: renewed, overridden, shared with linked members."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.domain.joining import link, shared, unlink
from chalicelib.domain.membership import Link, Membership, Status
from chalicelib.domain.money import Money
from chalicelib.domain.refusals import Conflict, Invalid, NotFound
from chalicelib.domain.renewal import next_uid, renew

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


# --- renew -----------------------------------------------------------------------------------------


def test_a_renewal_continues_from_the_old_end_and_carries_over_what_is_the_members():
    membership = a_membership(**YEAR, auto_renew=True)
    membership.amount = Money(Decimal("10"), "GBP")
    link(membership, ADA, SPRING)
    membership.take_events()

    following = renew(membership, KIND, now=ADVENT)

    assert (following.term.start, following.term.end) == (date(2027, 1, 1), date(2028, 1, 1))
    assert (following.number, following.contact, following.member_since) == (
        "EAB54",
        "james",
        date(2026, 1, 1),
    )
    assert (following.amount, following.auto_renew) == (membership.amount, True)
    assert [(one.contact, one.number) for one in following.linked] == [("ada", "EAB55")]
    assert following.linked[0].uid != ADA.uid
    assert (following.renewal_of, membership.renewed_as) == (UID, following.uid)


def test_a_renewal_is_confirmed_by_the_new_record():
    membership = a_membership(**YEAR)

    following = renew(membership, KIND, now=ADVENT)

    [event] = following.take_events()
    assert (event.name, event.subject, event.occurred_at) == ("renewal_confirmation", following.uid, ADVENT)
    assert event.data["renewal_of"] == UID
    assert membership.take_events() == []


def test_a_second_renewal_is_refused():
    membership = a_membership(**YEAR)
    renew(membership, KIND, now=ADVENT)

    with pytest.raises(Conflict, match="already"):
        renew(membership, KIND, now=ADVENT)


def test_the_next_record_has_the_same_uid_whoever_makes_it():
    first, second = a_membership(**YEAR), a_membership(**YEAR)

    made = renew(first, KIND, now=ADVENT).uid, renew(second, KIND, now=IN_GRACE).uid

    assert made[0] == made[1] == next_uid(UID, date(2027, 1, 1)) != next_uid(UID, date(2027, 1, 2))
    assert len(made[0]) == 24


def test_a_renewal_waits_for_its_start_and_then_is_active_by_itself():
    membership = a_membership(**YEAR)

    following = renew(membership, KIND, now=ADVENT)

    assert following.status(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) is Status.PENDING
    assert following.status(datetime(2027, 1, 1, tzinfo=UTC)) is Status.ACTIVE
    with pytest.raises(Conflict):
        following.activate(ADVENT)


def test_a_renewal_cannot_be_renewed_before_it_begins():
    following = renew(a_membership(**YEAR), a_type(YEAR | {"window_days": 1_000}), now=ADVENT)

    with pytest.raises(Conflict, match="not active"):
        renew(following, KIND, now=ADVENT)


def test_a_renewed_period_has_no_grace_of_its_own():
    membership = a_membership(**YEAR)

    renew(membership, KIND, now=ADVENT)

    assert membership.grace_end == membership.term.end
    assert membership.status(IN_GRACE) is Status.LAPSED


def test_a_type_that_shrank_keeps_the_linked_members_it_had():
    membership = a_membership(**YEAR)
    link(membership, ADA, SPRING)

    following = renew(membership, a_type(YEAR | {"max_linked_members": 0}), now=ADVENT)

    assert len(following.linked) == following.max_linked_members == 1


# --- auto-renewal ----------------------------------------------------------------------------------


def test_auto_renewal_is_switched_on_and_off():
    membership = a_membership(**YEAR)

    membership.set_auto_renew(True, SPRING)

    assert membership.renews_by_itself_on == date(2027, 1, 1)
    membership.set_auto_renew(False, SPRING)
    assert membership.renews_by_itself_on is None


@pytest.mark.parametrize("over", [{"cancel_on": "2026-07-01"}, {"joined": "2020-01-01"}])
def test_what_does_not_go_on_cannot_renew_by_itself(over):
    membership = a_membership(**(YEAR | over))

    with pytest.raises(Conflict):
        membership.set_auto_renew(True, SPRING)

    membership.set_auto_renew(False, SPRING)


def test_what_was_renewed_by_hand_does_not_renew_by_itself():
    membership = a_membership(**YEAR, auto_renew=True)

    renew(membership, KIND, now=ADVENT)

    assert membership.renews_by_itself_on is None
    with pytest.raises(Conflict):
        membership.set_auto_renew(True, ADVENT)


def test_an_old_record_that_is_brought_in_lapses_whatever_its_auto_renewal_says():
    membership = a_membership(**YEAR, auto_renew=True, reached="2027-06-01")

    assert membership.status(AFTER) is Status.LAPSED


# --- override --------------------------------------------------------------------------------------


def test_an_override_holds_until_its_day_and_then_the_rules_hold_again():
    membership = a_membership(**YEAR)

    membership.set_override(Status.CANCELLED, date(2026, 6, 1), " fees unpaid ", SPRING)

    [event] = membership.take_events()
    assert (event.name, event.data["status"], event.data["reason"]) == (
        "status_overridden",
        "cancelled",
        "fees unpaid",
    )
    assert membership.status(datetime(2026, 5, 31, 23, tzinfo=UTC)) is Status.CANCELLED
    assert membership.status(datetime(2026, 6, 1, tzinfo=UTC)) is Status.ACTIVE


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (date(2026, 4, 1), "today is over", "until"),
        (date(2026, 3, 1), "past", "until"),
        (date(2026, 6, 1), "  ", "reason"),
        (date(2026, 6, 1), "x" * 501, "reason"),
        (date(9998, 12, 31), "for ever", "date"),
    ],
)
def test_an_override_needs_a_coming_day_and_a_reason(until, reason, field):
    membership = a_membership(**YEAR)

    with pytest.raises(Invalid) as refused:
        membership.set_override(Status.ACTIVE, until, reason, SPRING)

    assert set(refused.value.fields) == {field}
    assert membership.override is None


def test_an_override_is_lifted_once():
    membership = a_membership(**YEAR, override=["lapsed", "2026-06-01"])

    membership.clear_override(SPRING)

    assert membership.status(SPRING) is Status.ACTIVE
    assert names(membership) == ["override_cleared"]
    with pytest.raises(Conflict):
        membership.clear_override(SPRING)


# --- linked members --------------------------------------------------------------------------------


def test_a_linked_member_shares_type_dates_and_status():
    membership = a_membership(**YEAR)
    link(membership, ADA, SPRING)

    view = shared(membership, ADA)

    assert (view.uid, view.contact, view.number) == (ADA.uid, "ada", "EAB55")
    assert (view.term, view.membership_type) == (membership.term, membership.membership_type)
    for now in (SPRING, IN_GRACE, AFTER):
        assert view.status(now) is membership.status(now)
    assert names(membership) == ["linked_member"]
    assert view.take_events() == []


def test_linked_members_are_limited_and_come_once():
    membership = a_membership(**YEAR, max_linked_members=1)
    link(membership, ADA, SPRING)

    for joining in (ADA, Link("b" * 24, "james", "1"), Link("b" * 24, "grace", "2")):
        with pytest.raises(Conflict):
            link(membership, joining, SPRING)

    assert membership.linked == (ADA,)


def test_nobody_joins_a_membership_that_is_over():
    with pytest.raises(Conflict, match="over"):
        link(a_membership(**YEAR), ADA, AFTER)


def test_a_linked_member_leaves_once():
    membership = a_membership(**YEAR)
    link(membership, ADA, SPRING)
    membership.take_events()

    unlink(membership, "ada", SPRING)

    assert names(membership) == ["unlinked_member"]
    with pytest.raises(NotFound):
        unlink(membership, "ada", SPRING)
