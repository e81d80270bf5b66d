"""What AWS does to busy transactions and DynamoDB Local never does: a TransactionConflict, now and then."""

import random
import threading
from typing import Any

from botocore.awsrequest import AWSResponse

from sandbox.house import House

REASONS = [{"Code": "TransactionConflict"}, {"Code": "None"}]


class Collisions:
    """Refuses a share of a house's transactions; `seen` counts them."""

    def __init__(self, house: House, *, share: float) -> None:
        self.share, self.seen = share, 0
        self._chance = random.Random(7)
        self._lock = threading.Lock()
        events = house.wired.table.client.meta.events
        events.register_first("before-call.dynamodb.TransactWriteItems", self._collide)

    def _collide(self, **_: Any) -> Any:
        with self._lock:
            if self._chance.random() >= self.share:
                return None
            self.seen += 1
        said = {"Code": "TransactionCanceledException", "Message": "injected"}
        return AWSResponse("", 400, {}, None), {
            "Error": said,
            "CancellationReasons": REASONS,
            "ResponseMetadata": {},
        }
