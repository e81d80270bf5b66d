"""Ranks and relations paths as the wire has them."""

from typing import Annotated, ClassVar

from pydantic import Field

from ...domain.gamification.paths import MOST_ACTIVITIES
from ...domain.gamification.ranks import CONVERSION, Rule
from ...domain.refusals import Invalid
from ..wire import Body, Number, Record, Settable
from .dialect import REQUIRED
from .lists import Paged
from .users import UserRecord
from .values import Icon, Name255, UuidText


class RankSettings(Body):
    """What a rank by conversion measures."""

    relations_path_id: UuidText
    milestone_id: UuidText


class RankBody(Settable):
    """A new rank. `settings` belong to the rule conversion_rate, and to no other."""

    served: ClassVar[frozenset[str]] = frozenset({"id", "team_id", "created_at", "updated_at"})

    name: Name255
    icon: Icon
    rule: Rule
    settings: RankSettings | None = None

    def check(self) -> None:
        """Refuse what no field alone can tell."""
        if self.rule == CONVERSION and self.settings is None:
            wanted = ("settings.relations_path_id", "settings.milestone_id")
            raise Invalid("A rank by conversion needs settings.", dict.fromkeys(wanted, REQUIRED))
        if self.rule != CONVERSION and self.settings is not None:
            raise Invalid("This rule has no settings.", {"settings": f"only with {CONVERSION}"})


class RankChange(Settable):
    """Another name. A rank may be sent back whole: nothing but its name changes."""

    served: ClassVar[frozenset[str]] = RankBody.served | {"icon", "rule", "settings"}

    name: Name255


class MilestoneBody(Body):
    """A milestone; reaching one that closes the case ends it."""

    name: Name255
    closes_case: bool = False


class SupportiveBody(Body):
    """An activity beside the milestones."""

    name: Name255


class PathBody(Settable):
    """A new relations path; it gets its id, and so do its parts."""

    served: ClassVar[frozenset[str]] = frozenset({"id", "created_at", "updated_at"})

    name: Name255
    milestones: Annotated[list[MilestoneBody], Field(min_length=1, max_length=MOST_ACTIVITIES)]
    supportive: Annotated[list[SupportiveBody], Field(max_length=MOST_ACTIVITIES)] = []
    is_sales_type: bool = False


class PathChange(Settable):
    """Another name; the path may be sent back whole."""

    served: ClassVar[frozenset[str]] = PathBody.served | {"is_sales_type", "activity_types"}

    name: Name255


class RuleRecord(Record):
    """How a rank counts."""

    name: Rule


class ActivityRecord(Record):
    """A milestone, or an activity beside them."""

    id: str
    name: str
    closes_case: bool | None = None


class ActivityTypes(Record):
    """What happens on a relations path."""

    milestones: list[ActivityRecord]
    supportive: list[ActivityRecord]


class PathRecord(Record):
    """A relations path. Only the path's own routes say which milestone closes the case."""

    id: str
    name: str
    is_sales_type: bool
    activity_types: ActivityTypes
    created_at: str
    updated_at: str


class RankSettingsRecord(Record):
    """What a rank by conversion measures."""

    relations_path: PathRecord
    milestone_id: str


class RankRecord(Record):
    """A rank; `team_id` is null for those that come with every account."""

    id: str
    team_id: int | None
    name: str
    icon: str
    rule: RuleRecord
    settings: RankSettingsRecord | None = None
    created_at: str
    updated_at: str


class RankPage(Paged):
    """Ranks, without their settings."""

    data: list[RankRecord]


class PathPage(Paged):
    """Relations paths."""

    data: list[PathRecord]


class ScoreRecord(Record):
    """A place on a board; equal scores share it."""

    rank: int
    score: Number
    user: UserRecord


class ScoresRecord(Record):
    """The best of a rank's board, and your own place; null where you have no score."""

    scores: list[ScoreRecord]
    current_rank: ScoreRecord | None


class RankName(Record):
    """What a PUT answers: the name alone."""

    name: str
