"""What a verifier may know of a certificate: that it is ours, whose, and whether it still holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from .achievement import Achievement
from .kept_memberships import KeptMembership
from .membership import Status
from .paper_facts import ended_on
from .tenant import Tenant


@dataclass(frozen=True)
class Verification:
    """`type` is what was joined or achieved; `dates` come in the order in which they are told."""

    document: Literal["membership", "achievement"]
    valid: bool
    organisation: str
    name: str
    type: str
    status: str
    number: str | None = None
    dates: Mapping[str, date | None] = field(default_factory=dict)


def of_membership(kept: KeptMembership, tenant: Tenant, name: str, *, now: datetime) -> Verification:
    membership = kept.membership
    status = membership.status(now)
    dates = {
        "member_since": membership.member_since,
        "valid_from": membership.term.start,
        "valid_until": membership.end,
        "ended_on": ended_on(membership, status, tenant.local(now).date()),
    }
    return Verification(
        document="membership",
        valid=status is Status.ACTIVE,
        organisation=tenant.name,
        name=name,
        type=kept.type_name,
        status=status.value,
        number=membership.number,
        dates=dates,
    )


def of_achievement(achievement: Achievement, tenant: Tenant, name: str) -> Verification:
    """One that was finished and then reopened is not valid just now."""
    finished = achievement.finished_date
    return Verification(
        document="achievement",
        valid=finished is not None,
        organisation=tenant.name,
        name=name,
        type=achievement.name,
        status="finished" if finished else "reopened",
        dates={"finished_on": tenant.local(finished).date() if finished else None},
    )
