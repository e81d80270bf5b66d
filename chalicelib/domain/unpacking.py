"""Unpacking: a membership's plan becomes its dated payments, once, however often the work is begun again."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from .kept_memberships import KeptMembership, PlanRun
from .payment import Payment, Place
from .payment_plan import OfferedPlan, PlanTerms
from .refusals import Conflict


def begin(kept: KeptMembership, *, at: datetime) -> None:
    """Say that there is work to do; from here on it is certain."""
    before = kept.plan
    if before is not None and before.state != "removed":
        raise Conflict("The payment plan is unpacked already.")
    kept.plan = PlanRun(before.turn + 1 if before else 1, 0, "unpacking")
    kept.last_updated = at


def agree(kept: KeptMembership, plan: OfferedPlan, invoice: str | None) -> None:
    """Fix what the payments follow from. Conflict without a fee, Invalid where it is too small to split."""
    fee = kept.fee
    if kept.plan is None or fee is None or fee.minor <= 0:
        raise Conflict("There is nothing to pay: neither the membership nor its type has a fee.")
    terms = PlanTerms(plan.uid, plan.terms, fee, kept.membership.term.start, invoice)
    kept.plan = replace(kept.plan, terms=terms, count=len(terms.payments()))


def let_go(kept: KeptMembership) -> None:
    """Nothing came of it."""
    kept.plan = replace(kept.plan, state="removed") if kept.plan else None


def end(kept: KeptMembership, turn: int, *, at: datetime) -> bool:
    """All its payments stand. False: somebody else said so before."""
    run = kept.plan
    if run is None or (run.turn, run.state) != (turn, "unpacking"):
        return False
    kept.plan, kept.last_updated = replace(run, state="unpacked"), at
    return True


def remove(kept: KeptMembership, *, ahead: int, at: datetime) -> bool:
    """Take the plan off, if none of its payments lies ahead. False: there is none to take off."""
    if ahead:
        raise Conflict(f"{ahead} scheduled payments lie ahead: delete them first.")
    if kept.membership.payment_plan is None and (kept.plan is None or kept.plan.state == "removed"):
        return False
    kept.membership.payment_plan = None
    kept.plan = replace(kept.plan, state="removed", terms=None) if kept.plan else None
    kept.last_updated = at
    return True


def payment_uid(member: str, turn: int, seq: int) -> str:
    """The uid of a plan's payment: whoever makes it a second time meets the first."""
    return hashlib.sha256(f"payment|{member}|{turn}|{seq}".encode()).hexdigest()[:24]


def uids(member: str, run: PlanRun | None) -> list[str]:
    """Of all payments that the plan made, whatever became of them."""
    return [payment_uid(member, run.turn, seq) for seq in range(1, run.count + 1)] if run else []


def payments(kept: KeptMembership, run: PlanRun, *, at: datetime) -> Iterator[Payment]:
    """All of them, in order. Their creation times follow each other, so that lists show them in order."""
    terms = run.terms
    if terms is None:
        return
    for one in terms.payments():
        made = at + timedelta(microseconds=one.seq)
        yield Payment(
            uid=payment_uid(kept.uid, run.turn, one.seq),
            contact=kept.membership.contact,
            contact_resource=kept.contact_resource,
            amount=one.amount,
            due_date=one.due_on,
            created=made,
            last_updated=made,
            zone=kept.membership.zone,
            member=kept.uid,
            invoice=terms.invoice,
            place=Place(terms.plan, run.turn, one.seq, run.count),
        )
