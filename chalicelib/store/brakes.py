"""What is counted to hold somebody back: the mails of a tenant's day."""

from datetime import UTC, date, datetime, time, timedelta

from . import brake_keys
from .conditions import Attr
from .table import ConditionFailed, TenantTable
from .writes import Update

DAY_KEPT = timedelta(days=35)


def count_mail(table: TenantTable, day: date, most: int) -> bool:
    """Whether the day has room for one more mail, which is counted then.

    A sender that dies after it has counted leaves the count too high by one, never too low.
    """
    if most < 1:
        return False
    room = Attr("n").not_exists() | Attr("n").lt(most)
    ends = datetime.combine(day, time(), UTC) + DAY_KEPT
    key = brake_keys.mails_of_day(table.tenant, day)
    try:
        table.update(Update(key, {"x": int(ends.timestamp())}, {"n": 1}, when=room))
    except ConditionFailed:
        return False
    return True
