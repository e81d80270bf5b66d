"""What failed, of all kinds, in one list; and each of them replayed, in the way of its kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain.failure import Failure, FailureKind, Thing
from ..domain.refusals import Conflict, NotFound
from ..store import failures, lists
from ..store.codec import Item
from ..store.failures import BY_SORT_KEY, KINDS, LEFT
from ..store.keys import Key
from ..store.records import alive
from ..store.rule_index import RuleIndex
from ..store.table import TenantTable
from . import outbox, replaying, webhooks
from .listing import Asked, Listed

# What the items of records that left the stream are called outside.
RESOURCES = {"EV": "event", "O": "mail", "WD": "delivery"}


@dataclass(frozen=True)
class Chance:
    """What replaying needs beside the table."""

    rules: RuleIndex
    now: datetime


def listed(
    table: TenantTable, asked: Asked, *, kind: str | None, state: str | None, now: datetime
) -> Listed[Failure]:
    """The newest first."""
    shelf = failures.shelf(table.tenant, kind, state)
    found = lists.page(table, shelf, skip=asked.skip, size=asked.page_size, after=asked.after, now=now)
    items = table.get_many(found.keys)
    told = (_told(items[key]) for key in found.keys if key in items)
    return Listed([one for one in told if one], found.total, found.next)


def get(table: TenantTable, uid: str) -> Failure:
    """By the uid of the record that failed, whatever it is."""
    return _found(table, uid)[1]


def replay(table: TenantTable, uid: str, chance: Chance) -> Failure:
    """Let one go on, as its own call would. One that does not wait: Conflict."""
    place, failure = _found(table, uid)
    _let_go_on(table, failure, chance)
    told = _told(table.get(place) or {})
    return told or failure


def replay_at(table: TenantTable, place: Key, chance: Chance) -> bool:
    """The same, of what stands at this place; whether it went on, or failed again at once."""
    failure = _told(table.get(place) or {})
    if failure is None:
        raise NotFound("There is no such failure.")
    return _let_go_on(table, failure, chance)


def _found(table: TenantTable, uid: str) -> tuple[Key, Failure]:
    places = [kind.key(table.tenant, uid) for kind in KINDS.values()]
    for place, item in table.get_many(places, consistent=True).items():
        if failure := _told(item):
            return place, failure
    raise NotFound("There is no such failure.")


def _let_go_on(table: TenantTable, failure: Failure, chance: Chance) -> bool:
    if failure.state != "waiting":
        raise Conflict("This failure was replayed already.")
    return REPLAY[failure.kind](table, failure.uid, chance)


def _told(item: Item) -> Failure | None:
    """None: it is gone, or never failed."""
    if "failed" not in item or not alive(item):
        return None
    name = BY_SORT_KEY[item["sk"]]
    record = KINDS[name].read(item)
    failing = KINDS[name].failing(record)
    if failing is None:
        return None
    return Failure(record.uid, name, failing.state, failing.since, record.created, *TOLD[name](record))


# What it was about, why it failed, how often it was tried, and which record it is.
Words = tuple[str, str | None, int | None, Thing | None]


def _of_a_record(one: Any) -> Words:
    resource = RESOURCES.get(one.sort)
    thing = Thing(resource, one.partition.rpartition("#")[2]) if resource else None
    return f"{one.condition}: {one.sort.partition('#')[0]}", one.reason, one.attempts, thing


TOLD: dict[FailureKind, Callable[[Any], Words]] = {
    "event": lambda one: (one.name, one.set_aside, None, Thing("event", one.uid)),
    "activity": lambda one: (str(one.snapshot.get("action", "")), one.reason, None, None),
    "mail": lambda one: (one.template, one.reason, one.attempts, Thing("mail", one.uid)),
    "webhook": lambda one: (one.event_name, one.reason, one.attempts, Thing("delivery", one.uid)),
    "record": _of_a_record,
}


def _follow_event(table: TenantTable, uid: str, chance: Chance) -> bool:
    outbox.replay(table, uid, at=chance.now)
    return True


def _count_again(table: TenantTable, uid: str, chance: Chance) -> bool:
    return replaying.replay(table, chance.rules, uid, now=chance.now).replayed is not None


def _send_again(table: TenantTable, uid: str, chance: Chance) -> bool:
    outbox.resend(table, uid, at=chance.now)
    return True


def _call_again(table: TenantTable, uid: str, chance: Chance) -> bool:
    webhooks.redeliver(table, uid, at=chance.now)
    return True


def _follow_left(table: TenantTable, uid: str, chance: Chance) -> bool:
    def decide() -> bool:
        left = LEFT.load(table, uid)
        if not left.waiting:
            raise Conflict("This record does not wait.")
        left.follow_again(at=chance.now)
        table.put(LEFT.changed(table.tenant, left))
        return True

    return table.decided(decide)


# Whether it went on; False: it failed again at once.
REPLAY: dict[FailureKind, Callable[[TenantTable, str, Chance], bool]] = {
    "event": _follow_event,
    "activity": _count_again,
    "mail": _send_again,
    "webhook": _call_again,
    "record": _follow_left,
}
