"""A reward as it is defined: what an achievement by rules gives, when, and for how long it is to be had."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from .refusals import Contradiction, Invalid

MOST_OF_AN_ACHIEVEMENT = 50
# Ten years: longer than any scheme, and far from the end of the calendar.
MOST_MINUTES = 10 * 366 * 24 * 60
# The reward type whose rewards are counted in the contact's points; it comes with every tenant.
POINTS = "points"
# Of an achievement's id; a target's number is shorter.
LENGTH_OF_ID = 20


@dataclass(kw_only=True)
class Reward:
    """`gives` is the reward type's key: `points`, `badge`, or a tenant's own.

    `delay` are minutes from the award; `period` minutes from the issue, or `point_in_time`: how long it is
    to be had. `acknowledgement`: nobody gets it without having claimed it.
    """

    uid: str
    achievement: str
    name: str
    value: Decimal
    reward_type: str
    gives: str
    created: datetime
    last_updated: datetime
    rank: str = ""
    description: str | None = None
    delay: int = 0
    acknowledgement: bool = False
    period: int | None = None
    point_in_time: datetime | None = None
    metadata: tuple[Mapping[str, str], ...] = ()
    translations: Mapping[str, Any] = field(default_factory=dict)
    translatable_fields: tuple[str, ...] = ()
    version: int = 0

    @property
    def of_target(self) -> bool:
        """Whether it is a target that gives it: `achievement` is then the target's number."""
        return self.achievement.isdigit() and len(self.achievement) < LENGTH_OF_ID

    def check(self) -> None:
        """Refuse what no field alone can tell, and minutes that lead out of the calendar."""
        if not 0 <= self.delay <= MOST_MINUTES:
            raise Invalid("The delay is too long.", {"delay": f"expected 0 to {MOST_MINUTES} minutes"})
        if self.period is not None and not 1 <= self.period <= MOST_MINUTES:
            raise Invalid("The period is too long.", {"period": f"expected 1 to {MOST_MINUTES} minutes"})
        if self.period is not None and self.point_in_time is not None:
            raise Contradiction(
                "A reward has a period or a pointInTime, not both.", {"pointInTime": "period is given, too"}
            )
