"""How boards are kept: a contact's standing and entries, the nodes of the count tree, who leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from ..domain.boards import parts, tree
from ..domain.boards.standing import Seen, Standing
from ..domain.boards.windows import gone_at
from ..domain.gamification.user import User
from ..domain.measures import ALL
from . import board_keys, keys
from .board_keys import board_list, board_position
from .codec import Item
from .conditions import Attr, Where
from .keys import Key
from .ranges import every
from .reading import read
from .records import pack
from .table import TenantTable
from .writes import ABSENT, Put, Update

FIELDS = tuple(field.name for field in fields(User))


@dataclass(frozen=True)
class Row:
    """One line of a board's list."""

    contact: str
    score: int
    user: User


@dataclass(frozen=True)
class Leader:
    """Who holds the first place of all time; `turn` counts who did, `score` is what it was last known as."""

    contact: str
    score: int
    turn: int


# -- what a contact has on a board


def read_standing(contact: str, board: str, item: Item | None) -> Standing:
    if item is None:
        return Standing(contact, board)
    return Standing(
        contact,
        board,
        revision=int(item["r"]),
        version=int(item["v"]),
        generation=int(item.get("g", 0)),
        seen=Seen(int(item["n"]), read_user(item.get("u"))),
        listed=_whole(item.get("a", {})),
        hidden=_whole(item.get("h", {})),
        stale=frozenset(item.get("w", ())),
    )


def _whole(scores: Mapping[str, Any]) -> dict[str, int]:
    """Numbers of many digits come as Decimal."""
    return {window: int(score) for window, score in scores.items()}


def standing_key(t: str, contact: str, board: str) -> Key:
    return board_keys.board_entry(t, contact, board, ALL)


def kept(t: str, before: Standing, after: Standing, *, top: bool) -> Put:
    """The write of a standing, which is the entry of all time, too; guarded by what was read."""
    as_read = Attr("r").eq(before.revision) if before.revision else ABSENT
    item: Item = {
        "r": after.revision,
        "v": after.version,
        "g": after.generation or None,
        "n": after.seen.number if after.seen else 0,
        "u": packed_user(after.seen.user) if after.seen and after.seen.user else None,
        "a": dict(after.listed) or None,
        "h": dict(after.hidden) or None,
        "w": sorted(after.stale) or None,
    }
    entry_ = entry(t, after, ALL, top=top)
    return Put(entry_.key, entry_.item | item, as_read)


def entry(t: str, standing: Standing, window: str, *, top: bool) -> Put:
    """What a contact has in one window. Its standing guards the write, so that this needs no guard."""
    contact, board, seen = standing.contact, standing.board, standing.seen
    score = standing.listed.get(window, standing.hidden.get(window))
    item: Item = {"s": score, "x": None if window == ALL else int(gone_at(window).timestamp())}
    if seen and seen.user and score is not None and window in standing.listed:
        own = parts.part(seen.number, top=top)
        item |= {
            "u": packed_user(seen.user),
            "lpk": board_list(t, board, window, standing.generation, tree.band(score), own),
            "lsk": board_position(score, seen.number),
        }
    return Put(board_keys.board_entry(t, contact, board, window), item, None)


def standings_of(table: TenantTable, contact: str) -> list[Standing]:
    """On all boards."""
    first = keys.contact(table.tenant, contact)
    where = Where("pk").eq(first.pk) & Where("sk").begins_with("BE#")
    found = [item for item in every(table, where) if "r" in item]
    return [read_standing(contact, item["sk"].split("#")[1], item) for item in found]


def packed_user(user: User) -> list[Any]:
    """Without the names of its fields, which would be most of it."""
    return [pack(getattr(user, name)) for name in FIELDS]


def read_user(packed: list[Any] | None) -> User | None:
    return read(User, dict(zip(FIELDS, packed, strict=True))) if packed else None


def row(item: Item) -> Row:
    """From the list's index."""
    user = read_user(item["u"])
    assert user is not None
    return Row(user.uid, parts.score_at(item["lpk"].split("#")[-2], item["lsk"]), user)


# -- the count tree


def counters(item: Mapping[str, Any] | None) -> dict[str, int]:
    """Those of a node's item."""
    return {name: n for name, n in (item or {}).items() if isinstance(n, int) and tree.is_counter(name)}


def bar(root: Item | None) -> int | None:
    """Above which score entries stand where pages are read."""
    found = (root or {}).get("bar")
    return None if found is None else int(found)


def node_key(t: str, board: str, window: str, generation: int, node: str) -> Key:
    if node == tree.ROOT:
        return board_keys.board_root(t, board, window)
    return board_keys.board_node(t, board, window, generation, node)


def added(t: str, board: str, window: str, generation: int, node: str, counts: Mapping[str, int]) -> Update:
    """Counts added to a node. The root refuses where the board was made anew meanwhile."""
    ttl = {} if window == ALL else {"x": int(gone_at(window).timestamp())}
    key = node_key(t, board, window, generation, node)
    if node != tree.ROOT:
        return Update(key, sets=ttl, adds=counts, when=None)
    same = Attr("g").eq(generation) | Attr("g").not_exists()
    return Update(key, sets={**ttl, "g": generation}, adds=counts, when=same)


def emptied(t: str, board: str, window: str, generation: int) -> Put:
    """The root of a board that is made anew: nothing of before is reached from it, or can be added to it."""
    older = Attr("g").lt(generation) | Attr("pk").not_exists()
    ttl = None if window == ALL else int(gone_at(window).timestamp())
    return Put(board_keys.board_root(t, board, window), {"g": generation, "x": ttl}, older)


# -- the boards of a tenant as a whole


@dataclass(frozen=True)
class Head:
    """`generation` counts how often the boards were made anew; `after` is how far that is, None: done."""

    generation: int = 0
    after: str | None = None


def read_head(item: Item | None) -> Head:
    return Head(int(item["g"]), item.get("after")) if item else Head()


def head(t: str, before: Head, after: Head, at: datetime) -> Put:
    as_read = Attr("g").eq(before.generation) if before.generation else ABSENT
    item: Item = {"g": after.generation, "after": after.after, "at": keys.moment(at)}
    return Put(board_keys.boards_head(t), item, as_read)


# -- who leads


def read_leader(item: Item | None) -> Leader | None:
    return Leader(item["contact"], int(item["s"]), int(item["turn"])) if item else None


def led(t: str, board: str, before: Leader | None, after: Leader) -> Put:
    as_read = ABSENT if before is None else Attr("turn").eq(before.turn) & Attr("s").eq(before.score)
    item = {"contact": after.contact, "s": after.score, "turn": after.turn}
    return Put(board_keys.board_leader(t, board), item, as_read)


def nodes(
    t: str, board: str, window: str, generation: int, found: Mapping[Key, Item], names: Iterable[str]
) -> dict[str, dict[str, int]]:
    """The counters of nodes among items that were read together."""
    return {name: counters(found.get(node_key(t, board, window, generation, name))) for name in names}
