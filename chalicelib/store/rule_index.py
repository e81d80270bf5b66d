"""Which live achievements an event can matter to: an index by words, with a head that tells of its changes.

The head's version moves with every achievement that goes live or is archived, in the same transaction.
Whatever is read after the head, consistently, may be kept for as long as the head says the same version.
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..domain.live import LiveAchievement
from ..domain.road import Road
from ..domain.rules.tokens import digest
from ..domain.targets.live import LiveTarget
from . import keys, live_targets, reading, road
from .codec import Item
from .conditions import Where
from .keys import Key
from .ranges import every
from .records import pack
from .rules_head import bumped, version_of
from .table import TenantTable
from .writes import Delete, Put, Write

# A sieve says of a word that no rule stands under it, without a look-up. It has 16 parts of 2 KB: of
# 10,000 words it takes one in 2,500 for one of them that is none.
PART_BYTES = 2048
HITS = 4
EMPTY = bytes(PART_BYTES)


@dataclass(frozen=True)
class Head:
    """The index as it was read to be changed: its version, and the parts of the sieve that are touched."""

    version: int
    sieve: dict[str, bytes]


def load_head(table: TenantTable, live: LiveAchievement) -> Head:
    """What `live_writes` and `archive_writes` start from; they fail if another change comes between."""
    return head_of(table, live.words)


def head_of(table: TenantTable, words: Iterable[str]) -> Head:
    """The head with the parts of the sieve in which these words stand."""
    t = table.tenant
    parts = {_place(word)[0]: keys.rules_sieve(t, _place(word)[0]) for word in words}
    found = table.get_many([keys.rules_head(t), *parts.values()], consistent=True)
    sieve = {part: _bits(found.get(key)) for part, key in parts.items()}
    return Head(version_of(found.get(keys.rules_head(t))), sieve)


def live_writes(t: str, live: LiveAchievement, head: Head) -> list[Write]:
    """For the transaction that makes it live: at most 17, and one for each prerequisite."""
    item = pack(replace(live, version=head.version + 1))
    rows = [Put(keys.rule(t, digest(word), live.uid), item, None) for word in live.words]
    waits = [
        Put(
            keys.rule_dependant(t, uid, live.uid),
            {"uid": live.uid, "token": digest(live.words[0])},
            None,
        )
        for uid in live.prerequisites
    ]
    return [bumped(t, head.version), *rows, *waits, *sieved(t, live.words, head)]


def archive_writes(t: str, live: LiveAchievement, head: Head) -> list[Write]:
    """For the transaction that archives it. Its words stay in the sieve, which costs look-ups only."""
    rows = [Delete(keys.rule(t, digest(word), live.uid)) for word in live.words]
    waits = [Delete(keys.rule_dependant(t, uid, live.uid)) for uid in live.prerequisites]
    return [bumped(t, head.version), *rows, *waits]


def sieved(t: str, words: Iterable[str], head: Head) -> Iterator[Write]:
    """So that nobody passes these words over; `head` has read their parts."""
    parts: dict[str, bytearray] = {}
    for word in words:
        part, bits = _place(word)
        image = parts.setdefault(part, bytearray(head.sieve[part]))
        for bit in bits:
            image[bit // 8] |= 1 << bit % 8
    for part, image in parts.items():
        if image != head.sieve[part]:
            yield Put(keys.rules_sieve(t, part), {"bits": bytes(image)}, None)


def _place(word: str) -> tuple[str, list[int]]:
    """The part of the sieve in which a word stands, and its bits there."""
    hashed = hashlib.sha256(word.encode()).digest()
    pairs = [int.from_bytes(hashed[at : at + 2], "big") for at in range(8, 8 + 2 * HITS, 2)]
    return f"{hashed[0] % 16:x}", [pair % (PART_BYTES * 8) for pair in pairs]


def _bits(item: Item | None) -> bytes:
    return bytes(item["bits"]) if item else EMPTY


@dataclass(frozen=True)
class Standing:
    """What stands under a word."""

    live: tuple[LiveAchievement, ...] = ()
    targets: tuple[LiveTarget, ...] = ()


NOTHING = Standing()


class _Known:
    """What is known of one tenant's index at one version of its head."""

    def __init__(self, version: int, road: Road) -> None:
        self.version, self.road = version, road
        self.sieve: dict[str, bytes] = {}
        self.rows: dict[str, Standing] = {}


