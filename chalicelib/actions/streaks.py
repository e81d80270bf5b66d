"""What the clock does to streaks: a cycle has ended unmet, and those whom it concerns are told.

A reader knows it without: whatever is shown of a streak is decided when it is read.
"""

from datetime import datetime

from ..domain.targets.streak import settle
from ..store import enrolments, targets
from ..store.table import TenantTable
from . import telling


def fall_due(table: TenantTable, contact: str, target: str, *, now: datetime) -> None:
    """Tell what has broken, once; before its moment, or done a second time, it does nothing."""

    def decide() -> None:
        enrolment = enrolments.load(table, contact, target)
        if enrolment is None or enrolment.due is None or enrolment.due > now:
            return
        found = targets.schemes(table, [(enrolment.group, target)], consistent=True)
        if target in found:
            settle(enrolment, found[target], now=now)
        else:
            enrolment.due = None  # the target is gone, and nothing of it is due any more
        telling.write(table, [enrolments.kept(table.tenant, enrolment)], enrolment.events)

    table.decided(decide)
