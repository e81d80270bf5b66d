"""What is counted to hold somebody back: the mails of a tenant's day, and the calls that a key has left."""

from datetime import UTC, date, datetime, time, timedelta

from ..domain.limits import Limit
from . import brake_keys
from .conditions import Attr
from .table import ConditionFailed, TenantTable
from .writes import Update

DAY_KEPT = timedelta(days=35)
BUCKET_KEPT = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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


def take(table: TenantTable, key_uid: str, what: str, limit: Limit, *, at: datetime) -> timedelta:
    """Takes a call out of the bucket: nothing to wait for; or how long until it has one again.

    `t` is when the bucket will be whole. One update for who calls now and then: it is whole, and lacks one
    from now on. In a burst a second one moves `t` on.
    """
    key, full = brake_keys.bucket(table.tenant, key_uid, what), limit.full(at)
    kept = {"x": int((full + limit.step + BUCKET_KEPT).timestamp())}

    def decide() -> timedelta:
        whole = Attr("t").not_exists() | Attr("t").lte(_micros(at))
        try:
            table.update(Update(key, {"t": _micros(at + limit.step), **kept}, when=whole))
            return timedelta()
        except ConditionFailed as failed:
            stood = failed.items[0]
        if stood is not None and stood["t"] > _micros(full):
            return timedelta(microseconds=int(stood["t"])) - (full - EPOCH)
        table.update(Update(key, kept, {"t": _span(limit.step)}, when=Attr("t").lte(_micros(full))))
        return timedelta()

    return table.decided(decide)


def _micros(at: datetime) -> int:
    return _span(at - EPOCH)


def _span(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
