"""Payment plans of memberships: unpacked to payments in chunks, and taken back (promises M4, M5)."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from ..domain import unpacking
from ..domain.invoice import renewal_invoice
from ..domain.kept_memberships import KeptMembership, PlanRun
from ..domain.membership import Status
from ..domain.payment import Payment
from ..domain.refusals import Conflict, Invalid
from ..domain.zones import local_day
from ..store import lists
from ..store.conditions import Attr, Condition
from ..store.memberships import MEMBERSHIPS
from ..store.money import INVOICES, PAYMENT_PLANS, PAYMENTS
from ..store.records import alive, writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Check, Put

log = logging.getLogger(__name__)

# A transaction takes 100 writes: the payments, the check of the membership, and the tallies of three lists.
CHUNK = 90
T = TypeVar("T")


def unpack(table: TenantTable, uid: str, *, request: str, at: datetime) -> KeptMembership:
    """Make the payments of a membership's plan. Unpacked already, it refuses and makes none.

    What is agreed on is written first; from then on the sweep finishes what a crash leaves. The same
    request, repeated, goes on where it stopped.
    """

    def decide() -> KeptMembership | None:
        kept = MEMBERSHIPS.load(table, uid)
        if not kept.heeds(request):
            return None
        if kept.membership.status_by_rule(at) is Status.CANCELLED:
            raise Conflict("The membership is cancelled.")
        unpacking.begin(kept, at=at)
        _agree(table, kept)
        table.put(MEMBERSHIPS.changed(table.tenant, kept))
        return kept

    met = table.decided(decide)
    return go_on(table, uid, at=at, met=met) or MEMBERSHIPS.load(table, uid)


def go_on(
    table: TenantTable, uid: str, *, at: datetime, met: KeptMembership | None = None
) -> KeptMembership | None:
    """Make what is missing of the payments, and say that they stand. Doing it twice does nothing.

    The membership as it stands then; None where nothing is being unpacked. `met` is the record where it was
    agreed on a moment ago.
    """
    kept = met or table.decided(lambda: _agreed(table, uid, at))
    run = kept.plan if kept else None
    if kept is None or run is None or run.state != "unpacking":
        return None
    for chunk in _chunks(list(unpacking.payments(kept, run, at=at))):
        _put(table, uid, run, chunk)
    return _end(table, uid, run, at)


def delete_future(table: TenantTable, uid: str, *, request: str, at: datetime) -> int:
    """Delete the plan's payments that are scheduled for after today; says how many.

    Paid and past ones stay, also those paid meanwhile. The same request, repeated, counts what it deleted
    before.
    """
    kept = MEMBERSHIPS.load(table, uid)
    if kept.plan is not None and kept.plan.state == "unpacking":
        kept = go_on(table, uid, at=at) or MEMBERSHIPS.load(table, uid)
    today = local_day(at, kept.membership.zone)
    uids = unpacking.uids(uid, kept.plan)
    return sum(_delete_ahead(table, chunk, today, request, at) for chunk in _chunks(uids))


def remove_plan(table: TenantTable, uid: str, *, request: str, at: datetime) -> KeptMembership:
    """Take the plan off; Conflict while a payment of it lies ahead. Without one it is as if done before."""

    def decide() -> KeptMembership:
        kept = MEMBERSHIPS.load(table, uid)
        if kept.plan is not None and kept.plan.state == "unpacking":
            kept = go_on(table, uid, at=at) or MEMBERSHIPS.load(table, uid)
        if not kept.heeds(request):
            return kept
        today = local_day(at, kept.membership.zone)
        uids = unpacking.uids(uid, kept.plan)
        found = PAYMENTS.find_many(table, uids, consistent=True).values()
        if unpacking.remove(kept, ahead=sum(payment.lies_ahead(today) for payment in found), at=at):
            table.put(MEMBERSHIPS.changed(table.tenant, kept))
        return kept

    return table.decided(decide)


def _agreed(table: TenantTable, uid: str, at: datetime) -> KeptMembership | None:
    """The membership with the terms of its unpacking, which an auto-renewal leaves to be agreed on here.

    A plan that cannot be unpacked (no fee, a plan that is gone) is let go: nobody is there to be told.
    """
    kept = MEMBERSHIPS.find(table, uid)
    if kept is None or kept.plan is None or kept.plan.state != "unpacking" or kept.plan.terms:
        return kept
    try:
        _agree(table, kept)
    except (Conflict, Invalid) as refused:
        log.warning("a plan was not unpacked: %s", refused.detail)
        unpacking.let_go(kept)
    kept.last_updated = at
    table.put(MEMBERSHIPS.changed(table.tenant, kept))
    return kept


def _agree(table: TenantTable, kept: KeptMembership) -> None:
    uid = kept.membership.payment_plan
    plan = PAYMENT_PLANS.find(table, uid) if uid else None
    if plan is None:
        raise Conflict("The membership has no payment plan.")
    unpacking.agree(kept, plan, _invoice(table, kept))


def _invoice(table: TenantTable, kept: KeptMembership) -> str | None:
    """The open invoice that the payments will settle; a renewal's may still be on its way."""
    if kept.invoice is None or kept.fee is None:
        return renewal_invoice(kept.uid) if kept.membership.renewal_of else None
    invoice = INVOICES.find(table, kept.invoice)
    fits = invoice is not None and (invoice.status, invoice.currency) == ("open", kept.fee.currency)
    return kept.invoice if fits else None


