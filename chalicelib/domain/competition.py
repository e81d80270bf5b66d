"""An achievement by rules as it is defined (face 001): a draft that is edited, then live and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from . import exact_json
from .live import LiveAchievement, live
from .refusals import Invalid, Locked
from .reward import Reward

Status = Literal["Draft", "Live"]
LONGEST_BRIEF = 300
# An achievement stands in the rule index under up to eight words; a larger one would be dear to each event.
MOST_SAID = 60_000
# The order of an answer's fields (seed 001).
FIELDS = (
    *("jsonClass", "name", "accountId", "description", "initialState", "icon", "ruleSets", "deprecated"),
    *("dependantOn", "minimumShouldMatch", "scheduling", "achievementLiveStatus", "category"),
    *("memberGroups", "metadata", "created", "id", "translations", "translatableFields"),
)
# What a client may leave out, and has then.
DEFAULTS: Mapping[str, Any] = {
    "initialState": 0,
    "deprecated": False,
    "dependantOn": [],
    "minimumShouldMatch": 0,
    "category": [],
    "memberGroups": [],
    "metadata": [],
    "translations": {},
}


@dataclass(frozen=True)
class Texts:
    """What is said to people. It may be long, and is kept apart."""

    name: str
    description: str | None = None
    translations: Mapping[str, Any] = field(default_factory=dict)

    def among(self, language: str | None) -> dict[str, Any]:
        """Name and description in that language, as far as there is a translation."""
        own = {"name": self.name, "description": self.description}
        lines = self.translations.get(language, ()) if language else ()
        return {**own, **{line["fieldName"]: line["text"] for line in lines if line["fieldName"] in own}}


@dataclass(kw_only=True)
class CompetitionAchievement:
    """`said` is the definition but for its texts: JSON, in the shape and with the numbers of its client.

    `brief` is the name as far as mails and lists need it; `rewards` and `prerequisites` are ids.
    """

    uid: str
    created: datetime
    last_updated: datetime
    brief: str
    said: str
    icon: str
    status: Status = "Draft"
    deprecated: bool = False
    live_since: datetime | None = None
    rewards: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    version: int = 0

    @property
    def definition(self) -> dict[str, Any]:
        found: dict[str, Any] = exact_json.loads(self.said)
        return found

    @property
    def is_issued(self) -> bool:
        """Whether events move it."""
        return self.status == "Live" and not self.deprecated

    def lives(self) -> LiveAchievement:
        """As the road of activity events knows it."""
        since = self.live_since or self.created
        return live(self.uid, self.brief, self.definition, since=since, rewards=self.rewards)

    def check_editable(self) -> None:
        if self.status != "Draft" or self.deprecated:
            raise Locked("Only achievements that are in Draft status can be edited!")


@dataclass(frozen=True)
class Named:
    """What a definition names and must exist."""

    icon: str | None = None
    reward_types: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A definition as it was read, before what it names was looked up. `rewards` are new ones."""

    said: Mapping[str, Any]
    texts: Texts
    rewards: tuple[Reward, ...] = ()
    dropped: frozenset[str] = frozenset()

    @property
    def status(self) -> Status:
        return "Live" if self.said["achievementLiveStatus"] == "Live" else "Draft"

    @property
    def prerequisites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(link["achievementId"]) for link in self.said["dependantOn"]))

    @property
    def named(self) -> Named:
        return Named(self.said["icon"], tuple(one.reward_type for one in self.rewards), self.prerequisites)

    def define(self, uid: str, rewards: tuple[str, ...], *, at: datetime) -> CompetitionAchievement:
        """The achievement with these rewards, made now."""
        text = exact_json.dumps(self.said)
        if len(text.encode()) > MOST_SAID:
            raise Invalid(f"The definition is larger than {MOST_SAID} bytes.")
        return CompetitionAchievement(
            uid=uid,
            created=at,
            last_updated=at,
            brief=self.texts.name[:LONGEST_BRIEF],
            said=text,
            icon=self.said["icon"],
            status=self.status,
            deprecated=self.said["deprecated"],
            live_since=at if self.status == "Live" else None,
            rewards=rewards,
            prerequisites=self.prerequisites,
        )


def in_order(said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the seed orders them; what it does not know comes last."""
    known = {name: said[name] for name in FIELDS if name in said}
    return {**known, **{name: value for name, value in said.items() if name not in known}}


def shown(achievement: CompetitionAchievement, texts: Texts, created: str) -> dict[str, Any]:
    """The whole definition, as it was said, with what the house adds."""
    own = {
        "name": texts.name,
        "translations": texts.translations,
        "created": created,
        "id": achievement.uid,
        "deprecated": achievement.deprecated,
    }
    said = {"description": texts.description} if texts.description is not None else {}
    return in_order({**achievement.definition, **own, **said})
