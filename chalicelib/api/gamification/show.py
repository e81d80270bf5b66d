"""Records of face 002 as it shows them: the seed's names in the seed's order."""

from typing import Any

from ...domain.gamification.paths import RelationsPath
from ...domain.gamification.ranks import Rank
from .values import stamp

TEAM = 1


def rank(one: Rank, path: RelationsPath | None = None) -> dict[str, Any]:
    """With `path` the single rank, which shows its settings; lists leave them out."""
    settings = {"relations_path": relations_path(path), "milestone_id": one.milestone} if path else None
    return {
        "id": one.uid,
        "team_id": None if one.account_wide else TEAM,
        "name": one.name,
        "icon": one.icon,
        "rule": {"name": one.rule},
        **({"settings": settings} if settings else {}),
        "created_at": stamp(one.created),
        "updated_at": stamp(one.last_updated),
    }


def relations_path(path: RelationsPath, *, own: bool = False) -> dict[str, Any]:
    """Its `own` routes say which milestone closes the case; within a rank it is as the seed has it."""
    milestones = [
        {"id": one.uid, "name": one.name, **({"closes_case": one.closes_case} if own else {})}
        for one in path.milestones
    ]
    return {
        "id": path.uid,
        "name": path.name,
        "is_sales_type": path.is_sales_type,
        "activity_types": {
            "milestones": milestones,
            "supportive": [{"id": one.uid, "name": one.name} for one in path.supportive],
        },
        "created_at": stamp(path.created),
        "updated_at": stamp(path.last_updated),
    }
