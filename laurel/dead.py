"""The dead queue behind the stream's failures: what lies in it, and whether it can still be read back."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from chalicelib.store.reread import Gone, Stretch, records
from chalicelib.wiring import Wiring

# So long a message that was looked at is seen by nobody else.
OUT_OF_SIGHT = 30
A_RECEIPT = 10
Standing = Literal["readable", "gone", "no message of the stream"]


@dataclass(frozen=True)
class Dead:
    """A message: what it says in its own words, and how its records stand in the stream."""

    uid: str
    handle: str
    body: str
    standing: Standing
    where: str

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "handle"}


def dead_letters(wired: Wiring, queue: str) -> Iterator[Dead]:
    """Each once, as it is received; until one comes again, or none."""
    sqs, seen = wired.clients("sqs"), set()
    while True:
        asked = {"MaxNumberOfMessages": A_RECEIPT, "VisibilityTimeout": OUT_OF_SIGHT, "WaitTimeSeconds": 1}
        found = sqs.receive_message(QueueUrl=queue, **asked).get("Messages", [])
        fresh = [one for one in found if one["MessageId"] not in seen]
        if not fresh:
            return
        for one in fresh:
            seen.add(one["MessageId"])
            yield _read(wired, one)


def _read(wired: Wiring, message: dict[str, Any]) -> Dead:
    standing, where = _standing(wired, message["Body"])
    return Dead(message["MessageId"], message["ReceiptHandle"], message["Body"], standing, where)


def _standing(wired: Wiring, body: str) -> tuple[Standing, str]:
    try:
        stretch = Stretch.of(json.loads(body)["DDBStreamBatchInfo"])
    except (ValueError, LookupError, TypeError):
        return "no message of the stream", ""
    try:
        found = sum(1 for _ in records(wired.streams, stretch))
    except Gone:
        return "gone", stretch.name
    return "readable", f"{stretch.name}, {found} records"
