"""Relations paths: the milestones that a case passes, of which conversion rates are made."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from ..refusals import Conflict, Invalid

MOST_ACTIVITIES = 50


@dataclass(frozen=True)
class Milestone:
    """Reaching one that `closes_case` ends a case: no rank can be made of it."""

    uid: str
    name: str
    closes_case: bool = False


@dataclass(frozen=True)
class Supportive:
    """An activity beside the milestones."""

    uid: str
    name: str


@dataclass(kw_only=True)
class RelationsPath:
    """`ranked` counts the ranks of each milestone: boards are kept for those, and the path for as long."""

    uid: str
    name: str
    created: datetime
    last_updated: datetime
    milestones: tuple[Milestone, ...] = ()
    supportive: tuple[Supportive, ...] = ()
    is_sales_type: bool = False
    ranked: dict[str, int] = field(default_factory=dict)
    version: int = 0

    def milestone(self, uid: str) -> Milestone | None:
        return next((one for one in self.milestones if one.uid == uid), None)

    def has_board(self, milestone: str) -> bool:
        return self.ranked.get(milestone, 0) > 0

    def check_rankable(self, milestone: str) -> None:
        """Refuse a milestone of another path, or one that closes the case."""
        found = self.milestone(milestone)
        if found is None:
            raise Invalid("Not a milestone.", {"settings.milestone_id": "not of this relations path"})
        if found.closes_case:
            raise Invalid("Not a milestone.", {"settings.milestone_id": "it closes the case"})

    def check_unranked(self) -> None:
        if any(self.ranked.values()):
            raise Conflict("A rank uses this relations path.")

    def with_ranks(self, milestone: str, more: int) -> "RelationsPath":
        """With so many more (or fewer) ranks on this milestone."""
        left = self.ranked.get(milestone, 0) + more
        others = {uid: number for uid, number in self.ranked.items() if uid != milestone}
        return replace(self, ranked={**others, milestone: left} if left > 0 else others)
