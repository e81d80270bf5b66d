"""What is done with payment plans, as a tenant offers them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.payment_plan import OfferedPlan
from ..store.money import PAYMENT_PLANS
from ..store.table import TenantTable
from . import plain
from .listing import Asked, Listed, records


def add(table: TenantTable, plan: OfferedPlan) -> OfferedPlan:
    return plain.add(table, PAYMENT_PLANS, plan, check=_nothing)


def change(
    table: TenantTable, uid: str, name: str | None, terms: Mapping[str, Any], *, at: datetime
) -> OfferedPlan:
    """Change what is given. What was unpacked before keeps the terms it was unpacked by."""

    def decide() -> OfferedPlan:
        plan = PAYMENT_PLANS.load(table, uid)
        plan.name, plan.terms, plan.last_updated = name or plan.name, replace(plan.terms, **terms), at
        table.put(PAYMENT_PLANS.changed(table.tenant, plan))
        return plan

    return table.decided(decide)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    plain.remove(table, PAYMENT_PLANS, uid, at=at)


def get(table: TenantTable, uid: str) -> OfferedPlan:
    return PAYMENT_PLANS.load(table, uid)


def listed(
    table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]
) -> Listed[OfferedPlan]:
    return records(table, PAYMENT_PLANS, asked, now=now, facets=facets)


def _nothing(plan: OfferedPlan) -> None:
    """Its terms have checked themselves."""
