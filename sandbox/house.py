"""The product, put together on one engine: gateway, stream, schedule and clock. The tests live in it too."""

import logging
import secrets
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.listeners import failures, schedule, ses, stream
from chalicelib.messaging.webhook import Caller
from chalicelib.settings import Settings, settings
from chalicelib.store.conditions import Where
from chalicelib.store.keys import DUE_SHARDS, due_shard, list_pk, moment
from chalicelib.wiring import RandomIds, Wiring
from sandbox import schema, ses_events
from sandbox.clock import Clock
from sandbox.engines import Engine, SentMail
from sandbox.faults import Disturbed
from sandbox.gateway import Gateway, Metered, Reply, Unmetered
from sandbox.invocation import LambdaContext
from sandbox.mapping import Mapping
from sandbox.meter import Meter
from sandbox.pump import StreamPump
from sandbox.queue import Queue, Terms
from sandbox.webhooks import Inbox

log = logging.getLogger(__name__)
TICK = timedelta(minutes=1)
# Lambda invokes a function that EventBridge called so often before it gives the event up.
TRIES = 3
# Of the log, as CloudWatch would have it.
MOST_LINES = 2_000


@dataclass(frozen=True)
class Ran:
    """What turning the clock did."""

    now: datetime
    ran: dict[str, int]
    emails: int
    events: int


@dataclass(frozen=True)
class _Context:
    aws_request_id: str = field(default_factory=lambda: secrets.token_hex(16))

    def get_remaining_time_in_millis(self) -> int:
        return 900_000


