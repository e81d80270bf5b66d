"""Where a contact stands among the levels."""

from ..domain.gamification.levels import Standing, standing
from ..domain.points import Balance
from ..store import ledger
from ..store.table import TenantTable


def level_of(table: TenantTable, contact: str | None) -> Standing:
    """Nobody (None) has no points and stands at level_0."""
    return standing(ledger.load(table, contact).balance if contact else Balance())
