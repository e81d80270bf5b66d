"""Routes of the social stream: what happened to whom, and high fives for it."""

import re
from typing import Any

from ...actions import high_fives, stream
from ...domain.refusals import NotFound
from ..blueprint import ANYONE
from ..call import Call
from ..wire import Record
from . import users, you
from .face import BASE, GamificationFace
from .lists import PAGING, Paged, asked, envelope
from .values import stamp

face = GamificationFace()
COLLECTION = f"{BASE}/stream"
HIGH_FIVE = f"{COLLECTION}/{{event_id}}/high-five"
_NUMBER = re.compile(r"[1-9][0-9]{0,15}")


class StreamEntryRecord(Record):
    """What happened. `high_fived` says whether you gave it a high five."""

    id: int
    event_type: str
    event_data: dict[str, Any]
    high_fived: bool
    user: users.UserRecord
    created_at: str
    updated_at: str


class StreamPage(Paged):
    """Entries of the stream, the newest first."""

    data: list[StreamEntryRecord]


class UserPage(Paged):
    """Users."""

    data: list[users.UserRecord]


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="Show the social stream, the newest first.",
    answers=StreamPage,
    query={**PAGING, **you.USER},
)
def list_stream(call: Call) -> Any:
    page = asked(call)
    found = stream.page(call.table, you.asked(call), page)
    return envelope(call, page, found, _entry, anchored=True)


@face.endpoint(
    "PUT", HIGH_FIVE, who=ANYONE, summary="High five an entry of the stream.", status=204, query=you.USER
)
def give_high_five(call: Call, event_id: str) -> Any:
    high_fives.give(call.table, you.acting(call), _number(event_id), now=call.now)


@face.endpoint(
    "DELETE", HIGH_FIVE, who=ANYONE, summary="Take your high five back.", status=204, query=you.USER
)
def take_high_five(call: Call, event_id: str) -> Any:
    high_fives.take(call.table, you.acting(call), _number(event_id))


@face.endpoint(
    "GET",
    f"{HIGH_FIVE}/users",
    who=ANYONE,
    summary="List who gave an entry a high five, the first of them first.",
    answers=UserPage,
    query=PAGING,
)
def list_high_fives(call: Call, event_id: str) -> Any:
    page = asked(call)
    found = high_fives.users(call.table, _number(event_id), page, now=call.now)
    return envelope(call, page, found, users.shown)


def _number(text: str) -> int:
    """What can be no id leads to no entry, and to no read."""
    if _NUMBER.fullmatch(text) is None:
        raise NotFound("There is no such entry of the stream.")
    return int(text)


def _entry(one: stream.Shown) -> dict[str, Any]:
    entry = one.entry
    return {
        "id": entry.number,
        "event_type": entry.event_type,
        "event_data": entry.event_data,
        "high_fived": one.high_fived,
        "user": users.shown(entry.user) if entry.user else None,
        "created_at": stamp(entry.created),
        "updated_at": stamp(entry.created),
    }
