"""Routes of webhooks: the secret that signs them, and every delivery with what became of it."""

import json
from typing import Any

from ...actions import webhooks
from ...domain import webhook_secret
from ...domain.delivery import OPEN_STATES, STATES, Delivery
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, one_of, ref, ref_or_uid
from ..sheep.dialect import Sheep
from . import wire

face = Face(Sheep())
DELIVERIES = "/api/v1/{flock}/delivery"


@face.endpoint(
    "POST",
    "/api/v1/{flock}/webhook_secret",
    who=ADMIN,
    summary="A new secret to sign webhooks with. It is shown this once.",
    answers=wire.NewWebhookSecret,
    status=201,
    keep_answer=False,
)
def new_webhook_secret(call: Call) -> Any:
    kept = webhooks.new_secret(call.table, call.ids.letters(webhook_secret.LETTERS), at=call.now)
    return wire.NewWebhookSecret(secret=kept.text, created=kept.last_updated, previous_until=kept.until)


@face.endpoint(
    "GET",
    DELIVERIES,
    who=ADMIN,
    summary="List webhooks' deliveries and what became of them.",
    answers=Page,
    query={**PAGING, "state": "open, delivered, gone or failed.", "event": "A ref or uid."},
)
def list_delivery(call: Call) -> Any:
    page = asked(call)
    event = ref_or_uid(call, "event", call.query["event"], ("event",)) if "event" in call.query else None
    facets = one_of(call, "state", {"open", *STATES} - OPEN_STATES)
    found = webhooks.deliveries(call.table, page, now=call.now, event_uid=event, facets=facets)
    return envelope(call, page, found, lambda one: _shown(call, one))


@face.endpoint(
    "GET", DELIVERIES + "/{uid}", who=ADMIN, summary="Show a delivery's state.", answers=wire.DeliveryRecord
)
def get_delivery(call: Call, uid: str) -> Any:
    return _shown(call, webhooks.delivery(call.table, a_uid(uid, "delivery")))


@face.endpoint(
    "PUT",
    DELIVERIES + "/{uid}/redeliver",
    who=ADMIN,
    summary="Deliver once more, under the same id.",
    answers=wire.DeliveryRecord,
)
def redeliver(call: Call, uid: str) -> Any:
    return _shown(call, webhooks.redeliver(call.table, a_uid(uid, "delivery"), at=call.now))


def _shown(call: Call, one: Delivery) -> wire.DeliveryRecord:
    return wire.DeliveryRecord(
        uid=one.uid,
        uri=ref(call, "delivery", one.uid),
        created=one.created,
        last_updated=one.last_updated,
        event=ref(call, "event", one.event),
        type=one.event_name,
        url=one.url,
        state=one.state,
        reason=one.reason,
        answered=one.answered,
        attempts=one.attempts,
        next_attempt=one.due,
        delivered_date=one.delivered_date,
        payload=json.loads(one.body),
    )
