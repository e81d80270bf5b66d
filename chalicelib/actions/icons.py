"""What is done with icons: finding them, the starter set first, and taking uploads."""

from collections.abc import Mapping
from datetime import UTC, datetime

from ..documents.icons import starter
from ..domain.icons import STARTERS, Icon, Picture
from ..domain.refusals import NoRecord
from ..store import keys
from ..store.codec import Item
from ..store.competitions import ICONS
from ..store.keys import Key
from ..store.records import alive, writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Put
from .listing import Asked, Listed, everything, led_by, records

_ALWAYS = datetime(2020, 1, 1, tzinfo=UTC)
MOST_SEARCHED = 1_000


def add(table: TenantTable, uid: str, name: str, picture: Picture, *, at: datetime) -> Icon:
    """Keep an upload; the same uid again (a repeated request) gives what stands already."""
    t = table.tenant
    icon = Icon(uid=uid, name=name, media=picture.media, size=len(picture.file), created=at, last_updated=at)
    try:
        table.transact(writes(ICONS.new(t, icon), Put(keys.icon_file(t, uid), {"file": picture.file})))
    except ConditionFailed:
        return ICONS.load(table, uid)
    return icon


def listed(table: TenantTable, asked: Asked, *, now: datetime) -> Listed[Icon]:
    return led_by(starters(), asked, lambda own: records(table, ICONS, own, now=now))


def all_of(table: TenantTable) -> list[Icon]:
    return [*starters(), *everything(table, ICONS, most=MOST_SEARCHED)]


def file(table: TenantTable, uid: str) -> Picture:
    """The picture itself."""
    if uid in STARTERS:
        return Picture("image/svg+xml", starter(STARTERS[uid]))
    t = table.tenant
    found = table.get_many([keys.icon(t, uid), keys.icon_file(t, uid)])
    icon, item = ICONS.met(found, t, uid), found.get(keys.icon_file(t, uid))
    if icon is None or item is None:
        raise NoRecord("attachment", uid)
    return Picture(icon.media, bytes(item["file"]))


def key(t: str, uid: str) -> Key | None:
    """Where to look whether there is such an icon; None where it is one of the starter set."""
    return None if uid in STARTERS else keys.icon(t, uid)


def known(t: str, uid: str, found: Mapping[Key, Item]) -> bool:
    """Whether there is, by what was found there."""
    item = found.get(keys.icon(t, uid))
    return uid in STARTERS or (item is not None and alive(item))


def starters() -> list[Icon]:
    return [
        Icon(
            uid=uid,
            name=name,
            media="image/svg+xml",
            size=len(starter(name)),
            created=_ALWAYS,
            last_updated=_ALWAYS,
        )
        for uid, name in STARTERS.items()
    ]
