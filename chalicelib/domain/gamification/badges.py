"""The badges: thirteen and two special ones, in the order of seed 002, and the rules that earn each.

A badge is earned by an achievement by rules: by the built-in one below, which no tenant has to store, or by
one of the tenant's own that stands in for it. Each built-in rule looks at one action only, so that its
counters stand with whatever else counts that action.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from ..live import LiveAchievement, live
from ..rules.model import MainFact, Operator, SubFact
from ..rules.schedules import ScheduleType

# No competition achievement's own id has a colon.
PREFIX = "badge:"
_EVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Badge:
    """Earned by the `times`-th event of the action (in one day or month, as `schedule` says) that passes
    all that is asked `only` of its time."""

    id: int
    name: str
    action: str
    times: int
    only: tuple[tuple[SubFact, Operator, int], ...] = ()
    schedule: ScheduleType = ScheduleType.ONCE
    special: bool = False

    @property
    def uid(self) -> str:
        """The id of the achievement by rules that earns it where the tenant has none of its own."""
        return f"{PREFIX}{self.name}"

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def definition(self) -> dict[str, Any]:
        """Face 001's shape, so that a tenant can start its own from it."""
        rule: dict[str, Any] = {
            "id": self.name,
            "fact": MainFact.COUNT.value,
            "operator": Operator.AT_LEAST.value,
            "constant": self.times,
        }
        if self.only:
            asked = [{"fact": f.value, "operator": o.value, "constant": c} for f, o, c in self.only]
            rule["subConditions"] = [{"matchCondition": "All", "mustEvaluateTo": True, "subRules": asked}]
        condition = {"matchCondition": "All", "mustEvaluateTo": True, "rules": [rule]}
        return {
            "ruleSets": [{"priority": 1, "action": self.action, "conditions": [condition]}],
            "scheduling": {
                "scheduleType": self.schedule.value,
                "startDate": "1900-01-01T00:00:00Z",
                "scheduleOccurrencesLimit": 1,
            },
        }

    @cached_property
    def live(self) -> LiveAchievement:
        """As the road of events knows it."""
        return live(self.uid, self.title, self.definition, since=_EVER)


_DAILY, _MONTHLY = ScheduleType.DAILY, ScheduleType.MONTHLY
_EARLY = ((SubFact.HOUR, Operator.AT_LEAST, 5), (SubFact.HOUR, Operator.LESS, 8))
_LATE = ((SubFact.HOUR, Operator.AT_LEAST, 20),)
_WEEKEND = ((SubFact.WEEKDAY, Operator.AT_LEAST, 6),)

CATALOGUE = (
    Badge(1, "nice_and_tidy", "task.completed", 10),
    Badge(2, "clean_sheet", "tasks.cleared", 1),
    Badge(3, "the_communicator", "email.sent", 50),
    Badge(4, "the_fast_and_furious", "sale", 5, schedule=_DAILY),
    Badge(5, "the_consistent", "task.completed", 20, schedule=_MONTHLY),
    Badge(6, "the_explorer", "feature.used", 10),
    Badge(7, "the_seller", "sale", 10),
    Badge(8, "the_helper", "help.given", 5),
    Badge(9, "the_notifier", "notification.sent", 10),
    Badge(10, "the_early_bird", "email.sent", 5, only=_EARLY),
    Badge(11, "the_fisherman", "lead.created", 10),
    Badge(12, "the_hard_worker", "task.completed", 100),
    Badge(13, "the_workaholic", "sale", 5, only=_LATE),
    Badge(14, "the_off_duty_performer", "email.sent", 5, only=_WEEKEND, special=True),
    Badge(15, "lead_commander", "lead.won", 10, special=True),
)
BY_NAME: Mapping[str, Badge] = {badge.name: badge for badge in CATALOGUE}


def built_in(achievement: str) -> Badge | None:
    """The badge of which this achievement is the built-in rules."""
    return BY_NAME.get(achievement.removeprefix(PREFIX)) if achievement.startswith(PREFIX) else None


def said_of(badge: Badge, achievement: str, points: Decimal, at: datetime) -> dict[str, Any]:
    """What is told of a badge that was earned."""
    return {
        "badge": badge.name,
        "badge_id": badge.id,
        "badge_name": badge.title,
        "special": badge.special,
        "achievement": achievement,
        "points": f"{points.normalize():f}" if points else None,
        "achieved_date": at.isoformat(),
    }


def found(action: str, replaced: Collection[str]) -> tuple[LiveAchievement, ...]:
    """The built-in rules that look at the action, but for the badges that the tenant earns otherwise."""
    return tuple(badge.live for badge in _by_action().get(action, ()) if badge.name not in replaced)


def in_zone(live: LiveAchievement, zone: str) -> LiveAchievement:
    """A badge's days and months are the tenant's; those of its own achievements are what it was told."""
    return _in_zone(live.uid, zone) if built_in(live.uid) else live


@cache
def _in_zone(uid: str, zone: str) -> LiveAchievement:
    return replace(BY_NAME[uid.removeprefix(PREFIX)].live, zone=zone)


@cache
def _by_action() -> Mapping[str, tuple[Badge, ...]]:
    actions = dict.fromkeys(badge.action for badge in CATALOGUE)
    return {action: tuple(badge for badge in CATALOGUE if badge.action == action) for action in actions}
