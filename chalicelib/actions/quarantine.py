"""Activity events that could not be counted: set aside with their reason, looked at, counted after all."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from ..domain.activity import LONGEST_REASON, Arrived, SetAside, set_aside_uid
from ..store.activity import QUARANTINE
from ..store.table import ConditionFailed, TenantTable
from ..watch import work
from .listing import Asked, Listed, records


def set_aside(table: TenantTable, one: Arrived, reason: str, *, at: datetime) -> None:
    """Note it once; where it was replayed and is poison still, it waits again."""
    event = one.event
    snapshot = {
        "action": event.action,
        "eventRefId": event.event_ref,
        "entityRefId": event.entity_ref,
        "relatesToExternal": event.relates_to,
        "sourceValue": event.value,
        "transactionTimestamp": event.at,
    }
    note(table, one.contact, one.uid, reason, snapshot, at=at)


def note(
    table: TenantTable, contact: str, event: str, reason: str, snapshot: dict[str, Any], *, at: datetime
) -> None:
    uid, why = set_aside_uid(contact, event), reason[:LONGEST_REASON]
    fresh = SetAside(uid, contact, event, why, created=at, last_updated=at, snapshot=snapshot, failed=at)
    try:
        table.put(QUARANTINE.new(table.tenant, fresh))
        work.count("quarantined")
        work.say("activity", tenant=table.tenant, uid=uid, outcome="set_aside")
    except ConditionFailed:
        _wait_again(table, uid, why, at)


def _wait_again(table: TenantTable, uid: str, reason: str, at: datetime) -> None:
    stood = QUARANTINE.load(table, uid)
    if stood.replayed is None:
        return
    stood.replayed, stood.reason, stood.last_updated, stood.failed = None, reason, at, at
    with suppress(ConditionFailed):  # another noted it at the same moment
        table.put(QUARANTINE.changed(table.tenant, stood))


def listed(table: TenantTable, asked: Asked, *, now: datetime, state: str | None = None) -> Listed[SetAside]:
    return records(table, QUARANTINE, asked, now=now, facets={"state": state} if state else {})


def get(table: TenantTable, uid: str) -> SetAside:
    return QUARANTINE.load(table, uid)
