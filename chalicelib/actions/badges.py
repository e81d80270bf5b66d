"""A contact's badges: the whole catalogue, since when it has which, and the writes by which it earns one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ..domain.events import new_badge
from ..domain.gamification.badges import CATALOGUE, Badge, said_of
from ..domain.outbox import tell
from ..domain.points import Entry, entry_of
from ..store import game
from ..store.outbox import EVENTS
from ..store.table import TenantTable
from ..store.writes import Write
from . import naming


@dataclass(frozen=True)
class Shown:
    badge: Badge
    achieved_at: datetime | None


def badges_of(table: TenantTable, contact: str | None) -> Sequence[Shown]:
    """All of them in the seed's order, the special ones last; nobody (None) has none."""
    had = game.badges(table, contact) if contact else {}
    return [Shown(badge, had.get(badge.id)) for badge in CATALOGUE]


@dataclass(frozen=True)
class Earning:
    """A contact has earned a badge by an achievement: what is written of it, and the points that it gives."""

    writes: Sequence[Write] = ()
    entries: Sequence[Entry] = ()


def earning(
    table: TenantTable, contact: str, badge: Badge, achievement: str, worth: Decimal, *, at: datetime
) -> Earning:
    """For the transaction of what follows the issue; nothing where the contact has the badge.

    Issues may be followed in any order: an earlier one than the badge was dated by dates it back.
    """
    since = game.had_since(table, contact, badge.id)
    if since is not None:
        return Earning([game.dated_back(table.tenant, contact, badge.id, at)] if at < since else ())
    data = said_of(badge, achievement, worth, at) | naming.words(table, contact)
    event = EVENTS.new(table.tenant, tell(new_badge(contact, badge.name, at, data)))
    source = f"badge:{contact}:{badge.name}"
    entries = [entry_of(source, contact, worth, badge.title, at=at)] if worth else []
    return Earning([game.badge(table.tenant, contact, badge.id, at), event], entries)
