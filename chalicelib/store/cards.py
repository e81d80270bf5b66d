"""Cards: items that hold what boards show of a contact, and by when the boards must have followed them.

Whoever changes a card's scores sets `b`, unless it is set; the card is due then, or when it waits for
something else that comes first (`w`, where there are both).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from . import keys
from .codec import Item
from .conditions import Attr
from .keys import Key
from .records import pack
from .writes import Update

# The stream carries a card to the boards within a second; the sweep takes over what it has not by then.
HEAD_START = timedelta(minutes=2)


@dataclass(frozen=True)
class Waits:
    """`follow`: by when the boards must have followed; `other`: when something else happens with the item."""

    follow: datetime | None = None
    other: datetime | None = None


def waits(item: Item) -> Waits:
    """What an item says it is due for."""
    other = item.get("w") if "b" in item else item.get("dsk")
    return Waits(_moment(item.get("b")), _moment(other))


def places(pk: str, waits: Waits) -> Item:
    """How an item says it."""
    if waits.follow is None:
        return keys.due(pk, waits.other) if waits.other else {}
    due = keys.due(pk, min(waits.follow, waits.other or waits.follow))
    return {**due, "b": pack(waits.follow), "w": pack(waits.other)}


def followed(key: Key, item: Item) -> Update:
    """The boards show the card as it was read: it is due for that no more, unless it changed since."""
    other = waits(item).other
    as_read = Attr("v").eq(item["v"]) & Attr("b").eq(item["b"])
    if other is None:
        return Update(key, removes=("dpk", "dsk", "b", "w"), when=as_read)
    return Update(key, sets=keys.due(key.pk, other), removes=("b", "w"), when=as_read)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
