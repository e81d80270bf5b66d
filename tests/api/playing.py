"""Face 002 as its clients ask it: ranks, paths, and the walk over its pages."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.asking import Club
from tests.seeds import SEED_002

BASE = "/gamification"
RANKS = f"{BASE}/ranks"
UNKNOWN = "6877f678-0024-4ddd-b5cb-f060a7d18252"
PATHS = f"{BASE}/relations-paths"
STREAM = f"{BASE}/stream"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
# The seed's payload, and the fields that every rank has in its order.
RANK: dict[str, Any] = SEED_002["create_rank"]
RULES_ONLY = [*SEED_002["created_rank"]]
PATH = {
    "name": "TEST RELATIONS PATH",
    "milestones": [{"name": "Contract"}, {"name": "Meeting"}, {"name": "Lost", "closes_case": True}],
    "supportive": [{"name": "Supportive"}],
}


BODIES: dict[str, Any] = {
    "RankBody": RANK,
    "RankChange": {"name": "Best salesman"},
    "PathBody": PATH,
    "PathChange": {"name": "Another"},
    "SettingsBody": {"badge_default": 5},
}


def furnish(club: Club) -> dict[str, Any]:
    """One record of each kind of this face, for the sweeps over all routes."""
    return {"rank": converters(club), "path": path(club)}


def named(records: dict[str, Any]) -> dict[str, str]:
    """What stands for a path's parameters."""
    return {"rank_id": records["rank"]["id"], "path_id": records["path"]["id"], "event_id": "1"}


def rank(club: Club, **changes: Any) -> Any:
    return club.made(RANKS, {**RANK, **changes})


def path(club: Club, **changes: Any) -> Any:
    return club.made(PATHS, {**PATH, **changes})


def converters(club: Club) -> Any:
    """A rank by conversion to the first milestone of a path of its own."""
    settings = first_milestone(path(club))
    return rank(club, name="Converters", icon="duck", rule="conversion_rate", settings=settings)


def first_milestone(mine: Any) -> dict[str, str]:
    """The settings of a rank to it."""
    return {
        "relations_path_id": mine["id"],
        "milestone_id": mine["activity_types"]["milestones"][0]["id"],
    }


def pages(club: Club, target: str, **more: Any) -> Iterator[Any]:
    """Page after page, by the links that each gives."""
    following: str | None = target
    while following:
        page = club.got(following, **more)
        yield page
        url = page["pagination"]["urls"]["next"]
        following = url and local(url)


def local(url: str) -> str:
    return f"{urlsplit(url).path}?{urlsplit(url).query}"


def walk(club: Club, target: str, **more: Any) -> list[Any]:
    return [one for page in pages(club, target, **more) for one in page["data"]]
