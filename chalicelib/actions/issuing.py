"""An award's moment has come: it is issued, or it expires."""

from datetime import datetime
from typing import Any

from ..store.awards import AWARDS
from ..store.nouns import CONTACTS
from ..store.table import TenantTable
from . import awarding


def fall_due(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Issue it or let it expire, once; before its moment, or done a second time, it does nothing."""

    def decide() -> None:
        award = AWARDS.find(table, uid)
        if award is None:
            return
        now = max(at, award.created)  # it stands already, whatever a clock that is behind says
        if award.waits_for is None or award.waits_for > now:
            return
        award.fall_due(at=now, **words(table, award.contact))
        awarding.keep(table, award)

    table.decided(decide)


def words(table: TenantTable, contact: str) -> dict[str, Any]:
    """What a mail about an award says of its contact, as it is now (R7)."""
    found = CONTACTS.find(table, contact, consistent=False)
    if found is None:
        return {"contact_name": None, "contact_resource": "person"}
    return {"contact_name": found.display_name, "contact_resource": found.resource}
