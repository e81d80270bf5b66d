"""What is done with webhooks: their secret, looking at deliveries, and sending one again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.delivery import OPEN_STATES, Delivery
from ..domain.refusals import Conflict
from ..domain.webhook_secret import WebhookSecret, fresh
from ..store import webhooks
from ..store.table import TenantTable
from ..store.webhooks import DELIVERIES
from .listing import Asked, Listed, records


def new_secret(table: TenantTable, chance: str, *, at: datetime) -> WebhookSecret:
    """The tenant's first secret, or its next; the last one signs beside it for a day.

    Of the same chance (a repeated request) the same one is made.
    """
    key = fresh(chance)

    def decide() -> WebhookSecret:
        kept = webhooks.secret(table)
        if kept is None:
            kept = WebhookSecret.first(key, at=at)
        elif kept.current == key:
            return kept
        else:
            kept.rotate(key, at=at)
        table.put(webhooks.secret_put(table.tenant, kept))
        return kept

    return table.decided(decide)


def deliveries(
    table: TenantTable, asked: Asked, *, now: datetime, event_uid: str | None, facets: Mapping[str, Any]
) -> Listed[Delivery]:
    return records(table, DELIVERIES, asked, now=now, subject=event_uid, facets=facets)


def delivery(table: TenantTable, uid: str) -> Delivery:
    return DELIVERIES.load(table, uid)


def redeliver(table: TenantTable, uid: str, *, at: datetime) -> Delivery:
    """Send one once more under the same uid, delivered or not; a URL that was gone is tried again."""

    def decide() -> Delivery:
        one = DELIVERIES.load(table, uid)
        if one.state in OPEN_STATES:
            raise Conflict(f"This delivery is {one.state} already.")
        one.redeliver(at=at)
        t = table.tenant
        table.transact([DELIVERIES.changed(t, one), webhooks.back(t, one.url)])
        return one

    return table.decided(decide)
