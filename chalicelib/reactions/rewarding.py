"""What follows the issue of an achievement by rules: its awards, and what waited for it."""

from collections.abc import Sequence

from ..actions import awarding, evaluating
from ..domain.award import Issue
from ..domain.outbox import Told
from ..store.awards import REWARDS
from ..store.writes import Write
from .desk import Desk


def award(desk: Desk, told: Told) -> Sequence[Write]:
    """Its rewards, each Held at first; their delay runs from the moment of the issue."""
    if told.contact is None:
        return ()
    issue = Issue(
        achievement=told.subject,
        contact=told.contact,
        key=told.data["key"],
        name=told.data["name"],
        retroactive=bool(told.data.get("retroactive")),
    )
    rewards = REWARDS.find_many(desk.table, told.data["rewards"], consistent=True)
    return awarding.awards_of(desk.table.tenant, issue, list(rewards.values()), at=told.created)


def look_again(desk: Desk, told: Told) -> Sequence[Write]:
    """By writes of its own, one for each that depends on it; repeating them issues nothing twice."""
    if told.contact is not None:
        evaluating.look_again(desk.table, told.contact, told.subject, now=desk.now)
    return ()
