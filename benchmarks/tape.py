"""What a stream says, kept: the records of a kind as Lambda delivers them, and the table that they stand in."""

import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.shards import as_lambda_says

Record = dict[str, Any]
# eventName, place, item after, item before
Change = tuple[str, tuple[str, str], Any, Any]

STREAM = "arn:aws:dynamodb:us-east-1:123456789012:table/laurel/stream/2026-11-22T00:00:00.000"
# Which of a table's stream views show an image.
SHOWN = {
    "NewImage": ("NEW_IMAGE", "NEW_AND_OLD_IMAGES"),
    "OldImage": ("OLD_IMAGE", "NEW_AND_OLD_IMAGES"),
}


@dataclass(frozen=True)
class Delivery:
    """Records in Lambda's words, and the items that stand in the table when they are delivered."""

    records: list[Record]
    items: list[dict[str, Any]]

    def batches(self, size: int) -> list[str]:
        """As Lambda's runtime gets them; what does not fill a batch is left out."""
        whole = len(self.records) // size * size
        return [json.dumps({"Records": self.records[at : at + size]}) for at in range(0, whole, size)]


@dataclass
class Tape:
    """In the place of a stream of that view: keeps what each call changed."""

    view: str
    now: Callable[[], datetime]
    records: list[Record] = field(default_factory=list)
    number: int = 0

    def changed(self, changes: list[Change]) -> None:
        self.records += [self._record(*change) for change in changes]

    def taken(self, wants: Callable[[Record], bool]) -> tuple[list[Record], list[Record]]:
        """What was recorded since, parted by what the event source mapping lets through."""
        records, self.records = self.records, []
        return [one for one in records if wants(one)], [one for one in records if not wants(one)]

    def _record(self, name: str, place: tuple[str, str], after: Any, before: Any) -> Record:
        self.number += 1
        (pk, sk), images = place, {"NewImage": after, "OldImage": before}
        told = {
            "Keys": {"pk": {"S": pk}, "sk": {"S": sk}},
            **{name: item for name, item in images.items() if item and self.view in SHOWN[name]},
            "SequenceNumber": f"{self.number:021}",
            "SizeBytes": 1_000,
            "StreamViewType": self.view,
        }
        record = {
            "eventID": f"{self.number:032x}",
            "eventName": name,
            "eventSource": "aws:dynamodb",
            "awsRegion": "us-east-1",
            "dynamodb": told,
        }
        return as_lambda_says(record, STREAM, self.now())


def kept(one: Delivery, path: Path) -> None:
    path.write_bytes(pickle.dumps(one))


def read(path: Path) -> Delivery:
    one: Delivery = pickle.loads(path.read_bytes())
    return one
