"""The product over the table in memory, each call metered: where a hundred thousand records cost nothing to have."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

import app
from chalicelib import wiring
from chalicelib.listeners import schedule, stream
from chalicelib.settings import settings
from chalicelib.store.codec import encode_item
from chalicelib.store.places import due
from chalicelib.store.writes import Put
from chalicelib.wiring import RandomIds, Wiring
from sandbox import residents, schema
from sandbox.clock import Clock
from sandbox.gateway import Context, Gateway, Reply
from sandbox.mapping import Mapping as Followed
from sandbox.meter import Usage
from sandbox.pricing import Pricer
from sandbox.sizes import item_size
from tests.asking import Club
from tests.simulation.memory import Change, Memory

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TABLE = "laurel"
CALLS = {
    "get_item": "GetItem",
    "batch_get_item": "BatchGetItem",
    "batch_write_item": "BatchWriteItem",
    "put_item": "PutItem",
    "update_item": "UpdateItem",
    "delete_item": "DeleteItem",
    "transact_write_items": "TransactWriteItems",
    "query": "Query",
}
Typed = dict[str, Any]


class Metered:
    """The table's client: it prices each call by AWS's rules while `usage` is set, one call after another.

    `inside` is the CPU that went into table and meter, which is none of the product's.
    """

    def __init__(self, memory: Memory) -> None:
        self.usage: Usage | None = None
        self.inside = 0.0
        self._memory, self._pricer = memory, Pricer(self)
        self._one_at_a_time = threading.RLock()
        for call, name in CALLS.items():
            setattr(self, call, self._metered(name, getattr(memory, call)))

    def describe_table(self, TableName: str) -> Typed:  # noqa: N803 - the SDK's name
        return {"Table": schema.table_properties()}

    def _metered(self, name: str, ask: Callable[..., Typed]) -> Callable[..., Typed]:
        def metered(**asked: Any) -> Typed:
            with self._one_at_a_time:
                begun = time.thread_time()
                try:
                    return self._priced(name, ask, asked) if self.usage else ask(**asked)
                finally:
                    self.inside += time.thread_time() - begun

        return metered

    def _priced(self, name: str, ask: Callable[..., Typed], asked: Typed) -> Typed:
        usage, self.usage = self.usage, None  # the meter's own looks at the table are not metered
        assert usage is not None
        inside = self.inside
        try:
            call = self._pricer.begin(name, asked)
            usage.by_call[name] += 1
            try:
                answer = ask(**asked)
            except ClientError as error:
                usage.add(self._pricer.finish(call, dict(error.response)))
                raise
            usage.add(self._pricer.finish(call, answer))
            return answer
        finally:
            self.usage, self.inside = usage, inside


class Post:
    """SES takes everything."""

    def send_email(self, **_: Any) -> Typed:
        return {"MessageId": "taken"}


class Quiet:
    """What tests have as a House, where nothing goes wrong: `settle` is the stream, `sweep` the schedule."""

    def __init__(self) -> None:
        self.clock = Clock(frozen=True, start=NOON)
        self.memory = Memory(self.clock.now)
        self.memory.sized = item_size
        self.client = Metered(self.memory)
        self.settings = replace(settings(), table=TABLE)
        self.wired = Wiring(
            settings=self.settings,
            clients={"dynamodb": self.client, "sesv2": Post()}.__getitem__,
            clock=self.clock.now,
            ids=RandomIds(),
            pause=lambda _: None,
            jitter=lambda: 0.5,
        )
        self._follows = Followed.of(schema.stream_mapping())
        self._changes: list[Change] = []
        self.memory.changed = self._changes.extend
        self._gateway = Gateway(app.app)
        wiring.use(self.wired)
        self.club = Club(self, residents.move_in(self, "a crowd"))  # type: ignore[arg-type]
        self.settle()

    def ask(
        self, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        wiring.use(self.wired)
        self.clock.turn_to(self.clock.now() + timedelta(seconds=1))
        return self._gateway.ask(method, target, headers or {}, body)

    def settle(self) -> None:
        """The stream, delivered in whole batches until it is quiet."""
        wiring.use(self.wired)
        while self._changes:
            records = [record for record in map(_record, self._changes) if self._follows.wants(record)]
            self._changes.clear()
            for start in range(0, len(records), self._follows.batch_size):
                batch = records[start : start + self._follows.batch_size]
                assert not stream.handle({"Records": batch}, Context("stream"))["batchItemFailures"]

    def sweep(self) -> None:
        wiring.use(self.wired)
        schedule.run(Context("sweep"))

    def spent(self, act: Callable[[], object]) -> Usage:
        self.client.usage = usage = Usage(runs=1)
        try:
            act()
        finally:
            self.client.usage = None
        return usage

    # -- a crowd

    def load(self, puts: Iterator[Put] | list[Put]) -> None:
        """What stands there already: written by nobody, followed by nobody."""
        self.place(encode_item({**put.item, **put.key._asdict()}) for put in puts)

    def place(self, items: Iterator[Typed]) -> None:
        self.memory.changed = lambda _: None
        for item in items:
            self.memory.batch_write_item(RequestItems={TABLE: [{"PutRequest": {"Item": item}}]})
        self.memory.changed = self._changes.extend

    def multiply(self, made: Callable[[], Mapping[str, str]], size: int, only: str = "") -> None:
        """So many copies of whatever `made` writes, or of its items with that sort key alone; it says which words
        of it are each copy's own, and their form, where `{n}` is the copy's number."""
        self.settle()
        words = made()
        found = {place: after for _, place, after, _ in self._changes}
        new = {place for name, place, _, _ in self._changes if name == "INSERT"}
        self.settle()
        kept = [place for place in new if (place[1] == only if only else place[1] != "EV")]
        self.copy([item for place in kept if (item := found[place])], words, size)

    def copy(self, items: Sequence[Typed], words: Mapping[str, str], size: int) -> None:
        text = json.dumps(items)
        self.place(_spread(item) for n in range(size) for item in json.loads(_copied(text, words, n)))

    def pass_time(self, **duration: float) -> None:
        self.clock.turn_to(self.clock.now() + timedelta(**duration))

    def unmetered(self, act: Callable[[], object]) -> None:
        """In the middle of what is metered, what somebody else pays for."""
        usage, self.client.usage = self.client.usage, None
        act()
        self.client.usage = usage


def _spread(item: Typed) -> Typed:
    """What is due stands in the shard of its own key."""
    return item | encode_item({"dpk": due(item["pk"]["S"], NOON)["dpk"]}) if "dpk" in item else item


def _copied(text: str, words: Mapping[str, str], n: int) -> str:
    for word, form in words.items():
        text = text.replace(word, form.format(n=n))
    return text


def _record(change: Change) -> dict[str, Any]:
    name, (pk, sk), after, before = change
    told: Typed = {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}, "SequenceNumber": "1"}
    told |= {"NewImage": after} if after else {}
    told |= {"OldImage": before} if before else {}
    return {"eventName": name, "eventID": "1", "dynamodb": told}