class House:
    """Everything that is deployed, in one process, over one engine and one clock.

    `ask` is a request through the gateway; `settle` lets stream and due work run until all is quiet;
    `turn_to` turns the clock and runs each schedule that fell due on the way, in order. With `mail_events`
    SES tells at once how each mail fared; without, it never does.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        *,
        base_url: str = "http://127.0.0.1:8000",
        table: str = "laurel",
        metered: bool = True,
        pause: Callable[[int], None] = wiring.sleep_with_jitter,
        webhooks: Caller | None = None,
        mail_events: bool = False,
    ) -> None:
        self.engine, self.clock = engine, clock
        self.settings: Settings = replace(settings(), table=table, base_url=base_url)
        self._pause = pause
        self.inbox = Inbox(clock.now)
        self.lines: deque[str] = deque(maxlen=MOST_LINES)
        self._webhooks = webhooks or self.inbox
        self._metered = metered
        self._mail_events = mail_events
        self._turn, self._telling = threading.RLock(), threading.Lock()
        self.build()

    def build(self) -> None:
        """The table, as it is deployed, and everything that stands on it."""
        bare = self.engine.client("dynamodb")
        arn = schema.ensure_table(bare, self.settings.table)
        self.meter = Meter(bare) if self._metered else None
        self.wired = Wiring(
            settings=self.settings,
            clients=self._client,
            clock=self.clock.now,
            ids=RandomIds(),
            pause=self._pause,
            jitter=lambda: 0.5,
            webhooks=self._webhooks,
            lines=self.lines.append,
        )
        wiring.use(self.wired)
        self.lines.clear()
        self.faults = Disturbed()
        self.inbox.received.clear()
        self.failed_mail_events: list[dict[str, Any]] = []
        self._told = 0
        self.failures = Queue(self._failures, Terms.of(*schema.failure_queue()), self.clock.now)
        self.counts: Counter[str] = Counter()
        self.pump = StreamPump(
            self.engine.client("dynamodbstreams"),
            arn,
            self._stream,
            now=self.clock.now,
            mapping=Mapping.of(schema.stream_mapping()),
            on_failure=self.failures.send,
            faults=self.faults,
        )
        self.gateway = Gateway(_app(), self._operations)

    def rebase(self, base_url: str) -> None:
        """Where the house is reached, once that is known."""
        self.settings = replace(self.settings, base_url=base_url)
        self.wired.settings = self.settings

    @property
    def furnished(self) -> bool:
        """Whether achievement types stand already, as in a sandbox kept on disk."""
        where = Where("lpk").eq(list_pk("example", "achievement_type"))
        return bool(self.wired.table.page("list", where, limit=1).items)

    @property
    def _operations(self) -> Metered:
        return self.meter or Unmetered()

    def _client(self, service: str) -> Any:
        client = self.engine.client(service)
        if service == "dynamodb" and self.meter:
            self.meter.attach(client)
        return client

    def ask(
        self, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        return self.gateway.ask(method, target, headers or {}, body)

    def settle(self) -> Ran:
        """Let the stream and whatever is due now run."""
        with self._turn:
            return self._counted(self._settle)

    def turn_to(self, to: datetime) -> Ran:
        with self._turn:
            return self._counted(lambda: self._walk(to))

    def jump_to(self, to: datetime) -> Ran:
        """As after an outage of the schedules: the clock stands there at once, and only then they run."""
        with self._turn:
            self._drain()
            self.clock.turn_to(to)
            return self._counted(self._settle)

    def mails(self) -> list[SentMail]:
        return self.engine.sent_mail()

    def sweep(self) -> dict[str, int]:
        """One run of the scheduled function, as EventBridge starts it."""
        with self._operations.operation("schedule sweep"):
            tally = schedule.sweep(None, _Context())
        self.counts["sweep"] += 1
        self._tell_of_mails()
        return tally

    def hear(self, event: dict[str, Any]) -> dict[str, str]:
        """One run of the function that hears of mails, as EventBridge starts it."""
        with self._operations.operation("mail events"):
            return ses.mail_events(
                event, LambdaContext(event["id"], invoked_function_arn=ses_events.FUNCTION)
            )

    def tell(self, event: dict[str, Any]) -> bool:
        """An event of SES reaches the function, tried again as Lambda does it; False: given up."""
        for attempt in range(1, TRIES + 1):
            try:
                self.hear(event)
            except Exception:  # the place of the Lambda runtime: any exception is a failed invocation
                log.exception("mail event %s failed, attempt %s", event["id"], attempt)
            else:
                return True
        self.failed_mail_events.append(event)
        return False

    def _tell_of_mails(self) -> None:
        """What SES took and has told nobody of yet."""
        if not self._mail_events:
            return
        with self._telling:
            mails = self.mails()
            fresh, self._told = mails[self._told :], len(mails)
        for event in (event for mail in fresh for event in ses_events.events_of(mail)):
            self.tell(event)

    def _walk(self, to: datetime) -> None:
        self._drain()
        while (tick := self._next_tick()) is not None and tick <= to:
            self.clock.turn_to(tick)
            self.sweep()
            self._drain()
        self.clock.turn_to(to)
        self._settle()

    def _settle(self) -> None:
        self._drain()
        self.sweep()
        self._drain()

    def _drain(self) -> None:
        self.pump.drain()
        self.failures.drain()

    def _next_tick(self) -> datetime | None:
        """The first whole minute at which something will be due that is not due now."""
        now = self.clock.now()
        table, soonest = self.wired.table, []
        for shard in range(DUE_SHARDS):
            where = Where("dpk").eq(due_shard(shard)) & Where("dsk").gt(moment(now))
            soonest += [item["dsk"] for item in table.page("due", where, limit=1).items]
        if not soonest:
            return None
        due = datetime.fromisoformat(min(soonest))
        whole = due.replace(second=0, microsecond=0)
        return whole if whole == due else whole + TICK

    def _stream(self, event: dict[str, Any], context: Any) -> Any:
        self.counts["events"] += sum(
            record["eventName"] == "INSERT" and record["dynamodb"]["Keys"]["sk"]["S"] == "EV"
            for record in event["Records"]
        )
        self.faults.may_fail()
        with self._operations.operation("stream"):
            answer = stream.stream(event, context)
        self._tell_of_mails()
        return answer

    def _failures(self, event: dict[str, Any], context: Any) -> Any:
        with self._operations.operation("failures"):
            return failures.failures(event, context)

    def _counted(self, act: Callable[[], None]) -> Ran:
        before, mails = Counter(self.counts), len(self.mails())
        act()
        done = self.counts - before
        events = done.pop("events", 0)
        return Ran(self.clock.now(), dict(done), len(self.mails()) - mails, events)


def _app() -> Any:
    import app

    return app.app