class RuleIndex:
    """The index as a container remembers it: kept by version, so that it is never out of date."""

    MOST_WORDS = 20_000
    # A tenant's sieve is up to 32 KB, and its rules come on top: a container must not grow with all that
    # it served. Who is dropped is read anew; far fewer are met by one batch of the stream.
    MOST_TENANTS = 500

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._zones: dict[str, str] = {}
        self._one_at_a_time = threading.Lock()

    def version(self, tenant: str) -> int | None:
        """The version last seen here."""
        known = self._known.get(tenant)
        return known.version if known else None

    def see(self, tenant: str, head: Item | None) -> int:
        """Take note of a head that was just read; what was known of an older one is dropped."""
        version = version_of(head)
        with self._one_at_a_time:
            known = self._known.pop(tenant, None)
            if known is None or known.version < version:
                known = _Known(version, road.read(head))
            self._known[tenant] = known  # behind all others: the first is who was seen longest ago
            if len(self._known) > self.MOST_TENANTS:
                del self._known[next(iter(self._known))]
        return known.version

    def road(self, tenant: str) -> Road:
        """What the head said that was seen last."""
        known = self._known.get(tenant)
        return known.road if known else Road()

    def zone(self, table: TenantTable) -> str:
        """The tenant's time zone. One that no head tells was never changed: it is read once."""
        told = self.road(table.tenant).zone
        if told is not None:
            return told
        if table.tenant not in self._zones:
            self._zones[table.tenant] = road.own_zone(table)
        return self._zones[table.tenant]

    def found(self, table: TenantTable, words: Iterable[str]) -> dict[str, Standing]:
        """What stands under each of the words, at the version that was seen last or a later one."""
        known = self._known.get(table.tenant)
        if known is None:  # dropped for others since it was seen
            self.see(table.tenant, table.get(keys.rules_head(table.tenant)))
            known = self._known[table.tenant]
        if len(known.rows) > self.MOST_WORDS:
            known.rows.clear()
        wanted = set(words)
        self._sift(table, known, wanted - known.rows.keys())
        return {word: known.rows[word] for word in wanted if known.rows.get(word, NOTHING) != NOTHING}

    def _sift(self, table: TenantTable, known: _Known, fresh: set[str]) -> None:
        if known.version == 0:
            return
        places = {word: _place(word) for word in fresh}
        missing = {part for part, _ in places.values()} - known.sieve.keys()
        if missing:
            parts = {keys.rules_sieve(table.tenant, part): part for part in missing}
            items = table.get_many(parts, consistent=True)
            known.sieve |= {part: _bits(items.get(key)) for key, part in parts.items()}
        for word, (part, bits) in places.items():
            if all(known.sieve[part][bit // 8] >> bit % 8 & 1 for bit in bits):
                known.rows[word] = under(table, digest(word))


def under(table: TenantTable, token: str) -> Standing:
    """What stands under a word, given by its digest."""
    rows = list(every(table, Where("pk").eq(keys.rule(table.tenant, token, "").pk)))
    live = tuple(read(row) for row in rows if row["sk"].startswith("CA#"))
    return Standing(live, live_targets.among(table, rows))


def read(item: Item) -> LiveAchievement:
    names = ("uid", "name", "rules", "tokens", "home", "since", "rewards", "version")
    return reading.read(LiveAchievement, {name: item[name] for name in names if name in item})


def find(table: TenantTable, live: LiveAchievement) -> LiveAchievement | None:
    """The achievement as it stands in the index; None where it is live no more."""
    item = table.get(keys.rule(table.tenant, digest(live.words[0]), live.uid))
    return read(item) if item else None


def dependants(table: TenantTable, prerequisite: str) -> list[LiveAchievement]:
    """The live achievements on which the issue of this one may have a bearing."""
    first = keys.rule_dependant(table.tenant, prerequisite, "")
    pointers = every(table, Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk))
    rows: Sequence[Key] = [keys.rule(table.tenant, one["token"], one["uid"]) for one in pointers]
    return [read(item) for item in table.get_many(rows, consistent=True).values()]
