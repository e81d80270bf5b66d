"""Webhooks that follow an event: one delivery for each URL that the triggers name."""

from collections.abc import Sequence
from typing import Any

from ..domain.delivery import HEAD_START, Delivery, delivery_uid, payload
from ..domain.outbox import Told
from ..domain.triggers import WEBHOOK, Action
from ..store.webhooks import DELIVERIES
from ..store.writes import Write
from .desk import Desk


def deliveries(desk: Desk, told: Told, actions: Sequence[Action]) -> Sequence[Write]:
    """To be sent by whoever finds them: the stream at once, or the sweep."""
    urls = dict.fromkeys(action.url for action in actions if action.action == WEBHOOK and action.url)
    wanted = [_delivery(desk, told, url) for url in urls]
    # A replayed event has some of them already.
    known = DELIVERIES.find_many(desk.table, [one.uid for one in wanted]) if told.version else {}
    return [DELIVERIES.new(desk.table.tenant, one) for one in wanted if one.uid not in known]


def _delivery(desk: Desk, told: Told, url: str) -> Delivery:
    return Delivery(
        uid=delivery_uid(told.uid, url),
        event=told.uid,
        event_name=told.name,
        url=url,
        body=payload(told.name, told.created, _data(desk, told)),
        created=desk.now,
        last_updated=desk.now,
        due=desk.now + HEAD_START,
        trace=told.trace,
        contact=told.contact,
    )


def _data(desk: Desk, told: Told) -> dict[str, Any]:
    """The event's own words, and what it happened to, as the API calls it."""
    t, people = desk.table.tenant, told.data.get("contact_resource", told.resource)
    return {
        **told.data,
        "event": f"/{t}/event/{told.uid}/",
        "subject": f"/{t}/{told.resource}/{told.subject}/",
        "contact": f"/{t}/{people}/{told.contact}/" if told.contact else None,
    }
