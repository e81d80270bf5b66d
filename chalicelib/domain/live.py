"""An achievement by rules while it is live: as the road of activity events knows it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Under more words than this it is found under the one that every event has.
MOST_TOKENS = 8
ANY = "*"


def token_digest(token: str) -> str:
    """32 hex digits for a word of any length, so that no user's text is ever part of a key."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class LiveAchievement:
    """`rules` are the definition's own parts that decide (ruleSets, scheduling, dependantOn,
    minimumShouldMatch, memberGroups), in the client's shape; they are compiled where they are read.

    `tokens` are the words of which an event must have one to matter to it, `home` is where its counters
    are (both by domain.rules.tokens).
    `since`: it counts what arrives from then on; what came before is for a retroactive run.
    """

    uid: str
    name: str
    rules: Mapping[str, Any]
    tokens: tuple[str, ...]
    home: str
    since: datetime
    rewards: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return self.tokens if 0 < len(self.tokens) <= MOST_TOKENS else (ANY,)

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """The achievements on whose issue this one may wait, or which keep it from being issued."""
        links = self.rules.get("dependantOn") or ()
        return tuple(dict.fromkeys(str(link["achievementId"]) for link in links))
