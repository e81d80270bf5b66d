"""A tenant's settings and triggers: two items beside each other."""

from dataclasses import fields

from ..domain.tenant import Tenant
from ..domain.triggers import DEFAULT_TRIGGERS, Action, Triggers
from . import keys, reading
from .codec import Item
from .records import pack
from .table import TenantTable


def item(tenant: Tenant) -> Item:
    return {field.name: pack(getattr(tenant, field.name)) for field in fields(tenant)}


def load(table: TenantTable, *, consistent: bool = True) -> Tenant | None:
    found = table.get(keys.tenant(table.tenant), consistent=consistent)
    return read(found) if found else None


def read(found: Item) -> Tenant:
    return reading.read(Tenant, found)


def triggers(table: TenantTable) -> Triggers:
    """What the tenant set, be it nothing at all; the defaults where it never set any."""
    found = table.get(keys.triggers(table.tenant))
    return read_triggers(found) if found else DEFAULT_TRIGGERS


def read_triggers(found: Item) -> Triggers:
    return {
        event: tuple(reading.read(Action, action) for action in actions)
        for event, actions in found["triggers"].items()
    }


def triggers_item(wanted: Triggers) -> Item:
    plain = {event: [action.as_said() for action in actions] for event, actions in wanted.items()}
    return {"triggers": plain}
