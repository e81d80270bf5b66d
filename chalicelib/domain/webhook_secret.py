"""What a tenant's webhooks are signed with, by Standard Webhooks; the last one goes on for a day."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

LETTERS = 43  # of 62: 256 bits of chance
OVERLAP = timedelta(hours=24)
PREFIX = "whsec_"


@dataclass
class WebhookSecret:
    """`current` signs; `previous` signs beside it `until` then, so that receivers can change over.

    Both are keys in base64.
    """

    current: str
    created: datetime
    last_updated: datetime
    previous: str | None = None
    until: datetime | None = None
    version: int = 0

    @classmethod
    def first(cls, fresh: str, *, at: datetime) -> "WebhookSecret":
        return cls(fresh, created=at, last_updated=at)

    def rotate(self, fresh: str, *, at: datetime) -> None:
        """The same one again (a repeated request) changes nothing."""
        if fresh == self.current:
            return
        self.previous, self.until = self.current, at + OVERLAP
        self.current, self.last_updated = fresh, at

    @property
    def text(self) -> str:
        """As receivers are told it."""
        return PREFIX + self.current

    def signature(self, uid: str, at: datetime, body: bytes) -> str:
        """The header `webhook-signature`: one for each secret that holds."""
        holding = [self.current]
        if self.previous and self.until and at < self.until:
            holding.append(self.previous)
        return " ".join(f"v1,{_signed(secret, uid, at, body)}" for secret in holding)


def fresh(chance: str) -> str:
    """A key made of so much chance."""
    return base64.b64encode(chance.encode()).decode()


def _signed(key: str, uid: str, at: datetime, body: bytes) -> str:
    said = f"{uid}.{int(at.timestamp())}.".encode() + body
    return base64.b64encode(hmac.new(base64.b64decode(key), said, hashlib.sha256).digest()).decode()
