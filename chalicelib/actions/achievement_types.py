"""What is done with achievement types."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.achievement_type import AchievementType
from ..store.achievements import ACHIEVEMENT_TYPES
from ..store.table import TenantTable
from . import plain
from .listing import Asked, Listed, records


def add(table: TenantTable, kind: AchievementType) -> AchievementType:
    return plain.add(table, ACHIEVEMENT_TYPES, kind, check=AchievementType.check)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> AchievementType:
    """Achievements that have started keep the steps they started with."""
    return plain.change(table, ACHIEVEMENT_TYPES, uid, changes, at=at, check=AchievementType.check)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    plain.remove(table, ACHIEVEMENT_TYPES, uid, at=at)


def get(table: TenantTable, uid: str) -> AchievementType:
    return ACHIEVEMENT_TYPES.load(table, uid)


def listed(
    table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]
) -> Listed[AchievementType]:
    return records(table, ACHIEVEMENT_TYPES, asked, now=now, facets=facets)
