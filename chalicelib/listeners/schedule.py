"""The clock: every minute, whatever is due and was not done."""

import logging
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from boto3.dynamodb.conditions import Key as Where
from chalice import Blueprint, Rate

from ..store.keys import DUE_SHARDS, Key, due_shard, moment
from ..store.ranges import pages
from ..store.table import Unavailable
from ..wiring import Wiring, wiring
from . import boarding, due

bp = Blueprint(__name__)
log = logging.getLogger(__name__)

LEAST_MILLIS = 15_000
PAGE = 100


@bp.schedule(Rate(1, unit=Rate.MINUTES), name="sweep")
def sweep(event: Any) -> dict[str, int]:
    return run(event.context)


def run(context: Any) -> dict[str, int]:
    """Do what is due, the oldest first; stops in time and goes on the next minute. Says how much it did."""
    wired = wiring()
    tally = {"done": 0, "failed": 0}
    tried: set[Key] = set()
    resting: set[str] = set()  # lines of work that must wait: SES may be asked once a minute at most

    def waits(key: Key) -> bool:
        return key not in tried and due.line(key) not in resting

    while fresh := _found(wired, waits):
        together = boarding.sweep(wired, [key for key in fresh if key.sk.startswith(boarding.CARDS)])
        tally["done"] += len(together)
        tried |= together
        for key in (key for key in fresh if key not in together):
            if context.get_remaining_time_in_millis() < LEAST_MILLIS:
                return tally
            tried.add(key)
            if due.line(key) not in resting and not _try(wired, key, tally):
                resting.add(due.line(key))
    return tally


def _try(wired: Wiring, key: Key, tally: dict[str, int]) -> bool:
    """One piece of due work never stands in another's way."""
    try:
        going = due.do(wired, key)
    except Unavailable:
        raise
    except Exception:
        tally["failed"] += 1
        log.exception("due work failed")
        return True
    tally["done"] += 1
    return going


def _found(wired: Wiring, waits: Callable[[Key], bool]) -> list[Key]:
    """The oldest of what is due and still waits, by time, webhooks last: a page from each shard.

    What was tried or rests is passed over, however much of it there is: it must not hide what is behind it.
    """
    now = moment(wired.clock())
    found: list[tuple[str, Key]] = []
    for shard in range(DUE_SHARDS):
        found += islice(((at, key) for at, key in _due(wired, shard, now) if waits(key)), PAGE)
    return [key for _, key in sorted(found, key=lambda one: (one[1].sk == "WD", one))]


def _due(wired: Wiring, shard: int, now: str) -> Iterator[tuple[str, Key]]:
    where = Where("dpk").eq(due_shard(shard)) & Where("dsk").lte(now)
    for page in pages(wired.table, "due", where, limit=PAGE):
        yield from ((item["dsk"], Key(item["pk"], item["sk"])) for item in page.items)
