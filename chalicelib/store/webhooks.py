"""How webhooks are kept: deliveries, the secret that signs them, and which URLs nobody answers any more."""

from dataclasses import fields
from datetime import datetime

from ..domain.delivery import KEPT, OPEN_STATES, Delivery
from ..domain.failure import failing
from ..domain.webhook_secret import WebhookSecret
from . import keys
from .codec import Item
from .conditions import Attr
from .outbox import brief
from .reading import read
from .records import Kind, pack
from .table import TenantTable
from .writes import ABSENT, Delete, Put

DELIVERIES: Kind[Delivery] = Kind(
    name="delivery",
    model=Delivery,
    key=keys.delivery,
    facets=lambda one: {"state": "open" if one.state in OPEN_STATES else one.state, "c": brief(one.contact)},
    subject=lambda one: one.event,
    due=lambda one: one.due,
    failing=lambda one: failing("webhook", one.failed, waiting=one.state == "failed"),
    ttl=lambda one: one.created + KEPT,
)


def secret(table: TenantTable) -> WebhookSecret | None:
    found = table.get(keys.webhook_secret(table.tenant))
    return read_secret(found) if found else None


def read_secret(found: Item) -> WebhookSecret:
    return read(WebhookSecret, found)


def secret_put(t: str, kept: WebhookSecret) -> Put:
    """The write of a secret, new or guarded by the version that was read."""
    when = Attr("version").eq(kept.version) if kept.version else ABSENT
    kept.version += 1
    plain = {field.name: pack(getattr(kept, field.name)) for field in fields(kept)}
    return Put(keys.webhook_secret(t), plain, when)


def gone(t: str, url: str, at: datetime) -> Put:
    """The mark that a receiver said 410; it holds until the URL is set in a trigger again."""
    return Put(keys.webhook_gone(t, url), {"url": url, "created": keys.moment(at)}, None)


def back(t: str, url: str) -> Delete:
    return Delete(keys.webhook_gone(t, url))
