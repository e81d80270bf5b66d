"""The facts of a paper, taken from the records that it is about."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from .achievement import Achievement
from .bills import ZERO, Bill, Party
from .invoice import Invoice, InvoiceStatus, Quote, QuoteStatus
from .kept_memberships import KeptMembership
from .membership import Membership, Status
from .money import Money
from .paper_words import PaperKind
from .sheets import AchievementSheet, MembershipSheet, MissingInvoiceSheet
from .tenant import Tenant

if TYPE_CHECKING:
    from .papers import PaperDesign

Sheet = MembershipSheet | AchievementSheet | MissingInvoiceSheet | Bill


@dataclass(frozen=True)
class Order:
    """All that the press needs. `at` is the midnight of the tenant's today, so that a paper is the same all
    day long.
    """

    kind: PaperKind
    sheet: Sheet
    design: "PaperDesign"
    at: datetime


def membership_sheet(
    kept: KeptMembership, tenant: Tenant, name: str, verify_url: str, *, now: datetime
) -> MembershipSheet:
    membership, today = kept.membership, tenant.local(now).date()
    status = membership.status(now)
    return MembershipSheet(
        organisation=tenant.name,
        name=name,
        membership_type=kept.type_name,
        number=membership.number,
        standing=status.value,
        member_since=membership.member_since,
        valid_from=membership.term.start,
        valid_until=membership.end,
        ended_on=ended_on(membership, status, today),
        issued_on=today,
        verify_url=verify_url,
    )


def ended_on(membership: Membership, status: Status, today: date) -> date | None:
    """The day on which it lapsed or was cancelled; never a day to come, whatever an override says."""
    match status:
        case Status.CANCELLED:
            return min(membership.end, today)
        case Status.LAPSED:
            return min(membership.grace_end, today)
        case _:
            return None


def achievement_sheet(
    achievement: Achievement, tenant: Tenant, name: str, verify_url: str, *, now: datetime
) -> AchievementSheet:
    if achievement.finished_date is None:
        raise ValueError("an unfinished achievement has no certificate")
    return AchievementSheet(
        organisation=tenant.name,
        name=name,
        achievement=achievement.name,
        finished_on=tenant.local(achievement.finished_date).date(),
        issued_on=tenant.local(now).date(),
        steps=len(achievement.steps),
        verify_url=verify_url,
    )


def bill_of(
    priced: Invoice | Quote, tenant: Tenant, buyer: str, *, paid: Money | None = None, void: bool = False
) -> Bill:
    """What both have; an address or a tax number of the buyer's never stands on a public paper."""
    return Bill(
        number=priced.number,
        currency=priced.currency,
        issued_on=priced.issued_date,
        seller=seller(tenant),
        buyer=Party(buyer),
        lines=priced.lines,
        due_on=priced.due_date,
        reference=priced.reference or "",
        paid=paid.amount if paid else ZERO,
        void=void,
    )


def invoice_bill(invoice: Invoice, tenant: Tenant, buyer: str) -> Bill:
    void = invoice.status is InvoiceStatus.VOID
    bill = bill_of(invoice, tenant, buyer, paid=invoice.paid, void=void)
    settled = invoice.settled_date
    return replace(bill, paid_on=tenant.local(settled).date()) if settled else bill


def quote_bill(quote: Quote, tenant: Tenant, buyer: str) -> Bill:
    return bill_of(quote, tenant, buyer, void=quote.status is QuoteStatus.DECLINED)


def seller(tenant: Tenant) -> Party:
    lines = tuple(line.strip() for line in (tenant.address or "").splitlines() if line.strip())
    return Party(tenant.name, lines, tenant.tax_id or "")
