"""Rewards and awards that tests begin with."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from chalicelib.domain.award import Award, Issue, award_of
from chalicelib.domain.reward import Reward

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ISSUE = Issue(achievement="SrgnQW4Bl-kxmqaGhevd", contact="c" * 24, key="1", name="Ten wins")


def a_reward(uid: str = "1cn4DmUBkPH_lz9GixDL", **fields: Any) -> Reward:
    told: dict[str, Any] = {
        "achievement": ISSUE.achievement,
        "name": "Five points",
        "value": Decimal(5),
        "reward_type": "0ne5jGYB36Z7kpQy5AT9",
        "gives": "points",
        "created": NOON,
        "last_updated": NOON,
    }
    return Reward(uid=uid, **told | fields)


def an_award(issue: Issue = ISSUE, **fields: Any) -> Award:
    """Awarded at noon."""
    return award_of(issue, a_reward(**fields), at=NOON)
