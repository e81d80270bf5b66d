"""What became true: past-tense facts, each with an id that follows from its cause."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# The game's, named as the contract's triggers and face 002's stream name them.
NEW_LEVEL = "new_level"
NEW_BADGE = "new_badge"
NEW_RANK = "new_rank"
# The targets', named as the contract names them.
TARGET_ACHIEVED = "target_achieved"
STREAK_LEVEL_REACHED = "streak_level_reached"
STREAK_BROKEN = "streak_broken"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One fact. `uid` follows from the cause, so that the same cause can never tell it twice.

    `resource` and `subject` say what it happened to; `data` is the snapshot that whatever follows
    speaks from (R7): plain JSON values only.
    """

    name: str
    uid: str
    resource: str
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
    """Once for each time that it is finished."""
    return _event("achievement_completed", "achievement", achievement, contact, turn, at, data)


def achievement_reopened(
    achievement: str, contact: str, turn: int, at: datetime, data: Mapping[str, Any]
) -> Event:
    """A finish was undone."""
    return _event("achievement_reopened", "achievement", achievement, contact, turn, at, data)


def achievement_issued(
    achievement: str, contact: str, key: str, at: datetime, data: Mapping[str, Any]
) -> Event:
    """A competition achievement is issued to a contact: once under each key, its number or its window."""
    return Event(
        name="achievement_issued",
        uid=event_uid("achievement_issued", f"{achievement}|{contact}|{key}", 1),
        resource="competition_achievement",
        subject=achievement,
        contact=contact,
        occurred_at=at,
        data={"achievement": achievement, "key": key, **data},
    )


def new_level(contact: str, level: str, at: datetime, data: Mapping[str, Any]) -> Event:
    """A contact's points reach a level for the first time; of several at once the highest is told."""
    return _of_contact(NEW_LEVEL, contact, level, at, data)


def new_badge(contact: str, badge: str, at: datetime, data: Mapping[str, Any]) -> Event:
    """A contact earns a badge: each once."""
    return _of_contact(NEW_BADGE, contact, badge, at, data)


def new_rank(rank: str, contact: str, turn: int, at: datetime, data: Mapping[str, Any]) -> Event:
    """A contact takes the first place of a rank; it is taken for the `turn`-th time.

    Its mail speaks of `rank_name`, `score` (as text), `taken_date` and the contact's name and kind.
    """
    return _event(NEW_RANK, "rank", rank, contact, turn, at, data)


def rank_taken(board: str, contact: str, turn: int, at: datetime, data: Mapping[str, Any]) -> Event:
    """A contact passes whoever led a board of all time, as the `turn`-th to lead it; each rank that shows the
    board then has its own event."""
    said = {"board": board, "turn": turn, **data}
    return _event("rank_taken", "board", board, contact, turn, at, said)


def contact_renamed(resource: str, contact: str, turn: int, at: datetime, data: Mapping[str, Any]) -> Event:
    """Open achievements carry the name of their contact; they follow."""
    return _event("contact_renamed", resource, contact, contact, turn, at, data)


def profile_changed(resource: str, contact: str, turn: int, at: datetime) -> Event:
    """What others see of a contact changed, or whether they see it; not told beside a new name."""
    return _event("profile_changed", resource, contact, contact, turn, at, {})


def contact_removed(resource: str, contact: str, turn: int, at: datetime) -> Event:
    """What others saw of it follows it."""
    return _event("contact_removed", resource, contact, contact, turn, at, {})


def _event(
    name: str, resource: str, subject: str, contact: str, turn: int, at: datetime, data: Mapping[str, Any]
) -> Event:
    return Event(
        name=name,
        uid=event_uid(name, subject, turn),
        resource=resource,
        subject=subject,
        contact=contact,
        occurred_at=at,
        data=data,
    )


def _of_contact(name: str, contact: str, what: str, at: datetime, data: Mapping[str, Any]) -> Event:
    """What happens to a contact once under each name; its snapshot says what kind of contact it is."""
    return Event(
        name=name,
        uid=event_uid(name, f"{contact}|{what}", 1),
        resource=data["contact_resource"],
        subject=contact,
        contact=contact,
        occurred_at=at,
        data=data,
    )
