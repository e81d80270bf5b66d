"""The social stream of a tenant: what is posted, and where it stands under which number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .user import User

# The stream function numbers what is posted at once; the sweep takes over what has no number by then.
HEAD_START = timedelta(seconds=60)
# How long it is known which event was posted under which number: longer than anybody replays one.
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Post:
    """Something to be shown in the stream that has no number yet; `uid` follows from its event."""

    uid: str
    contact: str
    event_type: str
    event_data: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True)
class Entry:
    """What stands under a number, from 1 without a gap. `user` is None where its contact may not be shown."""

    number: int
    contact: str
    event_type: str
    event_data: Mapping[str, Any]
    created: datetime
    user: User | None


@dataclass(frozen=True)
class Head:
    """The last number that was given, and the time of that entry: times never go back in a stream."""

    number: int = 0
    at: datetime | None = None

    def next(self, post: Post, user: User) -> "tuple[Head, Entry]":
        at = max(post.at, self.at or post.at)
        number = self.number + 1
        return Head(number, at), Entry(number, post.contact, post.event_type, post.event_data, at, user)


def span(top: int, page: int, per_page: int) -> range:
    """The numbers on a page of a stream that ends at `top`, newest first."""
    first = top - (page - 1) * per_page
    return range(first, max(first - per_page, 0), -1)
