"""A due webhook goes out: claimed by a lease, called at least once, and its end kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.delivery import Delivery
from ..messaging.webhook import Caller, Unreachable
from ..store import keys, webhooks
from ..store.table import ConditionFailed, TenantTable
from ..store.webhooks import DELIVERIES
from . import telling

AGENT = "Laurel-Webhooks/1"
# A receiver that takes longer is not asked again in the same run: others wait behind it.
SLOW = timedelta(seconds=2)


@dataclass(frozen=True)
class Line:
    """How a webhook leaves, what time it is, and chance for the back-off."""

    caller: Caller
    clock: Callable[[], datetime]
    jitter: Callable[[], float]


def deliver(table: TenantTable, uid: str, line: Line) -> bool:
    """Call a webhook that is due; False: its receiver let us wait, so that the tenant's others may rest."""
    delivery = _claim(table, uid, line)
    if delivery is None:
        return True
    t = table.tenant
    gone = keys.webhook_gone(t, delivery.url)
    found = table.get_many([keys.webhook_secret(t), gone], consistent=True)
    if gone in found:
        delivery.end("gone", "the receiver has answered 410", at=line.clock())
        _keep(table, delivery)
        return True
    secret = webhooks.read_secret(found[keys.webhook_secret(t)])
    began = line.clock()
    try:
        status = _call(delivery, secret.signature, line)
    except Unreachable as why:
        delivery.postpone(str(why), at=line.clock(), jitter=line.jitter())
        _keep(table, delivery)
        return False
    delivery.answer(status, at=line.clock(), jitter=line.jitter())
    _keep(table, delivery)
    return line.clock() - began < SLOW


def _claim(table: TenantTable, uid: str, line: Line) -> Delivery | None:
    """The delivery, if it is ours to send."""
    delivery = DELIVERIES.find(table, uid)
    if delivery is None or not delivery.claim(at=line.clock()):
        return None
    try:
        _keep(table, delivery)
    except ConditionFailed:
        return None  # another sender was faster
    return delivery


def _call(delivery: Delivery, signature: Callable[[str, datetime, bytes], str], line: Line) -> int:
    at, body = line.clock(), delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "webhook-id": delivery.uid,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signature(delivery.uid, at, body),
    }
    return line.caller.post(delivery.url, headers, body)


def _keep(table: TenantTable, delivery: Delivery) -> None:
    """How it stands; where nobody is there any more, that is known to all others in the same write."""
    changed = DELIVERIES.changed(table.tenant, delivery)
    if delivery.state == "gone":
        table.transact([changed, webhooks.gone(table.tenant, delivery.url, delivery.last_updated)])
    else:
        table.put(changed)
    telling.of_webhook(table.tenant, delivery)
