"""What is done with a tenant: founding it, its settings, its triggers."""

import hashlib
import hmac
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.ids import is_slug
from ..domain.refusals import Conflict, Invalid, NotFound
from ..domain.tenant import Tenant, check_timezone
from ..domain.triggers import Triggers, check_triggers, urls
from ..domain.webhook_secret import WebhookSecret, fresh
from ..store import keys, road, rules_head, tenants, webhooks
from ..store.conditions import Attr
from ..store.table import ConditionFailed, Table, TenantTable
from ..store.writes import Put, Update, Write


def found(table: Table, slug: str, name: str, *, secret: str, at: datetime) -> Tenant:
    """A new tenant, and its place on the list of all. The slug is for good; it is a word of every path."""
    if not is_slug(slug):
        raise Invalid("Not a tenant's name.", {"tenant": "2 to 40 of a-z, 0-9 and -; not v1, v3 or public"})
    tenant = Tenant(slug=slug, name=name, created=at, last_updated=at, secret=secret)
    try:
        table.transact([Put(keys.tenant(slug), tenants.item(tenant)), tenants.listed(slug, at)])
    except ConditionFailed as failed:
        raise Conflict(f"There is a tenant {slug} already.") from failed
    return tenant


def every(table: Table) -> Iterator[Tenant]:
    """For operators: all tenants, by their slugs."""
    return tenants.every(table)


def enlist(table: Table, slug: str, *, at: datetime) -> Tenant:
    """Put a tenant on the list that was founded before there was one; twice is as once."""
    tenant = get(table.of(slug))
    table.put(tenants.listed(slug, at))
    return tenant


def get(table: TenantTable) -> Tenant:
    tenant = tenants.load(table)
    if tenant is None:
        raise NotFound("There is no such tenant.")
    return tenant


def link_tail(table: TenantTable, uid: str) -> str:
    """The tail of a record that follows from another one (a renewal, its invoice), for its public link.

    Nobody can tell it from the uid, and yet it is the same however often the record is begun.
    """
    secret = get(table).secret
    return hmac.new(secret.encode(), f"link|{uid}".encode(), hashlib.sha256).hexdigest()[:16]


def change(table: TenantTable, changes: Mapping[str, Any], *, at: datetime) -> Tenant:
    """Change the settings that are given."""

    def decide() -> Tenant:
        before = get(table)
        after = replace(before, **changes, version=before.version + 1, last_updated=at)
        check_timezone(after.timezone)
        put = Put(keys.tenant(table.tenant), tenants.item(after), Attr("version").eq(before.version))
        if after.timezone == before.timezone:
            table.put(put)
        else:
            table.transact([put, _on_the_road(table, after)])
        return after

    return table.decided(decide)


def _on_the_road(table: TenantTable, tenant: Tenant) -> Update:
    """The road of events counts by the tenant's calendar, and reads no record of it."""
    head = table.get(keys.rules_head(table.tenant))
    return rules_head.on_the_road(table.tenant, head, replace(road.read(head), zone=tenant.timezone))


def triggers(table: TenantTable) -> Triggers:
    return tenants.triggers(table)


def set_triggers(
    table: TenantTable, wanted: Triggers, *, templates: Collection[str], chance: str, at: datetime
) -> Triggers:
    """Replace the whole table of triggers; an event that is not named leads to nothing.

    A URL that is named here is called again, whatever its receiver said before. With the first URL the
    tenant gets a secret to sign with, made of `chance`, so that nothing ever leaves unsigned.
    """
    check_triggers(wanted, templates)
    kept = Put(keys.triggers(table.tenant), tenants.triggers_item(wanted), None)
    called = urls(wanted)
    if called:
        table.decided(lambda: table.transact([kept, *_calling(table, called, chance, at)]))
    else:
        table.put(kept)
    return wanted


def _calling(table: TenantTable, called: Collection[str], chance: str, at: datetime) -> list[Write]:
    """What calling these URLs needs."""
    back: list[Write] = [webhooks.back(table.tenant, url) for url in called]
    if webhooks.secret(table) is None:
        back.append(webhooks.secret_put(table.tenant, WebhookSecret.first(fresh(chance), at=at)))
    return back
