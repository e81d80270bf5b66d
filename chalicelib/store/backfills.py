"""How a back-fill is kept, and the cards that it goes through."""

from datetime import datetime

from ..domain.gamification.backfill import Backfill
from . import game_keys, keys
from .cases import SHELF
from .conditions import Attr, Where
from .keys import Key
from .records import pack
from .table import TenantTable
from .writes import Delete, Put

STRETCH = 25


def begun(t: str, one: Backfill) -> Put:
    """One that runs on the path already begins again: it did not know of this board."""
    return Put(game_keys.backfill(t, one.path), {**_item(t, one)}, None)


def load(table: TenantTable, path: str) -> tuple[Backfill, str] | None:
    """It, and the mark of its last writer."""
    item = table.get(game_keys.backfill(table.tenant, path))
    if item is None:
        return None
    begun_, moved = (datetime.fromisoformat(item[name]) for name in ("begun", "moved"))
    return Backfill(path, begun_, moved, item.get("after"), item["again"]), item["op"]


def changed(t: str, one: Backfill, mark: str) -> Put:
    """Guarded by its last writer, be it whoever began it again."""
    return Put(game_keys.backfill(t, one.path), _item(t, one), Attr("op").eq(mark))


def done(t: str, path: str, mark: str) -> Delete:
    return Delete(game_keys.backfill(t, path), Attr("op").eq(mark))


def next_cards(table: TenantTable, one: Backfill) -> tuple[list[Key], str | None]:
    """The cards of the next stretch, and the contact behind which the one after it begins."""
    here = Where("spk").eq(keys.subject_pk(table.tenant, one.path, SHELF))
    page = table.page("subject", here & Where("ssk").gt(one.after) if one.after else here, limit=STRETCH)
    return [Key(item["pk"], item["sk"]) for item in page.items], page.last["ssk"] if page.last else None


def _item(t: str, one: Backfill) -> dict[str, object]:
    place = game_keys.backfill(t, one.path)
    said = {"begun": pack(one.begun), "moved": pack(one.moved), "after": one.after, "again": one.again}
    return {**said, **keys.due(place.pk, one.due)}
