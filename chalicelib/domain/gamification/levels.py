"""Levels: sixteen thresholds of points, each twice the one before, and where a contact stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..points import Balance

TOP = 16
TOP_THRESHOLD = Decimal(1000)


@dataclass(frozen=True)
class Level:
    """`threshold` points have to be reached for it; they are exact (level_1: 0.030517578125)."""

    number: int
    threshold: Decimal

    @property
    def name(self) -> str:
        return f"level_{self.number}"

    @property
    def title(self) -> str:
        return f"Level {self.number}"


LEVELS = (
    Level(0, Decimal(0)),
    *(Level(number, (TOP_THRESHOLD / 2 ** (TOP - number)).normalize()) for number in range(1, TOP + 1)),
)


@dataclass(frozen=True)
class Standing:
    """Where a contact stands: its level is that of the most points it ever had, for levels do not fall."""

    points: Decimal
    level: Level

    @property
    def next_level(self) -> Level | None:
        return LEVELS[self.level.number + 1] if self.level.number < TOP else None

    @property
    def progress_pct(self) -> int:
        """How much of the next threshold the points are, in whole percents; 0 to 100."""
        if self.next_level is None:
            return 100
        return max(0, min(100, int(100 * self.points // self.next_level.threshold)))


def level_at(peak: Decimal) -> Level:
    """The highest level whose threshold the points reach."""
    return next(level for level in reversed(LEVELS) if level.threshold <= max(peak, Decimal(0)))


def passed(before: Decimal, after: Decimal) -> tuple[Level, ...]:
    """The levels that were reached as the most points ever had went from one to the other, lowest first."""
    return LEVELS[level_at(before).number + 1 : level_at(after).number + 1]


def standing(balance: Balance) -> Standing:
    return Standing(balance.points, level_at(balance.peak))


def said_of(reached: Sequence[Level], balance: Balance) -> dict[str, Any]:
    """What is told of levels that were reached at once: of the highest, and the names of all."""
    now = standing(balance)
    following = now.next_level
    return {
        "level": reached[-1].name,
        "level_number": reached[-1].number,
        "level_name": reached[-1].title,
        "level_threshold": f"{reached[-1].threshold:f}",
        "passed": [level.name for level in reached],
        "points": f"{balance.points.normalize():f}",
        "progress_pct": now.progress_pct,
        "next_level": following.name if following else None,
        "next_level_name": following.title if following else None,
        "next_threshold": f"{following.threshold:f}" if following else None,
    }
