"""A webhook on its way: due → sending → delivered, gone, or failed after three days of trying."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

State = Literal["due", "sending", "delivered", "gone", "failed"]
STATES: tuple[State, ...] = ("due", "sending", "delivered", "gone", "failed")
OPEN_STATES = frozenset({"due", "sending"})

# The stream sends at once; the sweep takes over what it has not sent by then.
HEAD_START = timedelta(seconds=60)
# Longer than a receiver may take to answer, with a margin for two clocks that differ.
LEASE = timedelta(seconds=60)
# How long to wait after each attempt that failed: three days and three hours in all.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
JITTER = 0.1  # of the wait, on top: many that failed together do not come back together
KEPT = timedelta(days=90)
GONE = 410
LONGEST_REASON = 200


@dataclass
class Delivery:
    """One event to one URL. `body` is what is sent, the same at each attempt; `due` is the next moment;
    `contact` is whom the event is about; `failed` is when it was given up last.

    A receiver may get it twice (its answer was lost), always under the same uid: it can tell.
    """

    uid: str
    event: str
    event_name: str
    url: str
    body: str
    created: datetime
    last_updated: datetime
    state: State = "due"
    due: datetime | None = None
    attempts: int = 0
    answered: int | None = None
    reason: str | None = None
    delivered_date: datetime | None = None
    contact: str | None = None
    failed: datetime | None = None
    version: int = 0
    trace: str | None = None

    def claim(self, *, at: datetime) -> bool:
        """Whether the caller may send it now; one whose sender died may be sent again."""
        if self.state not in OPEN_STATES or (self.state == "sending" and (self.due is None or self.due > at)):
            return False
        self.attempts += 1
        self._become("sending", at, due=at + LEASE)
        return True

    def answer(self, status: int, *, at: datetime, jitter: float) -> None:
        """2xx: done. 410: nobody is there any more. Anything else, a redirect too, is tried again."""
        self.answered = status
        if 200 <= status < 300:
            self.reason, self.delivered_date = None, at
            self._become("delivered", at)
        elif status == GONE:
            self.end("gone", f"answered {GONE}", at=at)
        else:
            self.postpone(f"answered {status}", at=at, jitter=jitter)

    def postpone(self, reason: str, *, at: datetime, jitter: float) -> None:
        """Try again later, longer each time, and in the end no more; `jitter` is 0 to 1."""
        if self.attempts > len(WAITS):
            self.end("failed", f"given up: {reason}", at=at)
            return
        self.reason = reason[:LONGEST_REASON]
        self._become("due", at, due=at + WAITS[self.attempts - 1] * (1 + jitter * JITTER))

    def end(self, state: Literal["gone", "failed"], reason: str, *, at: datetime) -> None:
        self.reason = reason[:LONGEST_REASON]
        if state == "failed":
            self.failed = at
        self._become(state, at)

    def redeliver(self, *, at: datetime) -> None:
        """An operator's wish: due again at once, with all attempts before it."""
        self.attempts, self.answered, self.reason = 0, None, None
        self._become("due", at, due=at)

    def _become(self, state: State, at: datetime, due: datetime | None = None) -> None:
        self.state, self.last_updated, self.due = state, at, due


def delivery_uid(event: str, url: str) -> str:
    """The same event to the same URL is the same delivery, however often it is asked for."""
    return hashlib.sha256(f"{event}|webhook|{url}".encode()).hexdigest()[:24]


def payload(kind: str, at: datetime, data: Mapping[str, Any]) -> str:
    """The body, as Standard Webhooks has it: `type`, `timestamp`, `data`."""
    moment = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    said = {"type": kind, "timestamp": moment, "data": dict(data)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=_number)


def _number(value: Any) -> float:
    """The table gives fractions as Decimal; JSON knows one kind of number."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no place in a payload")
