"""The pump over time: iterators that expire, streams that grow, disturbances, a thread of its own."""

import random  # a test's own, seeded chance
import threading
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.faults import Disturbed
from sandbox.mapping import Mapping
from sandbox.pump import PATIENCE, StreamBlocked, StreamPump
from tests.sandbox.clock import NOON
from tests.sandbox.conftest import Bench
from tests.sandbox.following import Event, Function, poisoned, pump_of


class Expiring:
    """A streams client whose iterator is once found too old, as after fifteen quiet minutes."""

    def __init__(self, streams: Any) -> None:
        self.streams, self.expired = streams, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.streams, name)

    def get_records(self, **params: Any) -> Any:
        if self.expired:
            self.expired = False
            raise ClientError({"Error": {"Code": "ExpiredIteratorException"}}, "GetRecords")
        return self.streams.get_records(**params)


@pytest.mark.parametrize("sks", ["ab", "b"])
def test_an_expired_iterator_is_renewed_where_it_stood(bench: Bench, sks: str) -> None:
    function, streams = Function(), Expiring(bench.engine.client("dynamodbstreams"))
    pump = StreamPump(streams, bench.stream_arn, function, now=bench.clock)
    for sk in sks:
        pump.drain()
        streams.expired = True
        bench.put(sk)

    pump.drain()

    assert function.batches == list(sks)


def test_an_answer_that_is_no_json_is_an_error_of_the_function(in_process: Bench) -> None:
    lost: list[Event] = []
    in_process.put("a")

    pump = pump_of(
        in_process,
        Function(lambda sks, event: NOON),
        Mapping(maximum_retry_attempts=0),
        on_failure=lost.append,
    )
    pump.drain()

    assert lost[0]["requestContext"]["condition"] == "RetryAttemptsExhausted"


def test_what_the_function_writes_is_delivered_in_the_same_drain(bench: Bench) -> None:
    def follow(sks: list[str], _: Event) -> None:
        if "a" in sks:
            bench.put("b")

    function = Function(follow)
    bench.put("a")

    assert pump_of(bench, function).drain() == 2
    assert function.batches == ["a", "b"]


def test_a_drain_that_cannot_end_says_so_and_loses_nothing(in_process: Bench) -> None:
    function = Function(poisoned("a"))
    in_process.put("a")
    pump = pump_of(in_process, function)

    with pytest.raises(StreamBlocked):
        pump.drain()
    function.answer = lambda sks, event: None

    assert pump.drain() == 1
    assert len(function.batches) == PATIENCE + 1


def test_a_record_that_grew_too_old_goes_to_the_failure_destination(in_process: Bench) -> None:
    function, lost = Function(), list[Event]()
    pump = pump_of(in_process, function, Mapping(maximum_record_age_seconds=3600), on_failure=lost.append)
    in_process.put("a")
    pump.fetch()
    in_process.clock.advance(hours=2)
    in_process.put("b")

    pump.drain()

    assert function.batches == ["b"]
    assert lost[0]["requestContext"]["condition"] == "RecordAgeExceeded"
    assert lost[0]["DDBStreamBatchInfo"]["approximateArrivalOfFirstRecord"] == NOON.isoformat()


def test_latest_leaves_out_what_was_written_before(bench: Bench) -> None:
    function = Function()
    bench.put("a")
    pump = pump_of(bench, function, Mapping(starting_position="LATEST"))
    bench.put("b")

    pump.drain()

    assert function.batches == ["b"]


def test_a_stream_longer_than_a_page_comes_whole_and_in_order(in_process: Bench) -> None:
    function = Function()
    for number in range(1100):
        in_process.put(f"{number:04}")

    taken = pump_of(in_process, function, Mapping(batch_size=1000)).drain()

    assert taken == 1100
    assert [r["dynamodb"]["Keys"]["sk"]["S"] for r in function.records] == [f"{n:04}" for n in range(1100)]


def test_a_disturbed_stream_repeats_loses_and_reorders(in_process: Bench) -> None:
    function = Function()
    faults = Disturbed(duplicate_next=1, lose_next=1)
    pump = pump_of(in_process, function, Mapping(batch_size=2), faults=faults)
    for sk in "abcd":
        in_process.put(sk)

    pump.drain()
    faults.shuffle = random.Random(3).shuffle
    for sk in "efgh":
        in_process.put(sk)
    pump.drain()

    assert function.batches[:3] == ["b", "b", "cd"]
    assert [record["dynamodb"]["Keys"]["sk"]["S"] for record in faults.lost] == ["a"]
    assert sorted(function.batches[3:]) == ["e", "f", "g", "h"]
    assert function.batches[3:] != ["e", "f", "g", "h"]


def test_a_woken_pump_delivers_at_once(in_process: Bench) -> None:
    arrived = threading.Event()
    pump = pump_of(in_process, Function(lambda sks, event: arrived.set()))
    in_process.engine.on_write = pump.wake
    pump.start(poll_seconds=30)

    before = time.monotonic()
    in_process.put("a")
    came = arrived.wait(5)
    latency = time.monotonic() - before
    pump.stop()

    assert came
    assert latency < 0.5  # measured at about 3 ms; a busy machine may take longer, a poll would take 30 s


def test_a_pump_in_a_thread_outlives_a_function_that_fails(in_process: Bench) -> None:
    recovered = threading.Event()
    attempts: list[str] = []

    def third_time_lucky(sks: list[str], _: Event) -> None:
        attempts.extend(sks)
        if len(attempts) < 3:
            raise RuntimeError("not yet")
        recovered.set()

    pump = pump_of(in_process, Function(third_time_lucky))
    pump.start(poll_seconds=0.05)
    in_process.put("a")

    assert recovered.wait(5)
    pump.stop()
    assert attempts == ["a", "a", "a"]


def test_a_drain_beside_the_thread_delivers_nothing_twice(in_process: Bench) -> None:
    function = Function()
    pump = pump_of(in_process, function)
    in_process.engine.on_write = pump.wake
    pump.start()

    for number in range(200):
        in_process.put(f"{number:03}")
        if number % 20 == 0:
            pump.drain()
    pump.drain()
    pump.stop()

    assert [r["dynamodb"]["Keys"]["sk"]["S"] for r in function.records] == [f"{n:03}" for n in range(200)]
