"""Where it stands whether a badge is revoked: a bit in a list of many (W3C Bitstring Status List 1.0).

A list has the badges of one month, at places drawn by chance, so that neither a place nor its neighbours tell
whose it is; where a month has very many, it has several lists.
"""

import base64
import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# The specification's least: among fewer, who asks for a list tells too well of whom.
SIZE = 131_072
# So often a place is drawn in a list before the next one is taken: half full, one badge in eight comes to it.
DRAWS = 3
_SHARD = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\.(0|[1-9][0-9]{0,2})")


@dataclass(frozen=True)
class Place:
    """A bit of a list."""

    shard: str
    index: int

    def __str__(self) -> str:
        return f"{self.shard}#{self.index}"

    @classmethod
    def read(cls, text: str) -> "Place":
        shard, _, index = text.partition("#")
        return cls(shard, int(index))


def place(finished: datetime, attempt: int, chance: int) -> Place:
    """Where to try for the `attempt`-th time, from 0."""
    return Place(f"{finished:%Y-%m}.{attempt // DRAWS}", chance % SIZE)


def is_shard(text: str) -> bool:
    return _SHARD.fullmatch(text) is not None


def encoded(revoked: Iterable[int]) -> str:
    """The list with these bits set, the first bit first: gzip, in base64url, marked as such by its `u`.

    Equal lists are equal texts.
    """
    bits = bytearray(SIZE // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> (index % 8)
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
