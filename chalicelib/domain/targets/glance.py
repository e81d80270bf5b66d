"""A target at one glance: how far its present cycle is, and how long its streak."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from .cycles import PeriodStatus
from .standing import CycleStanding, Standing
from .target import Level, Target


@dataclass(frozen=True)
class Glance:
    """`last_day` is the last one of the cycle; `streak` and `best` are None for a milestone; `following` the
    next level of a streak."""

    name: str
    value: Decimal
    goal: Decimal | None
    last_day: date
    achieved: datetime | None
    streak: int | None = None
    best: int | None = None
    following: Level | None = None


def glance(target: Target, standing: Standing) -> Glance | None:
    """Nothing of a target that is over, has not begun, or is not the contact's now."""
    now = next((one for one in standing.cycles if _runs(one)), None)
    if now is None:
        return None
    streak = standing.streak
    waiting = (level for level, reached in streak.levels if reached is None) if streak else iter(())
    return Glance(
        name=target.name,
        value=now.value,
        goal=now.goal,
        last_day=now.cycle.end - timedelta(days=1),
        achieved=now.achieved,
        streak=streak.current if streak else None,
        best=streak.best if streak else None,
        following=next(waiting, None),
    )


def _runs(one: CycleStanding) -> bool:
    return one.enrolled and one.status is PeriodStatus.CURRENT
