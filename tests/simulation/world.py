"""The product in virtual time: its gateway, its listeners, and every part of AWS that they stand on."""

import logging
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from chalicelib import wiring
from chalicelib.listeners import schedule, ses, stream
from chalicelib.settings import Settings, settings
from chalicelib.store.codec import decode_item
from chalicelib.store.keys import DUE_SHARDS, due_shard, moment
from chalicelib.wiring import SeededIds, Wiring
from sandbox import residents, schema, ses_events
from sandbox.clock import Clock
from sandbox.gateway import Gateway, Reply
from sandbox.mapping import Mapping
from sandbox.ses import SentMail
from sandbox.webhooks import Inbox
from tests.asking import Club
from tests.faults.injector import Killed
from tests.simulation.agenda import Agenda
from tests.simulation.clockwork import Clockwork
from tests.simulation.mapping import Source
from tests.simulation.memory import Change, Memory
from tests.simulation.news import News
from tests.simulation.post import Post
from tests.simulation.weather import Disturbed, Weather

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
CONTAINERS = 3
# How often, at most, a batch comes twice, a checkpoint is lost, or the schedule fires more than once.
MOST_UNREST = 0.05
LATENCY = timedelta(milliseconds=30)
TIMEOUTS = {
    "api": timedelta(seconds=28),
    "stream": timedelta(seconds=120),
    "sweep": timedelta(seconds=55),
    "mail_events": timedelta(seconds=30),
}
Item = dict[str, Any]


class Died(RuntimeError):
    """The function's process ended: whoever invoked it sees an error."""


@dataclass(frozen=True)
class Context:
    """What Lambda says of the time that is left, and of the function."""

    clock: Clock
    deadline: datetime
    invoked_function_arn: str = ses_events.FUNCTION

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self.deadline - self.clock.now()) / timedelta(milliseconds=1)))


class World:
    """One seed, one run. It has the parts of a House that `Club` and the invariants ask for."""

    def __init__(self, seed: int) -> None:
        logging.getLogger("chalicelib").setLevel(logging.CRITICAL)
        self.chance = Random(seed)
        self.clock = Clock(frozen=True, start=START)
        self.agenda = Agenda(self.clock)
        self.weather = Weather(self.clock, self.chance)
        self.memory = Memory(self.clock.now)
        self.memory.changed = self._changed
        self.post = Post(self.clock, self.weather, self.chance)
        self.inbox = Inbox(self.clock.now)
        self.settings: Settings = replace(settings(), table="laurel")
        self.states: dict[str, list[str]] = defaultdict(list)
        self._ids = SeededIds(f"simulation {seed}")
        self._client = Disturbed(self.memory, self.weather, self.chance)
        self._skew = timedelta()
        self._containers = [self._container() for _ in range(CONTAINERS)]
        self.source = Source(self.agenda, self.chance, Mapping.of(schema.stream_mapping()), self._stream)
        self.news = News(self.agenda, self.chance, self._hear)
        self.post.told = self.news.told
        self.clockwork = Clockwork(self.agenda, self.chance, self._sweep, self._nothing_due)
        self.gateway = Gateway(_app())
        self.wired = self._containers[0]
        wiring.use(self.wired)
        self.club = Club(self, residents.move_in(self, f"simulation {seed}"))  # type: ignore[arg-type]

    # -- as a House

    def ask(
        self, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        """A request. Raises Died where nobody answers."""
        reply: Reply = self._invoked("api", lambda _: self.gateway.ask(method, target, headers or {}, body))
        return reply

    def mails(self) -> list[SentMail]:
        return self.post.taken

    def items(self) -> list[Item]:
        """The whole table, as it stands."""
        return [decode_item(one) for one in self.memory.items()]

    # -- how it goes on

    def disturb(self, share: float) -> None:
        """From now on so many of all calls go wrong; indexes lag, pages are short, deliveries come twice."""
        self.weather.share = share
        self.source.unrest = self.clockwork.unrest = self.news.unrest = min(share, MOST_UNREST)
        if share:
            self.memory.lag = lambda: timedelta(seconds=5 * self.chance.random() ** 8)
            self.memory.most = self._short_page
        else:
            self.memory.catch_up()
            self.memory.lag, self.memory.most = None, lambda: None

    def _short_page(self) -> int | None:
        return self.chance.randint(1, 20) if self.chance.random() < self.weather.share else None

    def _container(self) -> Wiring:
        return Wiring(
            settings=self.settings,
            clients={"dynamodb": self._client, "sesv2": self.post}.__getitem__,
            clock=lambda: self.clock.now() + self._skew,
            ids=self._ids,
            pause=lambda n: self.weather.passes(timedelta(milliseconds=10 * 2 ** min(n - 1, 5))),
            jitter=self.chance.random,
            webhooks=self.inbox,
        )

    def _invoked(self, function: str, act: Callable[[Context], Any]) -> Any:
        """In one of the containers, whose clock is a little off; one that dies is replaced."""
        number = self.chance.randrange(CONTAINERS)
        self._skew = timedelta(seconds=self.chance.uniform(-1.5, 1.5)) if self.weather.share else timedelta()
        self.wired = self._containers[number]
        wiring.use(self.wired)
        deadline = self.clock.now() + TIMEOUTS[function]
        self.weather.deadline = deadline
        try:
            return act(Context(self.clock, deadline))
        except Killed:
            self._containers[number] = self._container()
            raise Died(function) from None
        finally:
            self.weather.deadline, self._skew = None, timedelta()

    def _stream(self, event: dict[str, Any]) -> Any:
        return self._invoked("stream", lambda context: stream.handle(event, context))

    def _hear(self, event: dict[str, Any]) -> Any:
        return self._invoked("mail_events", lambda context: ses.handle(event, context))

    def _sweep(self) -> None:
        try:
            self._invoked("sweep", schedule.run)
        except Exception:  # noqa: BLE001 - the place of the Lambda runtime: the next minute comes anyway
            self.clockwork.counts["sweeps that failed"] += 1

    def _nothing_due(self) -> bool:
        self.memory.catch_up(self.clock.now())
        now, rows = moment(self.clock.now()), self.memory.indexes["due"].rows
        shards = (rows.get(due_shard(shard)) for shard in range(DUE_SHARDS))
        return all(not rows or rows[0][0] > now for rows in shards)

    def _changed(self, changes: list[Change]) -> None:
        for _, (_, sk), after, before in changes:
            if sk == "O" and after and after["state"] != (before or {}).get("state"):
                self.states[after["uid"]["S"]].append(after["state"]["S"])
        self.source.changed(changes)


class OneAfterAnother:
    """In the place of the thread pool: what the product does at once is done in its order, so that a seed is
    one run."""

    def __init__(self, *_: Any) -> None:
        pass

    def __enter__(self) -> "OneAfterAnother":
        return self

    def __exit__(self, *_: Any) -> None:
        pass

    def submit(self, act: Callable[..., Any], *given: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(act(*given))
        except Exception as error:  # noqa: BLE001 - a future keeps whatever it was
            done.set_exception(error)
        return done

    def shutdown(self, **_: Any) -> None:
        pass


def _app() -> Any:
    import app

    return app.app