def _put(table: TenantTable, uid: str, run: PlanRun, chunk: Sequence[Payment]) -> None:
    """A chunk of payments, those that are missing; none once the unpacking has ended in any way.

    The check within the transaction keeps a worker that was held up from bringing back what was deleted.
    """
    t = table.tenant
    home, wanted = MEMBERSHIPS.key(t, uid), [PAYMENTS.key(t, payment.uid) for payment in chunk]
    goes_on = Check(home, _unpacking(run.turn))

    def decide() -> None:
        found = table.get_many([home, *wanted], consistent=True)
        kept = MEMBERSHIPS.met(found, t, uid)
        if kept is None or kept.plan is None or (kept.plan.turn, kept.plan.state) != (run.turn, "unpacking"):
            return
        missing = [payment for payment, key in zip(chunk, wanted, strict=True) if key not in found]
        if missing:
            table.transact([goes_on, *(PAYMENTS.new(t, payment) for payment in missing)])

    try:  # as a rule none of them stands, and nobody need look
        table.transact([goes_on, *(PAYMENTS.new(t, payment) for payment in chunk)])
    except ConditionFailed:
        table.decided(decide)


def _unpacking(turn: int) -> Condition:
    same_turn = Attr("plan.turn").eq(turn) & Attr("plan.state").eq("unpacking")
    return same_turn & Attr("deleted").not_exists()


def _end(table: TenantTable, uid: str, run: PlanRun, at: datetime) -> KeptMembership | None:
    def decide() -> KeptMembership | None:
        kept = MEMBERSHIPS.find(table, uid)
        if kept is not None and unpacking.end(kept, run.turn, at=at):
            table.put(MEMBERSHIPS.changed(table.tenant, kept))
        return kept

    return table.decided(decide)


def _delete_ahead(table: TenantTable, uids: Sequence[str], today: date, request: str, at: datetime) -> int:
    """Those of a chunk that lie ahead, now or by this request before."""
    keys = [PAYMENTS.key(table.tenant, uid) for uid in uids]

    def decide() -> int:
        found = table.get_many(keys, consistent=True).values()
        before = [item for item in found if item.get("by") == request]
        payments = [PAYMENTS.read(item) for item in found if alive(item)]
        ahead = [payment for payment in payments if payment.lies_ahead(today)]
        if ahead:
            untallied = lists.untallied(table, *(PAYMENTS.places(table.tenant, one) for one in ahead), at=at)
            table.transact(writes([_gone(table, one, request, at) for one in ahead], untallied))
        return len(before) + len(ahead)

    return table.decided(decide)


def _gone(table: TenantTable, payment: Payment, request: str, at: datetime) -> Put:
    """Its tombstone, which says who deleted it."""
    put = PAYMENTS.gone(table.tenant, payment, at=at)
    return replace(put, item={**put.item, "by": request})


def _chunks(every: Sequence[T]) -> Iterator[Sequence[T]]:
    return (every[start : start + CHUNK] for start in range(0, len(every), CHUNK))
