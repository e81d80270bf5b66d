"""SES's events in virtual time: seconds to minutes late, in any order, some twice; a function that fails is
invoked again as Lambda does it, and then no more."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sandbox import ses_events
from sandbox.ses import SentMail
from tests.simulation.agenda import Agenda

BOUNCING, COMPLAINING = "bouncing.example", "complaining.example"
# Lambda waits so long before it invokes a second and a third time.
PAUSES = (60, 120)
LATEST = 300
AFTER: dict[str, tuple[str, ...]] = {
    BOUNCING: ("Email Sent", "Email Bounced"),
    COMPLAINING: ("Email Sent", "Email Delivered", "Email Complaint Received"),
}
ELSE = ("Email Sent", "Email Delivered")
BARRING = ("Email Bounced", "Email Complaint Received")
Event = dict[str, Any]


def news_of(mail: SentMail) -> tuple[str, ...]:
    """What SES tells of it; the last weighs most."""
    return AFTER.get(mail.to[0].rpartition("@")[2], ELSE)


class News:
    """`heard` is when the product first took in anything of a message, by its id; `barred` when it heard that an
    address must not be written to; `failed` what it never took in."""

    def __init__(self, agenda: Agenda, chance: Random, invoke: Callable[[Event], Any]) -> None:
        self.unrest = 0.0
        self.counts: Counter[str] = Counter()
        self.heard: dict[str, datetime] = {}
        self.barred: dict[str, datetime] = {}
        self.failed: list[Event] = []
        self._agenda, self._chance, self._invoke = agenda, chance, invoke

    def told(self, mail: SentMail) -> None:
        """A mail was taken: from now on SES tells of it."""
        for kind in news_of(mail):
            for _ in range(2 if self._chance.random() < self.unrest else 1):
                late = self._chance.uniform(1, LATEST)
                at = mail.sent_at + timedelta(seconds=late)
                self._deliver(ses_events.event(mail, kind, at), mail, late)

    def _deliver(self, event: Event, mail: SentMail, seconds: float, tried: int = 0) -> None:
        self._agenda.after(seconds, lambda: self._attempt(event, mail, tried))

    def _attempt(self, event: Event, mail: SentMail, tried: int) -> None:
        self.counts["mail events delivered"] += 1
        try:
            self._invoke(event)
        except Exception:  # noqa: BLE001 - the place of the Lambda runtime: any exception is a failed invocation
            if tried == len(PAUSES):
                self.failed.append(event)
            else:
                self._deliver(event, mail, PAUSES[tried], tried + 1)
            return
        now = self._agenda.clock.now()
        self.heard.setdefault(mail.message_id, now)
        if event["detail-type"] in BARRING:
            self.barred.setdefault(mail.to[0], now)
