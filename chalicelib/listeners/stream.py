"""The table's stream: what became true is followed at once.

It only accelerates: whatever it loses is still due, and the sweep finds it.
"""

import logging
from collections.abc import Callable
from typing import Any

from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..wiring import Wiring, wiring
from . import boarding, counting, due, numbering

log = logging.getLogger(__name__)

# Events, mails, webhooks, and awards: most are due at once, and those that are not cost a read.
FOLLOWED = frozenset({"EV", "O", "WD", "AW"})
Together = Callable[[Wiring, list[Key]], set[Key]]
# What is done for a whole batch at once: activity events, posts that want a number, cards for the boards.
TOGETHER: dict[tuple[str, ...], Together] = {
    ("AE#",): counting.count,
    ("FP",): numbering.number,
    boarding.CARDS: boarding.follow,
}
ALL_TOGETHER = tuple(prefix for begins in TOGETHER for prefix in begins)
# Most kinds of records matter when they are new; cards whenever they change.
CHANGES = frozenset({"INSERT", "MODIFY"})
# No new record is begun with less time than a mail may take.
LEAST_MILLIS = 15_000


def stream(event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
    """What Lambda calls; app.py says so to Chalice."""
    return handle(event, context)


def handle(event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
    """Lambda's answer with partial batch failures: what must be delivered again."""
    resting: set[str] = set()  # lines on which nobody answers: the sweep will try the rest of them
    records = event["Records"]
    again = {
        place
        for begins, take in TOGETHER.items()
        for place in _again(take, [_key(record) for record in records if _is_one(record, begins)], context)
    }
    failed = [
        {"itemIdentifier": record["dynamodb"]["SequenceNumber"]}
        for record in records
        if _key(record) in again or not (_is_one(record, ALL_TOGETHER) or _follow(record, context, resting))
    ]
    return {"batchItemFailures": failed}


def _key(record: dict[str, Any]) -> Key:
    typed = record["dynamodb"]["Keys"]
    return Key(typed["pk"]["S"], typed["sk"]["S"])


def _is_one(record: dict[str, Any], begins: tuple[str, ...]) -> bool:
    name, sk = record["eventName"], _key(record).sk
    return sk.startswith(begins) and (name == "INSERT" or (name in CHANGES and sk.startswith(boarding.CARDS)))


def _again(take: Together, keys: list[Key], context: Any) -> set[Key]:
    """Does a batch's records of one kind together; those that must be delivered again."""
    if not keys:
        return set()
    if context.get_remaining_time_in_millis() < LEAST_MILLIS:
        return set(keys)
    return take(wiring(), keys)


def _follow(record: dict[str, Any], context: Any, resting: set[str]) -> bool:
    """Whether the record is done with. The item is loaded anew; the record's image is never trusted."""
    key = _key(record)
    if record["eventName"] != "INSERT" or key.sk not in FOLLOWED:
        return True
    if due.line(key) in resting:
        return True
    if context.get_remaining_time_in_millis() < LEAST_MILLIS:
        return False
    try:
        if not due.do(wiring(), key):
            resting.add(due.line(key))
    except (Busy, Unavailable) as passing:
        log.warning("delivered again: %s", type(passing).__name__)
        return False
    except Exception:
        log.exception("a record could not be followed")
    return True
