"""An achievement by rules while it is live: as the road of activity events knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from .activity import Arrived
from .rules.definitions import parse
from .rules.model import Definition
from .rules.tokens import ANY, home, tokens

# Under more words than this it is found under the one that every event has.
MOST_TOKENS = 8
# The parts of a definition that decide; the rest of it is for people.
DECIDING = ("ruleSets", "scheduling", "dependantOn", "minimumShouldMatch", "memberGroups")


@dataclass(frozen=True, kw_only=True)
class LiveAchievement:
    """`rules` are the definition's deciding parts, in the client's shape; they are compiled where they are
    read.

    `tokens` are the words of which an event must have one to matter to it, `home` is where its counters
    are. `since`: it counts what arrives from then on; what came before is for a retroactive run. `version`
    is that of the rule index from which on it stands there. `zone` is that of its periods, UTC where it says
    none.
    """

    uid: str
    name: str
    rules: Mapping[str, Any]
    tokens: tuple[str, ...]
    home: str
    since: datetime
    rewards: tuple[str, ...] = ()
    version: int = 0
    zone: str | None = None

    def counts(self, event: Arrived) -> bool:
        """Whether it was live when the event came."""
        return (self.since, self.version) <= (event.received, event.seen)

    @property
    def words(self) -> tuple[str, ...]:
        return self.tokens if 0 < len(self.tokens) <= MOST_TOKENS else (ANY,)

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """The achievements on whose issue this one may wait, or which keep it from being issued."""
        links = self.rules.get("dependantOn") or ()
        return tuple(dict.fromkeys(str(link["achievementId"]) for link in links))

    @cached_property
    def definition(self) -> Definition:
        read = parse(self.uid, dict(self.rules))
        return replace(read, scheduling=replace(read.scheduling, zone=self.zone)) if self.zone else read


def live(
    uid: str, name: str, said: Mapping[str, Any], *, since: datetime, rewards: Sequence[str] = ()
) -> LiveAchievement:
    """From the definition as the client gave it (the seed's `achievement`) and its rewards' ids."""
    rules = {part: said[part] for part in DECIDING if said.get(part) is not None}
    read = parse(uid, rules)
    return LiveAchievement(
        uid=uid,
        name=name,
        rules=rules,
        tokens=tuple(sorted(tokens(read))),
        home=home(read),
        since=since,
        rewards=tuple(rewards),
    )
