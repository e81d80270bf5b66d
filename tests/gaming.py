"""The game as its tests begin: achievements by rules that were just issued, points, and what is told of it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.actions import badges, game_settings, points, telling
from chalicelib.domain.events import achievement_issued
from chalicelib.domain.gamification.settings import Gamification
from chalicelib.domain.points import Entry, entry_of
from chalicelib.domain.rules.engine import Issue
from chalicelib.store import progress
from tests.api import competing
from tests.asking import Club
from tests.awarding import table_of


def issue(
    club: Club, contact: str, achievement: str = "A" * 20, key: str = "1", at: datetime | None = None
) -> None:
    """What the road of events tells as it issues; nothing has followed it yet."""
    now = club.house.clock.now()
    data = {
        "name": "Ten wins",
        "rewards": [],
        "number": 1,
        "event": None,
        "issued_date": (at or now).isoformat(),
        "awarded_date": now.isoformat(),
    }
    told = achievement_issued(achievement, contact, key, at or now, data)
    issued = progress.issued(club.tenant, contact, Issue(achievement, 1, key, at or now, None))
    telling.write(table_of(club), [issued], [told])


def play(club: Club, **wanted: Any) -> Gamification:
    return game_settings.put(table_of(club), Gamification(**wanted), at=club.house.clock.now())


def live(club: Club) -> str:
    """The id of an achievement of the tenant's own that is live."""
    return str(competing.made(club, achievementLiveStatus="Live")["id"])


def had(club: Club, contact: str) -> dict[str, datetime]:
    """The badges of a contact."""
    shown = badges.badges_of(table_of(club), contact)
    return {one.badge.name: one.achieved_at for one in shown if one.achieved_at}


def told(club: Club, name: str) -> list[Any]:
    """The data of each event of that name."""
    events = club.got(f"event/?page_size=100&type={name}")["results"]
    return [event["data"] for event in events]


def ledger(club: Club, contact: str) -> list[tuple[Decimal, str]]:
    """Points and reasons in the order in which they were entered; kept, summed and their peak agree."""
    assert points.audit(table_of(club), contact).agrees
    rows = club.got(f"person/{contact}/points/?page_size=100")["results"]
    return [(row["points"], row["reason"]) for row in sorted(rows, key=lambda row: row["number"])]


def an_entry(club: Club, contact: str, source: str, amount: str | Decimal = "1") -> Entry:
    return entry_of(source, contact, Decimal(amount), "helped", at=club.house.clock.now())
