"""What an issued achievement gives: its awards, and each award's state with all that goes with it."""

from collections.abc import Sequence
from datetime import datetime

from ..domain.award import Award, Issue, award_of
from ..domain.award_states import State
from ..domain.points import entry_of
from ..domain.reward import POINTS, Reward
from ..store.awards import AWARDS
from ..store.records import writes
from ..store.table import TenantTable
from ..store.writes import Write
from . import points, telling


def awards_of(t: str, issue: Issue, rewards: Sequence[Reward], *, at: datetime) -> list[Write]:
    """The writes that award the rewards of an issue, one a reward, for the transaction that issues it.

    Each award is Held at first, whatever its delay: the stream issues at once what is due at once. So one
    transaction never touches a balance, and may hold the awards of several issues.
    """
    return [AWARDS.new(t, award_of(issue, reward, at=at)) for reward in rewards]


def keep(table: TenantTable, award: Award) -> None:
    """An award's new state, the events it told and the points it gave, in one transaction (W1, W5)."""
    events = award.take_events()
    state = writes(AWARDS.changed(table.tenant, award), _credit(table, award))
    telling.write(table, state, events)


def _credit(table: TenantTable, award: Award) -> list[Write]:
    """The points that it gives as it is claimed; nothing changes a claimed award, so it is kept once."""
    if award.state is not State.CLAIMED or award.gives != POINTS or not award.value:
        return []
    at = award.claimed or award.last_updated
    entry = entry_of(f"award:{award.uid}", award.contact, award.value, award.reward_name, at=at)
    return points.entered(table, entry)
