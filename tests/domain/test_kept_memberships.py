"""A membership as it is kept: it knows the requests that were carried out on it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.events import event_uid
from chalicelib.domain.kept_memberships import MOST_REQUESTS, KeptMembership, KeptMembershipType, PlanRun
from chalicelib.domain.membership import Moment
from chalicelib.domain.money import Money
from chalicelib.domain.renewal import renew

from .memberships import a_type, an_instant
from .papers import NOON, TAIL, a_kept_membership

PRICE, PERSONAL = Money(Decimal(50), "GBP"), Money(Decimal("12.50"), "EUR")
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def a_kept_one(**fields: Any) -> KeptMembership:
    return a_kept_membership(fields)


def test_a_request_is_heeded_once():
    kept = a_kept_one()

    assert [kept.heeds(request) for request in ("a", "b", "a", "b", "c")] == [True, True, False, False, True]


def test_the_last_requests_are_known_and_older_ones_forgotten():
    kept = a_kept_one()
    asked = [str(number) for number in range(MOST_REQUESTS + 1)]

    for request in asked:
        kept.heeds(request)

    assert kept.requests == tuple(asked[1:])


def test_its_public_link_is_its_uid_and_its_tail():
    assert a_kept_one().link_id == "5e3453b40b915a4c234a36ab" + TAIL


def test_a_personal_fee_comes_before_the_types_price():
    kept = a_kept_one(price=PRICE)
    free = a_kept_one()

    assert (kept.fee, free.fee) == (PRICE, None)
    kept.membership.amount = PERSONAL
    assert kept.fee == PERSONAL


@pytest.mark.parametrize(
    ("state", "unpacks"), [(None, False), ("unpacking", True), ("unpacked", False), ("removed", False)]
)
def test_while_payments_are_being_made_it_is_due_at_once(state: Any, unpacks: bool):
    kept = a_kept_one(plan=PlanRun(1, 3, state) if state else None)

    assert kept.unpacks is unpacks
    assert kept.due == (NOON if unpacks else an_instant("2026-11-20"))


def test_it_is_due_at_its_next_moment_and_never_after_the_last():
    kept = a_kept_one()

    kept.membership.reached = Moment(an_instant("2026-12-31"), "expiring_soon")
    assert kept.due == an_instant("2027-01-01")
    kept.membership.reached = Moment(an_instant("2027-12-31"), "lapsed_90d")

    assert kept.due is None


def test_its_events_carry_the_words_that_a_mail_needs():
    kept = a_kept_one(price=PRICE)
    kept.membership.record("lapsed", NOON, turn=7, reason="late")

    (event,) = kept.take_events()

    assert event.uid == event_uid("lapsed", kept.uid, 7)
    assert (event.data["reason"], event.data["number"]) == ("late", "EAB54")
    assert kept.words.items() <= event.data.items()
    assert kept.words == {
        "amount": "50.00",
        "currency": "GBP",
        "contact_resource": "person",
        "contact_name": "James",
        "type_name": "Fellow",
        "link_id": kept.link_id,
        "auto_renew": False,
    }
    assert kept.take_events() == []


def test_without_a_fee_no_amount_is_told():
    words = a_kept_one().words

    assert (words["amount"], words["currency"]) == (None, None)


def test_the_next_period_is_kept_under_its_own_uid_at_the_types_price_of_today():
    kept = a_kept_one(price=PRICE, plan=PlanRun(1, 3, "unpacked"), invoice="i", external_ref="M-1")
    kind = KeptMembershipType(
        uid="grade-f",
        created=NOON,
        last_updated=NOON,
        rules=replace(a_type({"period": "P1Y"}), price=PERSONAL),
    )

    following = kept.follow(renew(kept.membership, kind.rules, now=NOW), kind, tail="f" * 16, at=NOW)

    assert following == KeptMembership(
        uid=kept.membership.renewed_as or "",
        created=NOW,
        last_updated=NOW,
        membership=following.membership,
        link_tail="f" * 16,
        contact_resource="person",
        contact_name="James",
        type_name="Membership Grade F",
        price=PERSONAL,
    )
    assert following.membership.renewal_of == kept.uid
