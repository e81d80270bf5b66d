"""What Lambda makes of a batch and a function: the call, the meaning of the answer, the word of failure."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.mapping import Record

LOG = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any], Any], Any]
# Where a batch failed: at this record, all of it ("all"), or nowhere.
Failure = int | str | None


@dataclass(frozen=True)
class LambdaContext:
    aws_request_id: str
    function_name: str = "stream"
    function_version: str = "$LATEST"
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:stream"
    memory_limit_in_mb: str = "256"

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@dataclass
class Batch:
    shard: str
    records: list[Record]
    refusals: int = 0

    def __str__(self) -> str:
        first, last = (self.records[at]["dynamodb"]["SequenceNumber"] for at in (0, -1))
        return f"{len(self.records)} records, {first} to {last}"


def invoke(handler: Handler, batch: Batch, number: int, *, report_failures: bool) -> Failure:
    """Event and answer go through JSON, as they travel in AWS: nothing is shared, nothing odd passes."""
    event = json.loads(json.dumps({"Records": batch.records}))
    try:
        answer = json.loads(json.dumps(handler(event, LambdaContext(f"{number:032x}"))))
    except Exception:  # the place of the Lambda runtime: any exception is a failed batch
        LOG.exception("The function failed on %s.", batch)
        return "all"
    return first_failure(answer, batch.records) if report_failures else None


def first_failure(answer: Any, records: list[Record]) -> Failure:
    """AWS's reading of a ReportBatchItemFailures answer.

    Nothing, {}, a null or an empty list is success; an identifier that is null, empty, missing or not of this
    batch fails all of it; else the lowest sequence number is where it failed.
    """
    failures = answer.get("batchItemFailures") if isinstance(answer, dict) else None
    if not failures:
        return None
    places = {record["dynamodb"]["SequenceNumber"]: place for place, record in enumerate(records)}
    named = [str(each.get("itemIdentifier")) if isinstance(each, dict) else "" for each in failures]
    return min(places[each] for each in named) if all(each in places for each in named) else "all"


def failure_message(batch: Batch, condition: str, arn: str, now: datetime) -> dict[str, Any]:
    """What Lambda sends to an OnFailure destination: where the records were, not what was in them."""
    first, last = (batch.records[at]["dynamodb"] for at in (0, -1))
    return {
        "requestContext": {"condition": condition, "approximateInvokeCount": batch.refusals},
        "version": "1.0",
        "timestamp": now.isoformat(),
        "DDBStreamBatchInfo": {
            "shardId": batch.shard,
            "startSequenceNumber": first["SequenceNumber"],
            "endSequenceNumber": last["SequenceNumber"],
            "approximateArrivalOfFirstRecord": _iso(first),
            "approximateArrivalOfLastRecord": _iso(last),
            "batchSize": len(batch.records),
            "streamArn": arn,
        },
    }


def _iso(change: dict[str, Any]) -> str:
    return datetime.fromtimestamp(change["ApproximateCreationDateTime"], UTC).isoformat()
