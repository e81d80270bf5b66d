"""What became true: past-tense facts, each with an id that follows from its cause."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Event:
    """One fact. `uid` follows from the cause, so that the same cause can never tell it twice.

    `data` is the snapshot that whatever follows speaks from (R7): plain JSON values only.
    """

    name: str
    uid: str
    subject: str
    contact: str | None
    occurred_at: datetime
    data: Mapping[str, Any]


def event_uid(name: str, subject: str, turn: int) -> str:
    """24 hex digits for the `turn`-th time that this happened to this subject."""
    return hashlib.sha256(f"{name}|{subject}|{turn}".encode()).hexdigest()[:24]


def achievement_completed(
    achievement: str, contact: str, turn: int, at: datetime, data: Mapping[str, Any]
) -> Event:
    name = "achievement_completed"
    return Event(
        name=name,
        uid=event_uid(name, achievement, turn),
        subject=achievement,
        contact=contact,
        occurred_at=at,
        data=data,
    )


def achievement_reopened(
    achievement: str, contact: str, turn: int, at: datetime, data: Mapping[str, Any]
) -> Event:
    name = "achievement_reopened"
    return Event(
        name=name,
        uid=event_uid(name, achievement, turn),
        subject=achievement,
        contact=contact,
        occurred_at=at,
        data=data,
    )
