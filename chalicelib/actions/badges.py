"""A contact's badges: the whole catalogue, and since when it has which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.gamification.badges import CATALOGUE, Badge
from ..store import game
from ..store.table import TenantTable


@dataclass(frozen=True)
class Shown:
    badge: Badge
    achieved_at: datetime | None


def badges_of(table: TenantTable, contact: str | None) -> Sequence[Shown]:
    """All of them in the seed's order, the special ones last; nobody (None) has none."""
    had = game.badges(table, contact) if contact else {}
    return [Shown(badge, had.get(badge.id)) for badge in CATALOGUE]
