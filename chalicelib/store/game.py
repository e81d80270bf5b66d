"""A tenant's game: its settings, what the road of events needs of them, and the badges of its contacts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from ..domain.gamification.settings import Gamification
from . import game_keys, keys, road, rules_head
from .codec import Item
from .conditions import Attr, Where
from .ranges import every
from .reading import read
from .records import pack
from .table import TenantTable
from .writes import ABSENT, Put, Update, Write


def settings(table: TenantTable) -> Gamification:
    """What the tenant set; where it never did, nothing gives points and all badges have their own rules."""
    return read_settings(table.get(keys.game(table.tenant)))


def read_settings(item: Item | None) -> Gamification:
    return Gamification() if item is None else read(Gamification, item)


def set_writes(t: str, wanted: Gamification, before: Gamification, head: Item | None) -> list[Write]:
    """The settings, and beside the rules' version what each event needs of them; guarded by both as read."""
    item = {name: pack(value) for name, value in vars(wanted).items()} | {"version": before.version + 1}
    as_read = Attr("version").eq(before.version) if before.version else ABSENT
    known = replace(road.read(head), action_points=wanted.action_points, replaced=frozenset(wanted.badges))
    return [Put(keys.game(t), item, as_read), rules_head.on_the_road(t, head, known)]


def badge(t: str, contact: str, number: int, at: datetime) -> Put:
    """The write by which a contact has a badge, once."""
    return Put(game_keys.badge(t, contact, number), {"at": keys.moment(at)})


def had_since(table: TenantTable, contact: str, number: int) -> datetime | None:
    item = table.get(game_keys.badge(table.tenant, contact, number))
    return datetime.fromisoformat(item["at"]) if item else None


def dated_back(t: str, contact: str, number: int, at: datetime) -> Update:
    """It was earned earlier than was known; where somebody knows of an even earlier moment, it fails."""
    moment = keys.moment(at)
    return Update(game_keys.badge(t, contact, number), sets={"at": moment}, when=Attr("at").gt(moment))


def badges(table: TenantTable, contact: str) -> Mapping[int, datetime]:
    """The badges of a contact by their ids, and since when it has each."""
    first = game_keys.badge(table.tenant, contact, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    found = every(table, where, consistent=False)
    return {int(item["sk"].removeprefix(first.sk)): datetime.fromisoformat(item["at"]) for item in found}
