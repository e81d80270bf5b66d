"""Receivers of webhooks in place of the world's: what was called is kept, and answered as a test wishes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.messaging.webhook import Unreachable


@dataclass(frozen=True)
class Received:
    """One call as it came."""

    at: datetime
    url: str
    headers: Mapping[str, str]
    body: bytes

    def as_json(self) -> dict[str, Any]:
        return {
            "received_at": self.at.isoformat(),
            "url": self.url,
            "headers": dict(self.headers),
            "body": self.body.decode(),
        }


def _taken(_: Received) -> int:
    return 204


@dataclass
class Inbox:
    """Every receiver there is. `answer` gives the status, or None: nobody answers."""

    now: Callable[[], datetime]
    answer: Callable[[Received], int | None] = _taken
    received: list[Received] = field(default_factory=list)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        call = Received(self.now(), url, dict(headers), body)
        self.received.append(call)
        status = self.answer(call)
        if status is None:
            raise Unreachable("no answer in time")
        return status
