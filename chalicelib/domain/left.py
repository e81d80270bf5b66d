"""A record that the stream gave up: followed by itself, and kept for somebody where that fails for good."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(days=90)
LONGEST_REASON = 200


@dataclass
class Left:
    """Where the record's item stands (`partition`, `sort`), and why it was given up: by the stream first
    (`condition`, `batch`), then by ourselves (`reason`).

    `due` while it is to be followed; `failed` is when that failed for good last, `settled` when it succeeded.
    """

    uid: str
    partition: str
    sort: str
    condition: str
    batch: str
    created: datetime
    last_updated: datetime
    due: datetime | None = None
    failed: datetime | None = None
    settled: datetime | None = None
    reason: str | None = None
    attempts: int = 0
    version: int = 0

    def follow_again(self, *, at: datetime) -> None:
        """It came again, or somebody wants it."""
        self.due, self.settled, self.last_updated = at, None, at

    def fail(self, reason: str, *, at: datetime) -> None:
        self.attempts += 1
        self.due, self.settled, self.failed, self.last_updated = None, None, at, at
        self.reason = reason[:LONGEST_REASON]

    def done(self, *, at: datetime) -> None:
        self.attempts += 1
        self.due, self.settled, self.last_updated = None, at, at

    @property
    def waiting(self) -> bool:
        """It failed for good, and nobody let it go on since."""
        return self.failed is not None and self.due is None and self.settled is None


def left_uid(partition: str, sort: str) -> str:
    """24 hex digits: what leaves twice is kept once."""
    return hashlib.sha256(f"left|{partition}|{sort}".encode()).hexdigest()[:24]
