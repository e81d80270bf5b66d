"""How the keys that sign badges are kept, and which places of status lists are given out and revoked."""

from dataclasses import fields
from datetime import datetime

from ..domain.signing_key import SigningKeys
from ..domain.status_list import Place
from . import badge_keys, keys
from .conditions import Attr, Where
from .ranges import every
from .reading import read
from .records import pack
from .table import TenantTable
from .writes import ABSENT, Put


def signing_keys(table: TenantTable, *, consistent: bool = True) -> SigningKeys | None:
    found = table.get(badge_keys.signing_keys(table.tenant), consistent=consistent)
    return read(SigningKeys, found) if found else None


def signing_keys_put(t: str, kept: SigningKeys) -> Put:
    """The write of a tenant's keys, new or guarded by the version that was read."""
    when = Attr("version").eq(kept.version) if kept.version else ABSENT
    kept.version += 1
    plain = {field.name: pack(getattr(kept, field.name)) for field in fields(kept)}
    return Put(badge_keys.signing_keys(t), plain, when)


def taken(t: str, place: Place, achievement: str, turn: int) -> Put:
    """The write that takes a place, for good; it fails where another has it."""
    return Put(badge_keys.status_place(t, place.shard, place.index), {"of": achievement, "turn": turn})


def revoked(t: str, place: Place, at: datetime) -> Put:
    """The write that revokes the badge of a place, for good; twice is as once."""
    return Put(badge_keys.revoked_place(t, place.shard, place.index), {"at": keys.moment(at)}, None)


def has_places(table: TenantTable, shard: str) -> bool:
    """Whether any place of this list was ever given out."""
    here = badge_keys.status_place(table.tenant, shard, 0)
    where = Where("pk").eq(here.pk) & Where("sk").begins_with("P#")
    return bool(table.page(None, where, limit=1).items)


def revoked_indices(table: TenantTable, shard: str) -> list[int]:
    """All of a list, in order."""
    here = badge_keys.revoked_place(table.tenant, shard, 0)
    where = Where("pk").eq(here.pk) & Where("sk").begins_with("R#")
    return [int(item["sk"].removeprefix("R#")) for item in every(table, where)]
