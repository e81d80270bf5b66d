"""How far a contact is with achievements by rules, and why no further."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..domain.competition import CompetitionAchievement
from ..domain.contact import Contact
from ..domain.rules.engine import Standing
from ..domain.rules.explain import Explanation, explain
from ..domain.rules.progress import Progress
from ..store import goals, progress
from ..store.competitions import COMPETITIONS
from ..store.table import TenantTable
from .competitions import MOST_SEARCHED
from .listing import Asked, Listed, everything, in_memory


@dataclass(frozen=True)
class Goal:
    """One achievement, as the contact stands with it."""

    contact: str
    achievement: str
    told: Explanation


def one(
    table: TenantTable, contact: Contact, record: CompetitionAchievement, *, blocking: bool, now: datetime
) -> Goal:
    """`blocking`: what keeps it back is asked for, which costs another read."""
    if blocking:
        found = goals.of_contact(table, contact.uid)
        return _goal(contact, record, found.tallies, found.issued, now)
    kept = progress.load(table, contact.uid, record.lives().home)
    return _goal(contact, record, kept.tallies, frozenset(), now)


def listed(table: TenantTable, contact: Contact, asked: Asked, *, now: datetime) -> Listed[Goal]:
    """What is live, the oldest first, and what the contact was issued before it was archived."""
    found = goals.of_contact(table, contact.uid)
    every = everything(table, COMPETITIONS, most=MOST_SEARCHED)
    shown = in_memory(list(_shown(every, found.issued)), asked)
    told = [_goal(contact, record, found.tallies, found.issued, now) for record in shown.records]
    return Listed(told, shown.total, shown.next)


def _shown(
    every: Iterable[CompetitionAchievement], issued: frozenset[str]
) -> Iterable[CompetitionAchievement]:
    return (record for record in every if record.is_issued or record.uid in issued)


def _goal(
    contact: Contact,
    record: CompetitionAchievement,
    tallies: Progress,
    issued: frozenset[str],
    now: datetime,
) -> Goal:
    standing = Standing(issued, frozenset(contact.member_groups))
    return Goal(contact.uid, record.uid, explain(tallies, record.lives().definition, standing, now))
