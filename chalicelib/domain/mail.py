"""A mail on its way: due → sending → sent, and every other end it can come to (promises R5, R6)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

State = Literal[
    "due", "sending", "in_doubt", "sent", "failed_permanent", "suppressed", "no_recipient", "erased"
]
STATES: tuple[State, ...] = (
    "due",
    "sending",
    "in_doubt",
    "sent",
    "failed_permanent",
    "suppressed",
    "no_recipient",
    "erased",
)
OPEN_STATES = frozenset({"due", "sending", "in_doubt"})

# The stream sends at once; the sweep takes over what it has not sent by then.
HEAD_START = timedelta(seconds=60)
# Longer than SES may take to answer, with a margin for two clocks that differ.
LEASE = timedelta(seconds=60)
# How long SES's own Send event may settle a doubt before the mail goes out again.
HOLD = timedelta(minutes=15)
FIRST_BACKOFF = timedelta(seconds=60)
LONGEST_BACKOFF = timedelta(hours=1)
PATIENCE = timedelta(days=3)
# Mails that waited for their tenant's next day come due over so long: not all of a day's at one midnight.
SPREAD = timedelta(hours=1)
KEPT = timedelta(days=90)


@dataclass
class Mail:
    """One mail to one address. `said` is the snapshot that it is rendered from; `due` is the next moment.

    `counted` is the day among whose mails it was counted as it first went out; `held` the moment until which
    its tenant's full day last held it back.
    """

    uid: str
    event: str
    event_name: str
    template: str
    created: datetime
    last_updated: datetime
    said: Mapping[str, Any]
    contact: str | None = None
    to: str | None = None
    state: State = "due"
    due: datetime | None = None
    attempts: int = 0
    message_id: str | None = None
    reason: str | None = None
    sent_date: datetime | None = None
    counted: date | None = None
    held: datetime | None = None
    version: int = 0

    def claim(self, *, at: datetime) -> bool:
        """Whether the caller may send it now. A lease that ran out leaves a doubt, not a second mail."""
        match self.state:
            case "due":
                self._become("sending", at, due=at + LEASE)
                self.attempts += 1
                return True
            case "sending" if self.due is not None and self.due <= at:
                self.doubt("the sender died before SES's answer was kept", at=at)
            case "in_doubt" if self.due is not None and self.due <= at:
                self._become("sending", at, due=at + LEASE)
                self.attempts += 1
                return True
        return False

    def sent(self, message_id: str, *, at: datetime) -> None:
        self.message_id, self.sent_date, self.reason = message_id, at, None
        self._become("sent", at)

    def postpone(self, reason: str, *, at: datetime, jitter: float) -> None:
        """SES did not take it: nothing was sent. Try again later, longer each time; `jitter` is 0 to 1."""
        if at - (self.held or self.created) > PATIENCE:
            self.fail(f"given up: {reason}", at=at)
            return
        wait = min(FIRST_BACKOFF * 2 ** min(self.attempts - 1, 10), LONGEST_BACKOFF)
        self.reason = reason
        self._become("due", at, due=at + wait * (1 + jitter / 2))

    def hold(self, reason: str, *, until: datetime, at: datetime, jitter: float) -> None:
        """Its tenant's day is full: it was not tried, and what it waits costs it no patience."""
        self.attempts -= 1
        self.reason, self.held = reason, until + SPREAD * jitter
        self._become("due", at, due=self.held)

    def fail(self, reason: str, *, at: datetime) -> None:
        self.reason = reason
        self._become("failed_permanent", at)

    def doubt(self, reason: str, *, at: datetime) -> None:
        """It may have been sent. SES's Send event settles it; without one it goes out after the hold."""
        self.reason = reason
        self._become("in_doubt", at, due=at + HOLD)

    def stop(
        self, state: Literal["suppressed", "no_recipient", "erased"], reason: str, *, at: datetime
    ) -> None:
        self.reason = reason
        self._become(state, at)

    def resend(self, *, at: datetime) -> None:
        """An operator's wish: due again at once, and one of that day's mails."""
        self.reason, self.counted = None, None
        self._become("due", at, due=at)

    def _become(self, state: State, at: datetime, due: datetime | None = None) -> None:
        self.state, self.last_updated, self.due = state, at, due


def mail_uid(event: str, template: str, address: str | None) -> str:
    """The same event, template and address are the same mail, however often it is asked for."""
    said = f"{event}|{template}|{(address or '').casefold()}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]
