"""The clock: every minute, whatever is due and was not done."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..store.conditions import Where
from ..store.keys import DUE_SHARDS, Key, due_shard, moment
from ..store.ranges import pages
from ..store.table import Unavailable
from ..watch.work import count, know, own_trace
from ..wiring import Wiring, wiring
from . import boarding, due, lateness

log = logging.getLogger(__name__)

LEAST_MILLIS = 15_000
PAGE = 100
# So often in a row without an answer, as at every shard: the table is away, and the next minute tries again.
AWAY = DUE_SHARDS


def sweep(_: Any, context: Any) -> dict[str, int]:
    """What Lambda calls; app.py says so to Chalice."""
    name, wired = str(context.aws_request_id), wiring()
    with wired.teller.turn("sweep", "sweep", trace=own_trace(name), request_id=name) as work:
        tally = run(context)
        count("tick_heartbeat")
        if tally["failed"]:
            count("due_failed", tally["failed"])
        know(**tally, outcome="late" if "oldest" in work.known else "ok")
        lateness.leave_word(wired, work, tally)
        return tally


def run(context: Any) -> dict[str, int]:
    """Do what is due, the oldest first; stops in time and goes on the next minute. Says how much it did.

    What the table does not answer just now keeps nothing else waiting; Unavailable only where it is away.
    """
    round_ = _Round(wiring())
    while fresh := round_.found():
        cards = [key for key in fresh if key.sk.startswith(boarding.CARDS)]
        together = boarding.sweep(round_.wired, cards)
        round_.tally["done"] += len(together)
        round_.tried |= together
        for key in (key for key in fresh if key not in together):
            if context.get_remaining_time_in_millis() < LEAST_MILLIS:
                return round_.tally
            round_.take(key)
    return round_.tally


@dataclass
class _Round:
    """One run: what it tried, which lines of work must wait (SES may be asked once a minute at most), and how
    often in a row the table gave no answer."""

    wired: Wiring
    tally: dict[str, int] = field(default_factory=lambda: {"done": 0, "failed": 0})
    tried: set[Key] = field(default_factory=set)
    resting: set[str] = field(default_factory=set)
    unanswered: int = 0

    def found(self) -> list[Key]:
        """The oldest of what is due and still waits, by time, webhooks last: a page from each shard.

        What was tried or rests is passed over, however much of it there is: it must not hide what is behind.
        """
        now = moment(self.wired.clock())
        found: list[tuple[str, Key]] = []
        for shard in range(DUE_SHARDS):
            try:
                found += islice(self._waiting(shard, now), PAGE)
                self.unanswered = 0
            except Unavailable as error:
                self._gave_no_answer(error)
        if not self.tried:
            lateness.note(found, self.wired.clock())
        return [key for _, key in sorted(found, key=lambda one: (one[1].sk == "WD", one))]

    def take(self, key: Key) -> None:
        """One piece of due work never stands in another's way."""
        self.tried.add(key)
        if due.line(key) in self.resting:
            return
        try:
            going = due.do(self.wired, key)
        except Unavailable as error:
            self._gave_no_answer(error)
            return
        except Exception:
            self.tally["failed"] += 1
            log.exception("due work failed")
            return
        self.tally["done"] += 1
        self.unanswered = 0
        if not going:
            self.resting.add(due.line(key))

    def _waiting(self, shard: int, now: str) -> Iterator[tuple[str, Key]]:
        for at, key in _due(self.wired, shard, now):
            if key not in self.tried and due.line(key) not in self.resting:
                yield at, key

    def _gave_no_answer(self, error: Unavailable) -> None:
        self.tally["failed"] += 1
        self.unanswered += 1
        log.warning("no answer, due still: %s", error)
        if self.unanswered == AWAY:
            raise error


def _due(wired: Wiring, shard: int, now: str) -> Iterator[tuple[str, Key]]:
    where = Where("dpk").eq(due_shard(shard)) & Where("dsk").lte(now)
    for page in pages(wired.table, "due", where, limit=PAGE):
        yield from ((item["dsk"], Key(item["pk"], item["sk"])) for item in page.items)
