"""How achievements by steps are kept, and their types; and which of them some contacts have."""

from collections.abc import Sequence

from ..domain.achievement import Achievement
from ..domain.achievement_type import AchievementType
from . import keys
from .codec import Item
from .conditions import Attr, Condition, Where
from .ranges import pages
from .records import Kind
from .table import TenantTable, at_once

ACHIEVEMENT_TYPES: Kind[AchievementType] = Kind(
    name="achievement_type",
    model=AchievementType,
    key=keys.achievement_type,
    facets=lambda kind: {"name": kind.name, "category": kind.category},
)

ACHIEVEMENTS: Kind[Achievement] = Kind(
    name="achievement",
    model=Achievement,
    key=keys.achievement,
    facets=lambda achievement: {"finished": achievement.finished, "type": achievement.type},
    owner=lambda achievement: achievement.contact,
    subject=lambda achievement: achievement.type,
)


def rows_of(table: TenantTable, contacts: Sequence[str], kind: str | None = None) -> dict[str, list[Item]]:
    """The rows of each contact in the index of owners, oldest first; `u` has type and whether finished."""
    only: Condition = Attr("u.deleted").not_exists()
    if kind is not None:
        only = only & Attr("u.type").eq(kind)
    found: dict[str, list[Item]] = {}

    def look(contact: str) -> None:
        here = Where("opk").eq(keys.owner_pk(table.tenant, contact, ACHIEVEMENTS.name))
        found[contact] = [row for page in pages(table, "owner", here, only=only) for row in page.items]

    at_once(look, contacts)
    return found


def uid_in(row: Item) -> str:
    return str(row["pk"]).rpartition("#")[2]
