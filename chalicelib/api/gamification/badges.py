"""Routes of badges and levels: what you have earned."""

from decimal import Decimal
from typing import Any

from ...actions import badges, levels
from ...domain.gamification.levels import Level
from ..blueprint import ANYONE
from ..call import Call
from ..wire import Number, Record
from . import you
from .face import BASE, GamificationFace
from .values import stamped

face = GamificationFace()


class BadgeRecord(Record):
    """A badge, and since when you have it."""

    id: int
    name: str
    achieved: bool
    achieved_at: str | None


class BadgesRecord(Record):
    """The whole catalogue in its order; the special ones apart."""

    badges: list[BadgeRecord]
    special_badges: list[BadgeRecord]


class NextLevelRecord(Record):
    """The level that comes next."""

    name: str
    level_threshold: Number


class LevelRecord(Record):
    """Your level; `progress_pct` says how much of the next one's threshold your points are."""

    name: str
    points: Number
    progress_pct: int
    level_threshold: Number
    next_level: NextLevelRecord | None


@face.endpoint(
    "GET", f"{BASE}/badges", who=ANYONE, summary="Show your badges.", answers=BadgesRecord, query=you.USER
)
def list_badges(call: Call) -> Any:
    found = badges.badges_of(call.table, you.asked(call))
    return {
        "badges": [_badge(one) for one in found if not one.badge.special],
        "special_badges": [_badge(one) for one in found if one.badge.special],
    }


@face.endpoint(
    "GET", f"{BASE}/level", who=ANYONE, summary="Show your level.", answers=LevelRecord, query=you.USER
)
def get_level(call: Call) -> Any:
    found = levels.level_of(call.table, you.asked(call))
    return {
        "name": found.level.name,
        "points": found.points,
        "progress_pct": found.progress_pct,
        "level_threshold": found.level.threshold,
        "next_level": _next(found.next_level),
    }


def _badge(one: badges.Shown) -> dict[str, Any]:
    return {
        "id": one.badge.id,
        "name": one.badge.name,
        "achieved": one.achieved_at is not None,
        "achieved_at": stamped(one.achieved_at),
    }


def _next(level: Level | None) -> dict[str, str | Decimal] | None:
    return {"name": level.name, "level_threshold": level.threshold} if level else None
