"""The head of the rule index: one item a tenant, whose version moves with whatever events must know of."""

from typing import Any

from ..domain.road import Road
from . import keys, road
from .codec import Item
from .conditions import Attr
from .writes import ABSENT, Update


def version_of(item: Item | None) -> int:
    return int(item["v"]) if item else 0


def bumped(t: str, version: int, **more: Any) -> Update:
    """The next version of the head; what else stands in it stays, but for what is given."""
    as_read = Attr("v").eq(version) if version else ABSENT
    return Update(keys.rules_head(t), sets={"v": version + 1, **more}, when=as_read)


def on_the_road(t: str, head: Item | None, changed: Road) -> Update:
    """What every event is to know from now on of the tenant; the version moves with it."""
    return bumped(t, version_of(head), g=road.packed(changed))
