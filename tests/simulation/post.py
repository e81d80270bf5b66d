"""A stand-in for SES that keeps the truth: how often it took each mail, and what stood in the table then."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from botocore.exceptions import ClientError

from sandbox.clock import Clock
from sandbox.ses import SentMail, mail_of
from tests.faults.injector import Killed
from tests.simulation.memory import error
from tests.simulation.weather import Weather

REJECTED = "rejected.example"


class Post:
    """`rate` and `daily` are SES's limits; `closed` says by which error it takes nothing at all just now; `told`
    hears of each mail that it took."""

    def __init__(
        self, clock: Clock, weather: Weather, chance: Random, *, rate: int = 14, daily: int = 50_000
    ) -> None:
        self.taken: list[SentMail] = []
        self.closed: Callable[[], str | None] = lambda: None
        self.asked_while_closed: list[datetime] = []
        self.refused: Counter[str] = Counter()
        self.told: Callable[[SentMail], None] = lambda _: None
        self._clock, self._weather, self._chance = clock, weather, chance
        self._rate, self._daily = rate, daily
        self._second, self._day = (datetime.min, 0), (datetime.min, 0)
        self._numbers = count(1)

    def send_email(self, **letter: Any) -> dict[str, Any]:
        self._weather.passes(timedelta(milliseconds=60))
        if closed := self.closed():
            self.asked_while_closed.append(self._clock.now())
            raise self._refusal(closed)
        if not self._weather.strikes():
            return self._take(letter)
        mode = self._chance.choice(("kill_before", "kill_after", "err_before", "throttle", "lost_reply"))
        self._weather.faults[f"SES {mode}"] += 1
        match mode:
            case "kill_before":
                raise Killed
            case "err_before":
                raise self._refusal("InternalServiceErrorException", 500)
            case "throttle":
                raise self._refusal("TooManyRequestsException", 429)
        answer = self._take(letter)
        if mode == "kill_after":
            raise Killed
        if mode == "lost_reply":
            raise self._weather.lose()
        return answer

    def _take(self, letter: dict[str, Any]) -> dict[str, Any]:
        for refusal in self._limits():
            raise refusal
        mail = mail_of(letter, f"{next(self._numbers):016x}-simulated-000000", self._clock.now())
        if mail.to[0].endswith(REJECTED):
            raise self._refusal("MessageRejected")
        self.taken.append(mail)
        self.told(mail)
        return {"MessageId": mail.message_id}

    def _limits(self) -> Iterator[ClientError]:
        now = self._clock.now()
        second, today = now.replace(microsecond=0), now.replace(hour=0, minute=0, second=0, microsecond=0)
        self._second = (second, self._second[1] + 1 if self._second[0] == second else 1)
        self._day = (today, self._day[1] + 1 if self._day[0] == today else 1)
        if self._second[1] > self._rate:
            yield self._refusal("TooManyRequestsException", 429)
        if self._day[1] > self._daily:
            yield self._refusal("LimitExceededException", 400)

    def _refusal(self, code: str, status: int = 400) -> ClientError:
        self.refused[code] += 1
        return error(code, "SendEmail", status=status)
