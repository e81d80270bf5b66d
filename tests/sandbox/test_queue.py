"""The queue that stands behind the stream's failures, as SQS and Lambda keep one."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox import schema
from sandbox.queue import Queue, Terms

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TERMS = Terms(batch_size=2, visibility=timedelta(minutes=6), most_received=3)


class Bench:
    """A queue whose function refuses the bodies in `bad`, or dies."""

    def __init__(self) -> None:
        self.now, self.bad, self.dies = NOON, set[str](), False
        self.batches: list[list[str]] = []
        self.queue = Queue(self.function, TERMS, lambda: self.now)

    def function(self, event: dict[str, Any], _: Any) -> Any:
        said = {one["messageId"]: json.loads(one["body"])["n"] for one in event["Records"]}
        self.batches.append(list(said.values()))
        if self.dies:
            raise RuntimeError("died")
        failed = [{"itemIdentifier": uid} for uid, name in said.items() if name in self.bad]
        return {"batchItemFailures": failed}

    def sent(self, *names: str) -> None:
        for name in names:
            self.queue.send({"n": name})


def test_what_the_function_takes_is_gone_from_the_queue() -> None:
    bench = Bench()
    bench.sent("a", "b", "c")

    taken = bench.queue.drain()

    assert (taken, bench.batches, bench.queue.waiting) == (3, [["a", "b"], ["c"]], [])


def test_what_it_refuses_is_out_of_sight_for_a_while_and_comes_again() -> None:
    bench = Bench()
    bench.bad = {"a"}
    bench.sent("a", "b")
    bench.queue.drain()
    at_once = bench.queue.drain()

    bench.bad = set()
    bench.now += TERMS.visibility

    assert (at_once, bench.queue.drain(), bench.batches) == (0, 1, [["a", "b"], ["a"]])


def test_a_function_that_dies_took_nothing() -> None:
    bench = Bench()
    bench.dies = True
    bench.sent("a", "b")

    bench.queue.drain()

    assert [one.received for one in bench.queue.waiting] == [1, 1]


def test_what_is_refused_too_often_lies_in_the_dead_queue_until_it_is_redriven() -> None:
    bench = Bench()
    bench.bad = {"a"}
    bench.sent("a", "b")
    for _ in range(TERMS.most_received):
        bench.queue.drain()
        bench.now += TERMS.visibility
    dead = [one.uid for one in bench.queue.dead]
    assert (dead, bench.queue.waiting) == (["message-1"], [])

    bench.bad = set()
    bench.queue.redrive()

    assert (bench.queue.drain(), bench.queue.dead) == (1, [])


def test_the_terms_are_those_that_are_deployed() -> None:
    terms = Terms.of(*schema.failure_queue())

    assert terms == Terms(10, timedelta(seconds=360), 5)
