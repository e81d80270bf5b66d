"""How far a contact is with achievements by rules: what was counted, and why it is not issued yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.competition import CompetitionAchievement
from ..domain.contact import Contact
from ..domain.live import LiveAchievement
from ..domain.rules.engine import Standing
from ..domain.rules.explain import Explanation, explain
from ..store import keys, progress
from ..store.competitions import COMPETITIONS
from ..store.table import TenantTable
from .listing import Asked, Listed, records

LIVE = {"status": "Live", "deprecated": False}


@dataclass(frozen=True)
class Progressed:
    """One achievement as the contact stands with it."""

    achievement: str
    explanation: Explanation


def listed(
    table: TenantTable, contact: Contact, asked: Asked, *, now: datetime, whole: bool
) -> Listed[Progressed]:
    """All live achievements, oldest first. `whole`: with what each of them waits for."""
    found = records(table, COMPETITIONS, asked, now=now, facets=LIVE)
    shown = _of(table, contact, found.records, now=now, whole=whole, consistent=False)
    return Listed(shown, found.total, found.next)


def one(
    table: TenantTable, contact: Contact, record: CompetitionAchievement, *, now: datetime, whole: bool
) -> Progressed:
    """The same for one, read consistently: an event that was answered as counted is counted here."""
    return _of(table, contact, [record], now=now, whole=whole, consistent=True)[0]


def _of(
    table: TenantTable,
    contact: Contact,
    found: Sequence[CompetitionAchievement],
    *,
    now: datetime,
    whole: bool,
    consistent: bool,
) -> list[Progressed]:
    live = [record.lives() for record in found]
    places = {one.uid: keys.progress(table.tenant, contact.uid, one.home) for one in live}
    items = table.get_many(places.values(), consistent=consistent)
    standing = _standing(table, contact, live) if whole else Standing()
    return [
        Progressed(
            one.uid,
            explain(
                progress.read(contact.uid, one.home, items.get(places[one.uid])).tallies,
                one.definition,
                standing,
                now,
            ),
        )
        for one in live
    ]


def _standing(table: TenantTable, contact: Contact, live: Sequence[LiveAchievement]) -> Standing:
    """What the contact was issued of all that these depend on, and its groups."""
    named = {uid for one in live for uid in one.prerequisites}
    issued = frozenset(uid for uid in sorted(named) if progress.was_issued(table, contact.uid, uid))
    return Standing(issued=issued, groups=frozenset(contact.member_groups))
