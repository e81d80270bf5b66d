"""The facts of a paper, taken from the records that it is about."""

from dataclasses import dataclass
from datetime import date, datetime

from .achievement import Achievement
from .bills import Bill, Party
from .kept_memberships import KeptMembership
from .membership import Membership, Status
from .paper_words import PaperKind
from .papers import PaperDesign
from .sheets import AchievementSheet, MembershipSheet, MissingInvoiceSheet
from .tenant import Tenant

Sheet = MembershipSheet | AchievementSheet | MissingInvoiceSheet | Bill


@dataclass(frozen=True)
class Order:
    """All that the press needs. `at` is the midnight of the tenant's today, so that a paper is the same all
    day long.
    """

    kind: PaperKind
    sheet: Sheet
    design: PaperDesign
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


def seller(tenant: Tenant) -> Party:
    lines = tuple(line.strip() for line in (tenant.address or "").splitlines() if line.strip())
    return Party(tenant.name, lines, tenant.tax_id or "")
