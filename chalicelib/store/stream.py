"""The social stream as it is kept: its head, its entries by the hundred, posts that wait, high fives."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain.gamification.stream import HEAD_START, KEPT, Entry, Head, Post
from ..domain.gamification.user import User
from . import game_keys, keys
from .codec import Item
from .conditions import Attr, Where
from .keys import Key
from .ranges import every, pages
from .reading import read
from .records import pack
from .table import TenantTable, at_once
from .writes import ABSENT, Put, Update

# Partitions of the index that the high fives of one entry are spread over.
SHARDS = 4
OWNED = "stream"


# -- the head and the entries


def head_in(item: Item | None) -> Head:
    return Head(item["n"], datetime.fromisoformat(item["at"])) if item else Head()


def moved(t: str, before: Head, after: Head) -> Put:
    """The write that gives out numbers; it fails where somebody else gave them."""
    as_read = Attr("n").eq(before.number) if before.number else ABSENT
    at = keys.moment(after.at) if after.at else None
    return Put(game_keys.stream_head(t), {"n": after.number, "at": at}, as_read)


def entered(t: str, entry: Entry) -> Put:
    """The write of an entry, new or shown in another way."""
    item: Item = {
        "e": entry.event_type,
        "d": dict(entry.event_data),
        "c": entry.contact,
        "t": keys.moment(entry.created),
        "p": pack(entry.user) if entry.user else None,
        "opk": keys.owner_pk(t, entry.contact, OWNED),
        "osk": game_keys.stream_entry(t, entry.number).sk,
    }
    return Put(game_keys.stream_entry(t, entry.number), item, None)


def entry_in(item: Item) -> Entry:
    return Entry(
        number=int(item["sk"].removeprefix("F#")),
        contact=item["c"],
        event_type=item["e"],
        event_data=item["d"],
        created=datetime.fromisoformat(item["t"]),
        user=read(User, item["p"]) if "p" in item else None,
    )


def entries(table: TenantTable, span: range) -> dict[int, Entry]:
    """Those of a falling span of numbers. As numbers have no gap, one that is missing was read too early."""
    found: dict[int, Entry] = {}
    for consistent in (False, True):
        blocks = list(_blocks(table.tenant, span))
        at_once(lambda block, sure=consistent: found.update(_block(table, block, sure)), blocks)  # type: ignore[misc]
        if len(found) == len(span):
            break
    return found


def _blocks(t: str, span: range) -> Iterator[tuple[Key, Key]]:
    """The parts of a span that stand in one partition each, by their first and last key."""
    by_pk: dict[str, list[Key]] = {}
    for number in span:
        key = game_keys.stream_entry(t, number)
        by_pk.setdefault(key.pk, []).append(key)
    yield from ((part[-1], part[0]) for part in by_pk.values())


def _block(table: TenantTable, block: tuple[Key, Key], consistent: bool) -> dict[int, Entry]:
    low, high = block
    where = Where("pk").eq(low.pk) & Where("sk").between(low.sk, high.sk)
    found = (entry_in(item) for item in every(table, where, consistent=consistent))
    return {entry.number: entry for entry in found}


def of_contact(table: TenantTable, contact: str) -> Iterator[list[Entry]]:
    """All entries of a contact, some at a time."""
    where = Where("opk").eq(keys.owner_pk(table.tenant, contact, OWNED))
    for page in pages(table, "owner", where, limit=100):
        places = [Key(item["pk"], item["sk"]) for item in page.items]
        yield [entry_in(item) for item in table.get_many(places, consistent=True).values()]


# -- posts that wait for their number


def posted(t: str, post: Post) -> Put:
    place = game_keys.stream_post(t, post.uid)
    item: Item = {
        "c": post.contact,
        "e": post.event_type,
        "d": dict(post.event_data),
        "t": keys.moment(post.at),
        **keys.due(place.pk, post.at + HEAD_START),
    }
    return Put(place, item)


def post_in(item: Item | None) -> Post | None:
    """None where it has its number already, or was dropped."""
    if item is None or "n" in item:
        return None
    uid, at = item["pk"].split("#", 2)[2], datetime.fromisoformat(item["t"])
    return Post(uid, item["c"], item["e"], item["d"], at)


def is_known(table: TenantTable, uid: str) -> bool:
    """Whether it was posted before, whatever became of it."""
    return table.get(game_keys.stream_post(table.tenant, uid)) is not None


def numbered(t: str, post: Post, number: int | None) -> Update:
    """It is done with, under a number or under none; what it said stands in its entry."""
    gone = int((post.at + KEPT).timestamp())
    return Update(
        game_keys.stream_post(t, post.uid),
        sets={"n": number or 0, "x": gone},
        removes=("e", "d", "t", "dpk", "dsk"),
        when=Attr("c").exists() & Attr("n").not_exists(),
    )


# -- high fives


@dataclass(frozen=True)
class HighFive:
    """Who gave it, and its position among those of its entry: oldest first."""

    contact: str
    position: str


def high_five(t: str, contact: str, number: int, *, at: datetime, listed: bool) -> Put:
    """`listed`: others may see whose it is; else it is known to its giver alone, and in no index."""
    return Put(
        game_keys.high_five(t, contact, number),
        {"t": keys.moment(at), **place(t, contact, number, at, listed)},
    )


def place(t: str, contact: str, number: int, at: datetime, listed: bool) -> dict[str, str]:
    shard = zlib.crc32(contact.encode()) % SHARDS
    return keys.about(t, str(number), f"high_five{shard}", at, contact) if listed else {}


def relisted(t: str, item: Item, listed: bool) -> Update:
    """One that stands, into the list of its entry or out of it."""
    key, at = Key(item["pk"], item["sk"]), datetime.fromisoformat(item["t"])
    contact, number = key.pk.split("#", 2)[2], int(key.sk.removeprefix("HF#"))
    if not listed:
        return Update(key, removes=("spk", "ssk"))
    return Update(key, sets=place(t, contact, number, at, True))


def given(table: TenantTable, contact: str, span: range) -> set[int]:
    """The numbers of a falling span that a contact gave a high five to."""
    low, high = (game_keys.high_five(table.tenant, contact, span[place]) for place in (-1, 0))
    where = Where("pk").eq(low.pk) & Where("sk").between(low.sk, high.sk)
    return {int(item["sk"].removeprefix("HF#")) for item in every(table, where)}


def all_given(table: TenantTable, contact: str) -> Iterator[Item]:
    """Every high five of a contact, as it stands."""
    first = game_keys.high_five(table.tenant, contact, 0)
    return every(table, Where("pk").eq(first.pk) & Where("sk").begins_with("HF#"))


def high_fives(table: TenantTable, number: int, shard: int) -> list[HighFive]:
    """Those that are listed of an entry in one part of the index, oldest first."""
    where = Where("spk").eq(keys.subject_pk(table.tenant, str(number), f"high_five{shard}"))
    found = (item for page in pages(table, "subject", where) for item in page.items)
    return [HighFive(_giver(item), item["ssk"]) for item in found]


def _giver(item: dict[str, Any]) -> str:
    contact: str = item["pk"].split("#", 2)[2]
    return contact
