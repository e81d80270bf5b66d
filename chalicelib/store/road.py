"""What the road of events knows of a tenant, as the head of the rule index says it: with every event.

Short names: they are read a million times. The head's version moves with each change of them.
"""

from decimal import Decimal

from ..domain.road import Road
from . import keys, tenants
from .codec import Item
from .table import TenantTable


def packed(road: Road) -> Item:
    said: Item = {"a": dict(road.action_points), "r": sorted(road.replaced)}
    return said if road.zone is None else {**said, "z": road.zone}


def read(head: Item | None) -> Road:
    said = (head or {}).get("g", {})
    points = {action: Decimal(points) for action, points in said.get("a", {}).items()}
    return Road(said.get("z"), points, frozenset(said.get("r", ())))


def zone(table: TenantTable) -> str:
    """The tenant's time zone, for what is no part of the road."""
    return read(table.get(keys.rules_head(table.tenant), consistent=False)).zone or own_zone(table)


def own_zone(table: TenantTable) -> str:
    """As the tenant's own record says it."""
    tenant = tenants.load(table, consistent=False)
    return tenant.timezone if tenant else "UTC"
