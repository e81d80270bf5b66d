"""How late the sweep finds what is due: the one figure that tells whether anything is stuck."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ..store.keys import Key
from ..watch.work import count, know
from . import due

# What fell due since the sweep before is not late.
TICK = timedelta(seconds=60)
MAIL = "O"


def note(found: Iterable[tuple[str, Key]], now: datetime) -> None:
    """Nothing where nothing is late: a metric that is not told costs nothing, and is not breaching."""
    oldest: dict[str, str] = {}
    for at, key in found:
        kind = due.kind(key)
        oldest[kind] = min(at, oldest.get(kind, at))
    if not oldest:
        return
    worst = min(oldest, key=lambda kind: oldest[kind])
    if _told("due_work_oldest_s", oldest[worst], now):
        know(oldest=worst)
    if MAIL in oldest:
        _told("outbox_due_oldest_s", oldest[MAIL], now)


def _told(metric: str, since: str, now: datetime) -> bool:
    late = now - datetime.fromisoformat(since)
    if late <= TICK:
        return False
    count(metric, int(late.total_seconds()))
    return True
