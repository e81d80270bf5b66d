"""An event in the outbox: due until everything that follows it has been written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .events import Event

# The stream follows at once; the sweep takes over what it has not followed by then.
HEAD_START = timedelta(seconds=60)


@dataclass
class Told:
    """An event as it is kept. `due` is set until it was followed or set aside, and again on a replay;
    `failed` is when it was set aside last.

    `trace` leads back to the request with which it began; so do those of its mails and webhooks.
    """

    uid: str
    name: str
    resource: str
    subject: str
    created: datetime
    last_updated: datetime
    data: Mapping[str, Any]
    contact: str | None = None
    due: datetime | None = None
    followed: datetime | None = None
    set_aside: str | None = None
    failed: datetime | None = None
    version: int = 0
    trace: str | None = None

    def follow(self, *, at: datetime) -> None:
        self.followed, self.due, self.set_aside, self.last_updated = at, None, None, at

    def put_aside(self, reason: str, *, at: datetime) -> None:
        """A poison event blocks nobody: it waits, with its reason, for an operator."""
        self.set_aside, self.due, self.last_updated, self.failed = reason[:500], None, at, at

    def replay(self, *, at: datetime) -> None:
        self.set_aside, self.due, self.last_updated = None, at, at

    @property
    def state(self) -> str:
        if self.set_aside:
            return "set_aside"
        return "due" if self.due else "followed"


def tell(event: Event) -> Told:
    return Told(
        uid=event.uid,
        name=event.name,
        resource=event.resource,
        subject=event.subject,
        contact=event.contact,
        data=event.data,
        created=event.occurred_at,
        last_updated=event.occurred_at,
        due=event.occurred_at + HEAD_START,
    )
