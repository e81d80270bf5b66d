"""Whether the product does what it should: what its last sweep saw, and what of that is well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

# A sweep leaves word at the end of each five minutes, and always when something is wrong: it costs a write.
EVERY = 5
# Two of these words, and a minute.
SILENCE = timedelta(minutes=2 * EVERY + 1)
# As the alarms have it.
LATE, LATE_MAIL = timedelta(minutes=5), timedelta(minutes=15)


@dataclass(frozen=True)
class Tick:
    """What a sweep found: since when the oldest due work and the oldest due mail had waited, where they were
    late; whether SES took no mail at all."""

    at: datetime
    done: int
    failed: int
    since: datetime | None = None
    mail_since: datetime | None = None
    paused: bool = False

    @property
    def amiss(self) -> bool:
        return self.paused or self.since is not None

    def worth_a_word(self, last: "Tick | None") -> bool:
        """`last` is the last one that left word, if it is known: that all is well again is said at once."""
        if self.amiss or self.at.minute % EVERY == EVERY - 1:
            return True
        return last is not None and (last.amiss or self.at - last.at >= timedelta(minutes=EVERY))


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `value` as it was found, None where nothing is known."""

    ok: bool
    value: Any


def checks(tick: Tick | None, version: str, *, now: datetime) -> Mapping[str, Check]:
    """`tick` is the last one; that it was read at all says that the table answers."""
    late, late_mail = (_late(tick, since) for since in _waiting(tick))
    return {
        "version": Check(True, version),
        "table": Check(True, "answers"),
        "last_sweep": Check(tick is not None and now - tick.at <= SILENCE, tick and tick.at),
        "due_work_oldest_s": Check(late <= LATE, int(late.total_seconds())),
        "outbox_due_oldest_s": Check(late_mail <= LATE_MAIL, int(late_mail.total_seconds())),
        "due_failed": Check(tick is None or tick.failed == 0, tick.failed if tick else 0),
        "sending": Check(tick is None or not tick.paused, "paused" if tick and tick.paused else "enabled"),
    }


def _waiting(tick: Tick | None) -> tuple[datetime | None, datetime | None]:
    return (tick.since, tick.mail_since) if tick else (None, None)


def _late(tick: Tick | None, since: datetime | None) -> timedelta:
    return tick.at - since if tick and since else timedelta()
