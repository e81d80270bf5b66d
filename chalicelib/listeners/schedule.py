"""The clock: every minute, whatever is due and was not done."""

import logging
from typing import Any

from boto3.dynamodb.conditions import Key as Where
from chalice import Blueprint, Rate

from ..store.keys import DUE_SHARDS, Key, due_shard, moment
from ..store.table import Unavailable
from ..wiring import Wiring, wiring
from . import due

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
    resting: set[str] = set()  # kinds of work that must wait: SES may be asked once a minute at most
    while fresh := [key for key in _found(wired) if key not in tried and key.sk not in resting]:
        for key in fresh:
            if context.get_remaining_time_in_millis() < LEAST_MILLIS:
                return tally
            tried.add(key)
            if key.sk not in resting and not _try(wired, key, tally):
                resting.add(key.sk)
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


def _found(wired: Wiring) -> list[Key]:
    """A page of what is due from each shard, by time."""
    now = moment(wired.clock())
    found = []
    for shard in range(DUE_SHARDS):
        where = Where("dpk").eq(due_shard(shard)) & Where("dsk").lte(now)
        found += wired.table.page("due", where, limit=PAGE).items
    return [Key(item["pk"], item["sk"]) for item in sorted(found, key=lambda item: item["dsk"])]
