"""Taking activity events in: durable before the answer, once for each reference, each one's fate told.

A lone event is counted in the same request. Of a batch a receipt is written first, then its events: the
stream counts them within a second, and whatever it lost is counted when the receipt falls due.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..domain.activity import HEAD_START, IN_A_RECEIPT, Arrived, Receipt
from ..domain.refusals import Refusal
from ..domain.rules.model import ActivityEvent
from ..store import activity, keys
from ..store.codec import Item
from ..store.keys import Key
from ..store.rule_index import RuleIndex
from ..store.table import ConditionFailed, TenantTable
from . import evaluating
from .members import Ids, Member, Members

Status = Literal["accepted", "duplicate", "rejected"]


@dataclass(frozen=True)
class Sent:
    """A well-formed event of a request: whose it is, in the client's words, and what it says."""

    member: Member
    event: ActivityEvent


@dataclass(frozen=True)
class Fate:
    """What became of an event of a request."""

    status: Status
    contact: str | None = None
    refusal: Refusal | None = None


def take(
    table: TenantTable, index: RuleIndex, sent: Sequence[Sent], ids: Ids, *, request: str, now: datetime
) -> list[Fate]:
    """The fate of each event, in order. `request` is the same where a request is repeated: what it stored
    when it was made first is told as it was then."""
    members = Members(table, [one.member for one in sent], ids, now=now)
    fates: list[Fate | None] = [_rejected(members, one) for one in sent]
    seen = index.see(table.tenant, members.head)
    arrived = {
        place: Arrived(members.contacts[one.member], one.event, now, request, seen)
        for place, one in enumerate(sent)
        if fates[place] is None
    }
    own = _first_of_each(arrived)
    if len(own) == 1:
        [(place, one)] = own.items()
        fates[place] = _take_one(table, index, one, now)
    else:
        for place, fate in _take_many(table, own, ids, now).items():
            fates[place] = fate
    return [
        fate or Fate("duplicate", members.contacts[one.member]) for fate, one in zip(fates, sent, strict=True)
    ]


def _rejected(members: Members, one: Sent) -> Fate | None:
    refusal = members.refusals.get(one.member)
    return Fate("rejected", refusal=refusal) if refusal else None


def _first_of_each(arrived: Mapping[int, Arrived]) -> dict[int, Arrived]:
    """By place in the request; the others of an id are duplicates within it."""
    seen: dict[tuple[str, str], int] = {}
    for place, one in arrived.items():
        seen.setdefault((one.contact, one.uid), place)
    return {place: arrived[place] for place in seen.values()}


def _take_one(table: TenantTable, index: RuleIndex, one: Arrived, now: datetime) -> Fate:
    """Stored and counted in the request. Where it stands already it is counted if that is still to be done:
    the same event, sent again, heals a request that died between."""
    fate = Fate("accepted", one.contact)
    try:
        table.put(activity.arrived(table.tenant, one))
    except ConditionFailed as failed:
        item = {**(failed.items[0] or {})}
        fate, one = _known(item, one), activity.read(item)
    for passing in evaluating.count_seen(table, index, [one], now=now).values():
        raise passing
    return fate


def _take_many(table: TenantTable, own: Mapping[int, Arrived], ids: Ids, now: datetime) -> dict[int, Fate]:
    places = {place: keys.activity(table.tenant, one.contact, one.uid) for place, one in own.items()}
    stand = table.get_many(places.values(), consistent=True)
    fates = {place: _fate(stand, places[place], one) for place, one in own.items()}
    new = [one for place, one in own.items() if places[place] not in stand]
    if new:
        # A repeated request writes its receipts anew, under their old names: with what it stored when it was
        # made first, which perhaps nobody has counted yet.
        ours = [own[place] for place, fate in fates.items() if fate.status == "accepted"]
        table.put_many([activity.receipt(table.tenant, each) for each in _receipts(ours, ids, now)])
        table.put_many([activity.arrived(table.tenant, one) for one in new])
    return fates


def _fate(stand: Mapping[Key, Item], place: Key, one: Arrived) -> Fate:
    return _known(stand[place], one) if place in stand else Fate("accepted", one.contact)


def _known(item: Item, one: Arrived) -> Fate:
    return Fate("accepted" if item.get("k") == one.request else "duplicate", one.contact)


def _receipts(ours: Sequence[Arrived], ids: Ids, now: datetime) -> Iterator[Receipt]:
    for start in range(0, len(ours), IN_A_RECEIPT):
        events: dict[str, tuple[str, ...]] = {}
        for one in ours[start : start + IN_A_RECEIPT]:
            events[one.contact] = (*events.get(one.contact, ()), one.uid)
        uid = ids.uid()
        yield Receipt(uid, created=now, last_updated=now, due=now + HEAD_START, events=events)
