"""What is done with invoices: issuing, settling, annulling; and the one that a renewal makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ..domain.bills import BillLine
from ..domain.invoice import Invoice, renewal_invoice
from ..domain.kept_memberships import KeptMembership
from ..domain.money import Money
from ..domain.refusals import Locked
from ..domain.zones import local_day
from ..store import lists
from ..store.memberships import MEMBERSHIPS
from ..store.money import INVOICES
from ..store.records import writes
from ..store.table import TenantTable
from ..store.writes import Write
from . import numbering, tenants


def add(table: TenantTable, draft: Invoice, *, at: datetime) -> Invoice:
    """Issue an invoice, under the next number unless it brings one. A membership knows its latest."""

    def known_to_its_membership() -> Sequence[Write]:
        if draft.member is None:
            return ()
        kept = MEMBERSHIPS.load(table, draft.member)
        kept.invoice, kept.last_updated = draft.uid, at
        return (MEMBERSHIPS.changed(table.tenant, kept),)

    return numbering.add(table, INVOICES, draft, known_to_its_membership)


def bill_renewal(table: TenantTable, member: str, *, at: datetime) -> Invoice | None:
    """The invoice of a renewed membership, made once; None where nothing is to be paid."""
    kept = MEMBERSHIPS.find(table, member)
    if kept is None:
        return None
    uid = renewal_invoice(member)
    if kept.invoice == uid:
        return INVOICES.find(table, uid)
    fee = kept.fee
    if fee is None or fee.minor <= 0:
        return None
    return add(table, _of_renewal(kept, uid, fee, tenants.link_tail(table, uid), at), at=at)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Invoice:
    """Change what is given while it is open and nothing was received."""

    def decide(invoice: Invoice) -> Invoice:
        invoice.may_change()
        after = replace(invoice, **changes, last_updated=at)
        after.check()
        return after

    return _changed(table, uid, decide)


def settle(table: TenantTable, uid: str, paid_date: datetime, *, at: datetime) -> Invoice:
    return _changed(table, uid, lambda invoice: invoice.settle(paid_date, at=at))


def annul(table: TenantTable, uid: str, *, at: datetime) -> Invoice:
    return _changed(table, uid, lambda invoice: invoice.annul(at=at))


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Remove one that nobody has paid anything of. Its number is not given again."""

    def decide() -> None:
        invoice = INVOICES.load(table, uid)
        if invoice.settled_date or invoice.received:
            raise Locked("An invoice that was paid is kept.")
        untallied = lists.untallied(table, INVOICES.places(table.tenant, invoice), at=at)
        table.transact(writes(INVOICES.gone(table.tenant, invoice, at=at), untallied))

    table.decided(decide)


def get(table: TenantTable, uid: str) -> Invoice:
    return INVOICES.load(table, uid)


def _changed(table: TenantTable, uid: str, act: Callable[[Invoice], Invoice | None]) -> Invoice:
    def decide() -> Invoice:
        invoice = INVOICES.load(table, uid)
        invoice = act(invoice) or invoice
        table.put(INVOICES.changed(table.tenant, invoice))
        return invoice

    return table.decided(decide)


def _of_renewal(kept: KeptMembership, uid: str, fee: Money, tail: str, at: datetime) -> Invoice:
    """One line: the type and the days it covers, the last one named."""
    term, issued = kept.membership.term, local_day(at, kept.membership.zone)
    words = f"{kept.type_name}, {term.start.isoformat()} to {(term.end - timedelta(days=1)).isoformat()}"
    return Invoice(
        uid=uid,
        number="",
        contact=kept.membership.contact,
        contact_resource=kept.contact_resource,
        member=kept.uid,
        currency=fee.currency,
        lines=(BillLine(words, Decimal(1), fee.amount, fee.amount),),
        issued_date=issued,
        due_date=max(issued, term.start),
        reference=kept.membership.number,
        created=at,
        last_updated=at,
        link_tail=tail,
    )
