"""How activity events are kept, with what was counted of them and what could not be."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..domain.activity import KEPT, MARK, SKEW, Arrived, Receipt, SetAside, mark
from ..domain.failure import failing
from ..domain.rules.model import ActivityEvent
from ..watch.work import trace
from . import keys
from .codec import Item
from .conditions import Where
from .keys import Key
from .ranges import every
from .records import Kind
from .table import TenantTable
from .writes import Delete, Put

QUARANTINE: Kind[SetAside] = Kind(
    name="set_aside_event",
    model=SetAside,
    key=keys.quarantine,
    facets=lambda one: {"state": one.state, "contact": one.contact},
    subject=lambda one: one.contact,
    failing=lambda one: failing("activity", one.failed, waiting=one.replayed is None),
)


def arrived(t: str, one: Arrived) -> Put:
    """The write of an event, where none of its id stands. Short names: they are paid for a million times."""
    event = one.event
    item: Item = {
        "a": event.action,
        "t": keys.moment(event.at),
        "r": keys.moment(one.received),
        "e": event.event_ref,
        "n": event.entity_ref,
        "l": event.relates_to,
        "s": event.value,
        "m": dict(event.metadata) or None,
        "k": one.request,
        "h": one.seen or None,
        "tr": one.trace or trace(),
        "x": int((one.received + KEPT).timestamp()),
    }
    return Put(keys.activity(t, one.contact, event.id), item)


def read(item: Item) -> Arrived:
    """An event as it was stored. Raises KeyError, ValueError or TypeError where it is none."""
    contact, uid = item["pk"].split("#", 2)[2], item["sk"].removeprefix("AE#")
    received = datetime.fromisoformat(item["r"])
    value = item.get("s")
    event = ActivityEvent(
        id=uid,
        at=datetime.fromisoformat(item["t"]),
        action=str(item["a"]),
        event_ref=item.get("e"),
        entity_ref=item.get("n"),
        relates_to=item.get("l"),
        value=None if value is None else Decimal(value),
        metadata=item.get("m", {}),
        received=received,
    )
    return Arrived(contact, event, received, item.get("k", ""), int(item.get("h", 0)), item.get("tr"))


def places(t: str, events: Mapping[str, Iterable[str]]) -> list[Key]:
    """Where the events stand, given by contact."""
    return [keys.activity(t, contact, uid) for contact, uids in events.items() for uid in uids]


def of_contact(table: TenantTable, contact: str, zone: str) -> Iterator[Arrived]:
    """Every stored event of a contact that can be read, in no order; the others are set aside anyway.

    `zone` is the tenant's, for the facts that a calendar tells.
    """
    first = keys.activity(table.tenant, contact, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    found = (_legible(item) for item in every(table, where))
    return (one.in_zone(zone) for one in found if one is not None)


def _legible(item: Item) -> Arrived | None:
    try:
        return read(item)
    except (LookupError, ValueError, TypeError, ArithmeticError):
        return None


# -- receipts


def receipt(t: str, one: Receipt) -> Put:
    """Deflated: it is written, read and deleted by the KB."""
    place, plain = keys.receipt(t, one.uid), json.dumps(one.events, separators=(",", ":"))
    item = {"events": zlib.compress(plain.encode()), **keys.due(place.pk, one.due)}
    return Put(place, item, None)


def load_receipt(table: TenantTable, uid: str) -> dict[str, list[str]] | None:
    """The ids of its events by contact; None where it is done with."""
    item = table.get(keys.receipt(table.tenant, uid))
    if item is None:
        return None
    events: dict[str, list[str]] = json.loads(zlib.decompress(bytes(item["events"])))
    return events


def drop_receipt(table: TenantTable, uid: str) -> None:
    table.delete(Delete(keys.receipt(table.tenant, uid)))


# -- pages of what was counted


def page(t: str, contact: str, home: str, marks: bytes, *, at: datetime) -> Put:
    """Marks that leave a progress; written before they leave it, so that each always stands somewhere."""
    name = f"{keys.moment(at)}#{marks[:MARK].hex()}"
    item = {"marks": marks, "x": int((at + KEPT).timestamp())}
    return Put(keys.counted(t, contact, home, name), item, None)


def on_pages(table: TenantTable, contact: str, home: str, events: Sequence[Arrived]) -> set[str]:
    """The ids of those that stand on a page; none stands on one that was written before it came."""
    since = keys.moment(min(one.received for one in events) - SKEW)
    first = keys.counted(table.tenant, contact, home, since)
    last = keys.counted(table.tenant, contact, home, "~")
    where = Where("pk").eq(first.pk) & Where("sk").between(first.sk, last.sk)
    wanted: Mapping[bytes, str] = {mark(one.uid): one.uid for one in events}
    found: set[str] = set()
    for item in every(table, where):
        marks = bytes(item["marks"])
        each = (marks[at : at + MARK] for at in range(0, len(marks), MARK))
        found |= {wanted[one] for one in each if one in wanted}
    return found


def snapshot(item: Mapping[str, Any]) -> dict[str, Any]:
    """What an operator is shown of a stored event, whatever is wrong with it."""
    names = {"a": "action", "e": "eventRefId", "n": "entityRefId", "l": "relatesToExternal", "t": "at"}
    return {said: item[name] for name, said in names.items() if name in item}
