"""A mail on its way: due → sending → sent, and every other end it can come to (promises R5, R6)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from .mail_news import FATES, Fate, News
from .sign_in import SIGN_IN

State = Literal[
    "due",
    "sending",
    "in_doubt",
    "sent",
    "bounced",
    "complained",
    "failed_permanent",
    "suppressed",
    "no_recipient",
    "erased",
]
STATES: tuple[State, ...] = (
    "due",
    "sending",
    "in_doubt",
    "sent",
    "bounced",
    "complained",
    "failed_permanent",
    "suppressed",
    "no_recipient",
    "erased",
)
OPEN_STATES = frozenset({"due", "sending", "in_doubt"})
# Nothing that SES tells changes these: nobody was written to, or nobody is there any more.
SETTLED_STATES = frozenset({"no_recipient", "erased"})
# Where a mail ends by what SES tells of it; with any other news it was simply sent.
ENDS: dict[Fate, State] = {
    "rejected": "failed_permanent",
    "bounced": "bounced",
    "complained": "complained",
}
# What an operator may let go out once more, when its cause was mended.
RESENT_STATES = frozenset({"failed_permanent", "suppressed", "bounced"})

# The stream sends at once; the sweep takes over what it has not sent by then.
HEAD_START = timedelta(seconds=60)
# Longer than SES may take to answer, with a margin for two clocks that differ.
LEASE = timedelta(seconds=60)
# How long SES's own events may settle a doubt before the mail goes out again.
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

    `delivery` is the weightiest that SES told of it. Attempts up to `past_attempts` are those before somebody
    let it go out anew: what SES tells of them is old.
    `counted` is the day among whose mails it was counted as it first went out; `held` the moment until which
    its tenant's full day last held it back. `failed` is when it was given up last, whatever became of it
    since.
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
    delivery: Fate | None = None
    delivery_date: datetime | None = None
    delivery_code: str | None = None
    past_attempts: int | None = None
    counted: date | None = None
    held: datetime | None = None
    failed: datetime | None = None
    version: int = 0
    trace: str | None = None

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
        self.message_id, self.sent_date, self.reason, self.counted = message_id, at, None, None
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
        self.reason, self.failed = reason, at
        self._become("failed_permanent", at)

    def doubt(self, reason: str, *, at: datetime) -> None:
        """It may have been sent. SES's events settle it; without one it goes out after the hold."""
        self.reason = reason
        self._become("in_doubt", at, due=at + HOLD)

    def stop(
        self, state: Literal["suppressed", "no_recipient", "erased"], reason: str, *, at: datetime
    ) -> None:
        self.reason = reason
        self._become(state, at)

    def resend(self, *, at: datetime) -> None:
        """An operator's wish: due at once, one of that day's mails, and what SES told of it is forgotten."""
        self.past_attempts, self.message_id, self.sent_date, self.reason = self.attempts, None, None, None
        self.counted = None
        self.delivery, self.delivery_date, self.delivery_code = None, None, None
        self._become("due", at, due=at)

    def hear(self, news: News, *, at: datetime) -> bool:
        """Take in what SES tells; False: it changes nothing. Late, twice or in another order is all the same.

        Whatever we believed of it, SES took it: a doubt is settled, and who is just sending it finds out.
        """
        if self.state in SETTLED_STATES or not self._is_of_now(news) or news.weight <= self._weight:
            return False
        if self.message_id is None:
            self.message_id, self.sent_date = news.message_id, news.taken
        if news.fate != "sent":
            self.delivery, self.delivery_date, self.delivery_code = news.fate, news.at, news.code
        self.reason = f"{news.fate}: {news.code or 'no code'}" if news.fate in ENDS else None
        self._become(ENDS.get(news.fate, "sent"), at)
        return True

    def _is_of_now(self, news: News) -> bool:
        attempt = self.attempts if news.attempt is None else news.attempt
        return (self.past_attempts or 0) < attempt <= self.attempts

    @property
    def _weight(self) -> int:
        """Of what is known: that it was sent weighs least, what is open weighs nothing."""
        if self.delivery is not None:
            return FATES.index(self.delivery)
        return 0 if self.state == "sent" else -1

    def _become(self, state: State, at: datetime, due: datetime | None = None) -> None:
        self.state, self.last_updated, self.due = state, at, due


def kept_until(mail: Mail) -> datetime:
    """A link to sign in is over in minutes, and its address may be of nobody here: a day is enough of it."""
    return mail.created + (timedelta(days=1) if mail.template == SIGN_IN else KEPT)


def mail_uid(event: str, template: str, address: str | None) -> str:
    """The same event, template and address are the same mail, however often it is asked for."""
    said = f"{event}|{template}|{(address or '').casefold()}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]
