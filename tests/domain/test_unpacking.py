"""A membership's plan becomes its payments once; taken off and put on again it makes others."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain import unpacking
from chalicelib.domain.calendar import Period
from chalicelib.domain.kept_memberships import KeptMembership, PlanRun
from chalicelib.domain.money import Money
from chalicelib.domain.payment import Place
from chalicelib.domain.payment_plan import OfferedPlan, PaymentPlan, PlanTerms
from chalicelib.domain.refusals import Conflict, Invalid

from .papers import NOON, a_kept_membership

LATER = NOON + timedelta(hours=1)
FEE = Money(Decimal(100), "GBP")
MONTHLY = OfferedPlan(
    uid="p" * 24, name="Monthly", created=NOON, last_updated=NOON, terms=PaymentPlan(3, Period(months=1), 14)
)
DONE = PlanRun(1, 3, "unpacked", PlanTerms(MONTHLY.uid, MONTHLY.terms, FEE, date(2026, 1, 1), None))


def a_member(plan: PlanRun | None = None, price: Money | None = FEE) -> KeptMembership:
    return a_kept_membership({"plan": plan, "price": price}, joined="2026-01-31")


def test_to_begin_says_that_there_is_work_to_do_at_once() -> None:
    kept = a_member()

    unpacking.begin(kept, at=LATER)

    assert kept.plan == PlanRun(1, 0, "unpacking")
    assert (kept.unpacks, kept.due, kept.last_updated) == (True, LATER, LATER)


def test_a_plan_that_was_removed_begins_its_next_turn() -> None:
    kept = a_member(replace(DONE, turn=4, state="removed"))

    unpacking.begin(kept, at=LATER)

    assert kept.plan == PlanRun(5, 0, "unpacking")


@pytest.mark.parametrize("state", ["unpacking", "unpacked"])
def test_it_is_begun_once(state: str) -> None:
    kept = a_member(replace(DONE, state=state))

    with pytest.raises(Conflict, match=r"^The payment plan is unpacked already\.$"):
        unpacking.begin(kept, at=LATER)

    assert kept.last_updated == NOON


def test_what_is_agreed_fixes_the_payments_whatever_changes_later() -> None:
    kept = a_member()
    unpacking.begin(kept, at=LATER)

    unpacking.agree(kept, MONTHLY, "i" * 24)

    terms = PlanTerms(MONTHLY.uid, MONTHLY.terms, FEE, date(2026, 1, 31), "i" * 24)
    assert kept.plan == PlanRun(1, 3, "unpacking", terms)


@pytest.mark.parametrize("price", [None, Money(Decimal(0), "GBP"), Money(Decimal(-1), "GBP")])
def test_without_a_fee_there_is_nothing_to_agree_on(price: Money | None) -> None:
    kept = a_member(PlanRun(1, 0, "unpacking"), price)

    with pytest.raises(Conflict, match="nothing to pay"):
        unpacking.agree(kept, MONTHLY, None)


def test_nothing_is_agreed_before_it_was_begun() -> None:
    with pytest.raises(Conflict):
        unpacking.agree(a_member(), MONTHLY, None)


def test_a_penny_is_fee_enough_for_one_payment_and_too_little_for_three() -> None:
    kept = a_member(PlanRun(1, 0, "unpacking"), Money(Decimal("0.01"), "GBP"))

    with pytest.raises(Invalid):
        unpacking.agree(kept, MONTHLY, None)
    unpacking.agree(kept, replace(MONTHLY, terms=PaymentPlan(1, Period(months=1))), None)

    assert kept.plan is not None and kept.plan.count == 1


def test_what_came_to_nothing_is_let_go() -> None:
    kept, without = a_member(PlanRun(2, 0, "unpacking")), a_member()

    unpacking.let_go(kept)
    unpacking.let_go(without)

    assert kept.plan == PlanRun(2, 0, "removed") and without.plan is None


def test_the_end_is_said_once() -> None:
    kept = a_member(replace(DONE, state="unpacking"))

    assert unpacking.end(kept, 1, at=LATER)
    assert kept.plan == DONE and kept.last_updated == LATER
    assert not unpacking.end(kept, 1, at=LATER + timedelta(hours=1))
    assert kept.last_updated == LATER


@pytest.mark.parametrize(
    "plan", [None, replace(DONE, turn=2, state="unpacking"), DONE, replace(DONE, state="removed")]
)
def test_the_end_of_another_turn_is_not_said(plan: PlanRun | None) -> None:
    kept = a_member(plan)

    assert not unpacking.end(kept, 1, at=LATER)
    assert kept.plan == plan and kept.last_updated == NOON


def test_a_plan_with_payments_ahead_stays() -> None:
    kept = a_member(DONE)

    with pytest.raises(Conflict, match=r"^1 scheduled payments lie ahead"):
        unpacking.remove(kept, ahead=1, at=LATER)

    assert kept.plan == DONE and kept.last_updated == NOON


def test_a_plan_is_taken_off_once_and_keeps_its_turn() -> None:
    kept = a_member(DONE)
    kept.membership.payment_plan = MONTHLY.uid

    assert unpacking.remove(kept, ahead=0, at=LATER)
    assert kept.plan == PlanRun(1, 3, "removed") and kept.last_updated == LATER
    assert kept.membership.payment_plan is None
    assert not unpacking.remove(kept, ahead=0, at=LATER + timedelta(hours=1))
    assert kept.last_updated == LATER


@pytest.mark.parametrize(
    ("plan", "named"), [(None, "p"), (replace(DONE, state="removed"), "p"), (DONE, None)]
)
def test_a_plan_that_is_only_named_or_only_unpacked_is_taken_off_too(
    plan: PlanRun | None, named: str | None
) -> None:
    kept = a_member(plan)
    kept.membership.payment_plan = named

    assert unpacking.remove(kept, ahead=0, at=LATER)
    assert kept.membership.payment_plan is None
    assert (kept.plan is None) is (plan is None)


def test_its_payments_are_dated_numbered_and_made_one_after_the_other() -> None:
    kept = a_member(PlanRun(2, 0, "unpacking"))
    kept.membership.zone = "Europe/Berlin"
    unpacking.agree(kept, MONTHLY, "i" * 24)
    assert kept.plan is not None

    made = list(unpacking.payments(kept, kept.plan, at=NOON))

    assert [one.uid for one in made] == unpacking.uids(kept.uid, kept.plan)
    assert [str(one.amount) for one in made] == ["33.34 GBP", "33.33 GBP", "33.33 GBP"]
    assert [one.due_date.isoformat() for one in made] == ["2026-02-14", "2026-03-14", "2026-04-14"]
    assert [one.place for one in made] == [Place(MONTHLY.uid, 2, seq, 3) for seq in (1, 2, 3)]
    assert [one.created - NOON for one in made] == [timedelta(microseconds=seq) for seq in (1, 2, 3)]
    assert [one.last_updated for one in made] == [one.created for one in made]
    assert {(one.contact, one.contact_resource, one.zone) for one in made} == {
        ("james", "person", "Europe/Berlin")
    }
    assert {(one.member, one.invoice) for one in made} == {(kept.uid, "i" * 24)}


def test_what_was_not_agreed_makes_no_payments() -> None:
    kept = a_member()

    assert list(unpacking.payments(kept, PlanRun(1, 0, "unpacking"), at=NOON)) == []
    assert unpacking.uids(kept.uid, None) == []
    assert (
        len(set(unpacking.uids(kept.uid, DONE)) | set(unpacking.uids(kept.uid, replace(DONE, turn=2)))) == 6
    )
