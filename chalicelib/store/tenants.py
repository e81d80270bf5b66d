"""A tenant's settings and triggers: two items beside each other. And the list of all tenants."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from ..domain.tenant import Tenant
from ..domain.triggers import DEFAULT_TRIGGERS, Action, Triggers
from . import keys, reading, tenant_keys
from .codec import Item
from .conditions import Where
from .ranges import pages
from .records import pack
from .table import Table, TenantTable
from .writes import Put


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


def listed(slug: str, at: datetime) -> Put:
    """The write that puts a tenant on the list of all; on it already, it stays."""
    return Put(tenant_keys.founded_tenant(slug), {"listed": keys.moment(at)}, None)


def every(table: Table) -> Iterator[Tenant]:
    """Those that were founded and are there, by their slugs."""
    here = Where("pk").eq(tenant_keys.founded_tenant("").pk)
    for page in pages(table, None, here, consistent=True):
        places = [keys.tenant(item["sk"]) for item in page.items]
        found = table.get_many(places, consistent=True)
        yield from (read(found[place]) for place in places if place in found)
