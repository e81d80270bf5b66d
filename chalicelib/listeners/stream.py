"""The table's stream: what became true is followed at once.

It only accelerates: whatever it loses is still due, and the sweep finds it.
"""

import logging
from collections.abc import Callable
from typing import Any

from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..watch.work import count, know, own_trace
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
# Most kinds of records matter when they are new; cards whenever they change.
NEW = frozenset({"INSERT"})
CHANGES = frozenset({"INSERT", "MODIFY"})
# No new record is begun with less time than a mail may take.
LEAST_MILLIS = 15_000


def stream(event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
    """What Lambda calls; app.py says so to Chalice."""
    name = str(context.aws_request_id)
    with wiring().teller.turn("stream", "batch", trace=own_trace(name), request_id=name):
        know(records=len(event["Records"]))
        answer = handle(event, context)
        if again := len(answer["batchItemFailures"]):
            count("delivered_again", again)
        know(again=again, outcome="again" if again else "ok")
        return answer


def handle(event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
    """Lambda's answer with partial batch failures: what must be delivered again."""
    resting: set[str] = set()  # lines on which nobody answers: the sweep will try the rest of them
    found = [(record, key, _together(record, key)) for record in event["Records"] for key in (_key(record),)]
    again = {
        place
        for take in TOGETHER.values()
        for place in _again(take, [key for _, key, own in found if own is take], context)
    }
    failed = [
        {"itemIdentifier": record["dynamodb"]["SequenceNumber"]}
        for record, key, own in found
        if key in again or not (own or _follow(record, key, context, resting))
    ]
    return {"batchItemFailures": failed}


def _key(record: dict[str, Any]) -> Key:
    typed = record["dynamodb"]["Keys"]
    return Key(typed["pk"]["S"], typed["sk"]["S"])


def _together(record: dict[str, Any], key: Key) -> Together | None:
    """What takes the batch's records of its kind, if that matters to it."""
    for begins, take in TOGETHER.items():
        if key.sk.startswith(begins):
            changes = CHANGES if begins is boarding.CARDS else NEW
            return take if record["eventName"] in changes else None
    return None


def matters(name: str, key: Key) -> bool:
    """Whether anything is done for a record of this event's name."""
    record = {"eventName": name}
    return _together(record, key) is not None or (key.sk in FOLLOWED and name in NEW)


def _again(take: Together, keys: list[Key], context: Any) -> set[Key]:
    """Does a batch's records of one kind together; those that must be delivered again."""
    if not keys:
        return set()
    if context.get_remaining_time_in_millis() < LEAST_MILLIS:
        return set(keys)
    return take(wiring(), keys)


def _follow(record: dict[str, Any], key: Key, context: Any, resting: set[str]) -> bool:
    """Whether the record is done with. The item is loaded anew; the record's image is never trusted."""
    if key.sk not in FOLLOWED or record["eventName"] not in NEW:
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
