"""How achievements by steps are kept, and their types."""

from ..domain.achievement import Achievement
from ..domain.achievement_type import AchievementType
from . import keys
from .records import Kind

ACHIEVEMENT_TYPES: Kind[AchievementType] = Kind(
    name="achievement_type",
    model=AchievementType,
    key=keys.achievement_type,
    facets=lambda kind: {"name": kind.name, "category": kind.category},
)

ACHIEVEMENTS: Kind[Achievement] = Kind(
    name="achievement",
    model=Achievement,
    key=keys.achievement,
    facets=lambda achievement: {"finished": achievement.finished, "type": achievement.type},
    owner=lambda achievement: achievement.contact,
    subject=lambda achievement: achievement.type,
)
