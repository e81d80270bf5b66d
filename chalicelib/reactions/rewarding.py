"""What follows an achievement by rules, a target or a level of a streak: awards, and what waited for it."""

from collections.abc import Sequence
from datetime import datetime

from ..actions import awarding, evaluating
from ..domain.award import Issue
from ..domain.outbox import Told
from ..store.awards import REWARDS
from ..store.writes import Write
from .desk import Desk


def award(desk: Desk, told: Told) -> Sequence[Write]:
    """Its rewards, each Held at first; their delay runs from when it was awarded, not from the activity,
    which may have been told of much later."""
    if told.contact is None:
        return ()
    issue = Issue(
        achievement=told.subject,
        contact=told.contact,
        key=told.data["key"],
        name=told.data["name"],
        earned=told.created,
        retroactive=bool(told.data.get("retroactive")),
    )
    rewards = REWARDS.find_many(desk.table, told.data["rewards"], consistent=True)
    at = datetime.fromisoformat(told.data["awarded_date"])
    return awarding.awards_of(desk.table.tenant, issue, list(rewards.values()), at=at)


def award_target(desk: Desk, told: Told) -> Sequence[Write]:
    """The rewards of a target, or of a level, once: an award follows from the event, whatever it is told
    again of. Their delay runs from when it is followed."""
    wanted = told.data["rewards"]
    if told.contact is None or not wanted:
        return ()
    level = told.data.get("level")
    issue = Issue(
        achievement=told.subject,
        contact=told.contact,
        key=told.uid,
        name=f"{told.data['name']}: {level}" if level else told.data["name"],
        earned=told.created,
    )
    rewards = REWARDS.find_many(desk.table, wanted, consistent=True)
    return awarding.awards_of(desk.table.tenant, issue, list(rewards.values()), at=desk.now)


def look_again(desk: Desk, told: Told) -> Sequence[Write]:
    """By writes of its own, one for each that depends on it; repeating them issues nothing twice."""
    if told.contact is not None:
        evaluating.look_again(desk.table, told.contact, told.subject, now=desk.now)
    return ()
