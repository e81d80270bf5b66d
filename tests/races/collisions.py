"""What AWS does to writes that meet and DynamoDB Local never does: a TransactionConflict, now and then."""

import random
import threading
from typing import Any

from botocore.awsrequest import AWSResponse

from sandbox.house import House

LONE = ("PutItem", "UpdateItem", "DeleteItem")


class Collisions:
    """Refuses a share of a house's writes, each as AWS does that meets a transaction; `seen` counts them."""

    def __init__(self, house: House, *, share: float) -> None:
        self.share, self.seen = share, 0
        self._chance = random.Random(7)
        self._lock = threading.Lock()
        events = house.wired.table.client.meta.events
        for name in ("TransactWriteItems", *LONE):
            events.register_first(f"before-call.dynamodb.{name}", self._collide)

    def _collide(self, model: Any, **_: Any) -> Any:
        with self._lock:
            if self._chance.random() >= self.share:
                return None
            self.seen += 1
        return AWSResponse("", 400, {}, None), {**_refusal(model.name), "ResponseMetadata": {}}


def _refusal(name: str) -> dict[str, Any]:
    if name in LONE:
        return {"Error": {"Code": "TransactionConflictException", "Message": "injected"}}
    return {
        "Error": {"Code": "TransactionCanceledException", "Message": "injected"},
        "CancellationReasons": [{"Code": "TransactionConflict"}, {"Code": "None"}],
    }
