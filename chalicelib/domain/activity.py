"""The road of an activity event: its id, the receipt of a batch, what was counted, and what was set aside."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from .rules.model import ActivityEvent

# How long an event is kept, and with it that it was counted.
KEPT = timedelta(days=400)
# A batch is counted through the stream; what was not counted by then is counted by the sweep.
HEAD_START = timedelta(minutes=2)
# Events in one receipt: what one run of the sweep takes on at a time.
IN_A_RECEIPT = 500
# Bytes that stand for an id among those that were counted: 1 in 10^17 that two of a contact's meet.
MARK = 8
# Marks in the progress itself; beyond that the older ones move to a page of their own.
MOST_MARKS = 48
STAYING_MARKS = 16
# Where sums stand beside them, sooner: the item stays within a write unit then.
FEWER_MARKS = 32
# Clocks of two machines may differ by so much.
SKEW = timedelta(seconds=5)
LONGEST_REASON = 500


def activity_uid(event_ref: str) -> str:
    """22 characters that follow from the client's own reference: the same event, sent again, is the same."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"ref|{event_ref}".encode()).digest())[:22].decode()


def own_uid(drawn: str) -> str:
    """22 characters for an event without a reference, of what chance gave."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"own|{drawn}".encode()).digest())[:22].decode()


def mark(uid: str) -> bytes:
    return hashlib.sha256(uid.encode()).digest()[:MARK]


@dataclass(frozen=True)
class Arrived:
    """An event as it is stored: of whom, when it came, and the mark of the request that brought it.

    `seen` is the version of the rules that were live then: it tells what came first in one instant. `trace`
    leads back to the request.
    """

    contact: str
    event: ActivityEvent
    received: datetime
    request: str
    seen: int = 0
    trace: str | None = None

    @property
    def uid(self) -> str:
        return self.event.id

    def in_zone(self, zone: str) -> "Arrived":
        """As a tenant's calendar tells it."""
        return self if self.event.zone == zone else replace(self, event=replace(self.event, zone=zone))


@dataclass(frozen=True)
class Marks:
    """The events that one progress has counted: the latest ones here, the older ones in pages.

    `moved` is when the last page was written: an event that came after it stands on none.
    """

    here: bytes = b""
    moved: datetime | None = None

    def holds(self, uid: str) -> bool:
        wanted = mark(uid)
        return any(self.here[at : at + MARK] == wanted for at in range(0, len(self.here), MARK))

    def may_be_on_a_page(self, received: datetime) -> bool:
        return self.moved is not None and received <= self.moved + SKEW

    def with_counted(self, uids: Iterable[str]) -> bytes:
        return self.here + b"".join(mark(uid) for uid in uids)


def split(marks: bytes, most: int = MOST_MARKS) -> tuple[bytes, bytes]:
    """What moves to a page, and what stays: nothing moves before there are too many."""
    if len(marks) <= most * MARK:
        return b"", marks
    stays = STAYING_MARKS * MARK
    return marks[:-stays], marks[-stays:]


@dataclass
class Receipt:
    """Events that were accepted together and are not known to be counted: by contact, their ids."""

    uid: str
    created: datetime
    last_updated: datetime
    due: datetime
    events: Mapping[str, tuple[str, ...]]
    version: int = 0

    def __len__(self) -> int:
        return sum(len(uids) for uids in self.events.values())


@dataclass
class SetAside:
    """An event that cannot be counted as things stand: it waits, with its reason, and blocks nobody."""

    uid: str
    contact: str
    event: str
    reason: str
    created: datetime
    last_updated: datetime
    snapshot: Mapping[str, Any] = field(default_factory=dict)
    replayed: datetime | None = None
    failed: datetime | None = None
    version: int = 0

    @property
    def state(self) -> str:
        return "replayed" if self.replayed else "set_aside"


def set_aside_uid(contact: str, event: str) -> str:
    """24 hex digits: the same event is set aside once."""
    return hashlib.sha256(f"aside|{contact}|{event}".encode()).hexdigest()[:24]
