"""Reading the social stream, page after page, while it grows."""

from dataclasses import dataclass

from ..domain.gamification.stream import Entry, span
from ..domain.refusals import Invalid
from ..store import stream
from ..store.game_keys import stream_head
from ..store.table import TenantTable, at_once
from .listing import Asked, Listed


@dataclass(frozen=True)
class Shown:
    """An entry whose user may be shown, and whether the one who looks gave it a high five."""

    entry: Entry
    high_fived: bool


def page(table: TenantTable, viewer: str | None, asked: Asked) -> Listed[Shown]:
    """A page, the newest first, as the contact `viewer` sees it.

    `next` is the number of the newest entry when the walk began: with it as `asked.after` the pages that
    follow stand still, whatever is posted meanwhile. An entry whose user may no longer be shown keeps its
    place: it is left out and counted.
    """
    top = _top(table) if asked.after is None else _anchor(asked.after)
    numbers = span(top, asked.page, asked.page_size)
    if not numbers:
        return Listed([], top, None)
    entries: dict[int, Entry] = {}
    given: set[int] = set()

    def look(at: str) -> None:
        if at == "entries":
            entries.update(stream.entries(table, numbers))
        elif viewer is not None:
            given.update(stream.given(table, viewer, numbers))

    at_once(look, ("entries", "high fives"))
    found = (entries[number] for number in numbers if number in entries)
    shown = [Shown(entry, entry.number in given) for entry in found if entry.user is not None]
    return Listed(shown, top, str(top) if numbers[-1] > 1 else None)


def _top(table: TenantTable) -> int:
    return stream.head_in(table.get(stream_head(table.tenant), consistent=False)).number


def _anchor(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) <= 16):
        raise Invalid("Not a page of the stream.", {"cursor": "not of this list"})
    return int(after)
