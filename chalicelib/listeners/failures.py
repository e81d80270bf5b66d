"""The queue of what the stream gave up: each record is read back, and written down to be followed by itself.

A message says only where in the stream the records were, and the stream forgets them after a day.
"""

import json
import logging
from typing import Any

from ..store.reread import Gone, Stretch, records
from ..watch.work import know, own_trace
from ..wiring import wiring
from . import stream

log = logging.getLogger(__name__)


def failures(event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
    """What Lambda calls; app.py says so to Chalice."""
    name = str(context.aws_request_id)
    with wiring().teller.turn("failures", "messages", trace=own_trace(name), request_id=name):
        answer = handle(event, context)
        again = len(answer["batchItemFailures"])
        know(records=len(event["Records"]), again=again, outcome="again" if again else "ok")
        return answer


def handle(event: dict[str, Any], _: Any) -> dict[str, list[dict[str, str]]]:
    """Lambda's answer with partial batch failures: what comes again, and at last goes to the dead queue."""
    failed = [message["messageId"] for message in event["Records"] if not _written_down(message)]
    return {"batchItemFailures": [{"itemIdentifier": uid} for uid in failed]}


def _written_down(message: dict[str, Any]) -> bool:
    from ..actions import leaving

    wired = wiring()
    try:
        said = json.loads(message["body"])
        stretch = Stretch.of(said["DDBStreamBatchInfo"])
        condition = str(said["requestContext"]["condition"])
        for name, key in records(wired.streams, stretch):
            if stream.matters(name, key):
                table = wired.table.of(key.pk.partition("#")[0])
                leaving.note(table, key, condition, stretch.name, at=wired.clock())
    except Gone as gone:
        log.error("records are gone from the stream, the sweep has what they were about: %s", gone)
        return False
    except Exception:
        log.exception("a message of the failure queue could not be taken")
        return False
    return True
