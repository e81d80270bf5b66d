"""Reward types: in what a reward counts. Two come with every tenant; others are its own."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from .refusals import Invalid

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,49}")
# The reward type that seed 001's example names.
OF_THE_SEED = "1cn4DmUBkPH_lz9GixDL"
_ALWAYS = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True)
class RewardType:
    """`key` is its word: an award of `points` moves the points of its contact, any other only is there."""

    uid: str
    key: str
    name: str
    created: datetime
    last_updated: datetime
    description: str | None = None
    unit: str | None = None
    origin: str = ""
    version: int = 0

    def check(self) -> None:
        if KEY.fullmatch(self.key) is None:
            raise Invalid("Not a key.", {"key": "1 to 50 of A-Z a-z 0-9 . _ -, a letter or digit first"})


def reward_type_uid(key: str) -> str:
    """It follows from the key, so that no two of a tenant have the same."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"reward type|{key}".encode()).digest())[:20].decode()


def _system(key: str, uid: str, name: str, description: str) -> RewardType:
    return RewardType(
        uid=uid, key=key, name=name, description=description, created=_ALWAYS, last_updated=_ALWAYS
    )


SYSTEM: dict[str, RewardType] = {
    one.uid: one
    for one in (
        _system("points", OF_THE_SEED, "Points", "Added to the member's points when it is issued."),
        _system("badge", reward_type_uid("badge"), "Badge", "Something to show."),
    )
}
SYSTEM_KEYS = frozenset(one.key for one in SYSTEM.values())
