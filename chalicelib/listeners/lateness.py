"""How late the sweep finds what is due, which tells whether anything is stuck; and the word it leaves."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ..domain.readiness import Tick
from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..watch.work import Work, count, know
from ..wiring import Wiring
from . import due

log = logging.getLogger(__name__)

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
        know(oldest=worst, since=datetime.fromisoformat(oldest[worst]))
    if MAIL in oldest and _told("outbox_due_oldest_s", oldest[MAIL], now):
        know(mail_since=datetime.fromisoformat(oldest[MAIL]))


def _told(metric: str, since: str, now: datetime) -> bool:
    late = now - datetime.fromisoformat(since)
    if late <= TICK:
        return False
    count(metric, int(late.total_seconds()))
    return True


def leave_word(wired: Wiring, work: Work, tally: Mapping[str, int]) -> None:
    """For whoever asks whether all is well. What the table does not take now, the next sweep says."""
    tick = Tick(
        at=wired.clock(),
        done=tally["done"],
        failed=tally["failed"],
        since=work.known.get("since"),
        mail_since=work.known.get("mail_since"),
        paused="sending_paused" in work.counts,
    )
    if not tick.worth_a_word(wired.last_word):
        return
    from ..store import ticks  # by whoever has a word to leave

    try:
        ticks.keep(wired.table, tick)
        wired.last_word = tick
    except (Busy, Unavailable) as passing:
        log.warning("no word of this sweep was kept: %s", type(passing).__name__)
