"""An award's moment has come: it is issued, or it expires."""

from datetime import datetime

from ..store.awards import AWARDS
from ..store.table import PATIENT, TenantTable
from . import awarding, naming


def fall_due(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Issue it or let it expire, once; before its moment, or done a second time, it does nothing."""

    def decide() -> None:
        award = AWARDS.find(table, uid)
        if award is None:
            return
        now = max(at, award.created)  # it stands already, whatever a clock that is behind says
        if award.waits_for is None or award.waits_for > now:
            return
        award.fall_due(at=now, **naming.words(table, award.contact))
        awarding.keep(table, award)

    table.decided(decide, tries=PATIENT)
