"""A line of the log: the fields that it may have, and the metrics that CloudWatch reads from it.

The metrics stand in the line itself (embedded metric format), so that telling them costs no call.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

NAMESPACE = "Laurel"
# What a line may say; each has its row in docs/runbook.md. Whatever else is told is left out of it.
FIELDS = (
    "ts",
    "level",
    "stack",
    "fn",
    "event",
    "request_id",
    "trace",
    "tenant",
    "role",
    "key_id",
    "route",
    "status",
    "ms",
    "aws_calls",
    "cold",
    "outcome",
    "err_code",
    "uid",
    "type",
    "tries",
    "records",
    "again",
    "done",
    "failed",
    "oldest",
    "logger",
    "message",
)
# What is counted, by its unit; each has its row in docs/runbook.md.
METRICS: dict[str, str] = {
    "errors_5xx": "Count",
    "unavailable": "Count",
    "auth_failures": "Count",
    "throttled": "Count",
    "conflict_retries": "Count",
    "delivered_again": "Count",
    "events_followed": "Count",
    "quarantined": "Count",
    "mails_sent": "Count",
    "mails_postponed": "Count",
    "mails_in_doubt": "Count",
    "mails_failed": "Count",
    "mails_withheld": "Count",
    "sending_paused": "Count",
    "webhooks_failed": "Count",
    "due_failed": "Count",
    "tick_heartbeat": "Count",
    "due_work_oldest_s": "Seconds",
    "outbox_due_oldest_s": "Seconds",
}
_KNOWN = frozenset(FIELDS)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,59}")
# What stands in no id, slug, route or code of ours, and in every address.
_ADDRESS = "@"
_json = json.JSONEncoder(separators=(",", ":")).encode


def line(at: datetime, stack: str, told: Mapping[str, Any], counts: Mapping[str, float] | None = None) -> str:
    """One line. An address in it is a fault of ours: then it says no more than what it is of."""
    kept: dict[str, Any] = {"ts": f"{at.isoformat(timespec='milliseconds')[:23]}Z", "stack": stack}
    for name, value in told.items():
        if value is not None and name in _KNOWN:
            kept[name] = value
    if counts:
        kept |= counts
        kept["_aws"] = _metrics(at, counts)
    text = _json(kept)
    if _ADDRESS not in text:
        return text
    return _json({name: kept.get(name) for name in ("ts", "level", "stack", "fn", "event")})


def _metrics(at: datetime, counts: Mapping[str, float]) -> dict[str, Any]:
    """One dimension, the stack: each further one would multiply what CloudWatch charges for."""
    named = [{"Name": name, "Unit": METRICS[name]} for name in counts]
    told = {"Namespace": NAMESPACE, "Dimensions": [["stack"]], "Metrics": named}
    return {"Timestamp": int(at.timestamp() * 1000), "CloudWatchMetrics": [told]}


def code(reason: str | None) -> str | None:
    """A reason that is a word of AWS's or ours; a sentence may quote somebody, and is not told."""
    return reason if reason is not None and _CODE.fullmatch(reason) else None
