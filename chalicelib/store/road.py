"""What the road of events knows of a tenant, as the head of the rule index holds it.

It stands there because every event reads the head anyway, and because the head's version then moves with it.
"""

from decimal import Decimal

from ..domain.road import Road
from . import tenants
from .codec import Item
from .table import TenantTable


def packed(road: Road) -> Item:
    points = dict(road.action_points)
    said = {"z": road.zone, "p": points or None, "b": sorted(road.replaced) or None}
    return {name: value for name, value in said.items() if value is not None}


def read(head: Item | None) -> Road:
    """The zone is None as long as the tenant never changed it: its own record says it."""
    said = (head or {}).get("g", {})
    points = {action: Decimal(value) for action, value in said.get("p", {}).items()}
    return Road(said.get("z"), points, frozenset(said.get("b", ())))


def own_zone(table: TenantTable) -> str:
    tenant = tenants.load(table, consistent=False)
    return tenant.timezone if tenant else "UTC"
