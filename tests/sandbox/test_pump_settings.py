"""The mapping as it is deployed, a disturbed stream, and the pump in its thread."""

import json
import random  # a test's own, seeded chance
import threading
import time
from typing import Any

import pytest

from sandbox.faults import Disturbed
from sandbox.mapping import Mapping
from tests.sandbox.conftest import TABLE, Bench
from tests.sandbox.pumping import Function, pump_of

Event = dict[str, Any]

PATTERN = {"dynamodb": {"Keys": {"sk": {"S": [{"prefix": "A#"}, "T"]}}}, "eventName": ["INSERT", "MODIFY"]}
DEPLOYED = {
    "StartingPosition": "TRIM_HORIZON",
    "BatchSize": 10,
    "MaximumRetryAttempts": 3,
    "MaximumRecordAgeInSeconds": 7200,
    "BisectBatchOnFunctionError": True,
    "FunctionResponseTypes": ["ReportBatchItemFailures"],
    "FilterCriteria": {"Filters": [{"Pattern": json.dumps(PATTERN)}]},
}


def test_a_mapping_is_read_from_the_deployed_template(in_process: Bench) -> None:
    function, mapping = Function(), Mapping.of(DEPLOYED)
    for sk in ("A#1", "B#1", "T"):
        in_process.put(sk)
    in_process.db.delete_item(TableName=TABLE, Key={"pk": {"S": "p"}, "sk": {"S": "T"}})

    pump_of(in_process, function, mapping).drain()

    assert function.batches == ["A#1T"]
    assert (mapping.batch_size, mapping.maximum_retry_attempts) == (10, 3)
    assert (mapping.maximum_record_age_seconds, mapping.bisect_on_error) == (7200, True)
    assert mapping.report_failures


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({"prefix": "A#"}, True),
        ({"prefix": "B"}, False),
        ({"suffix": "1"}, True),
        ({"wildcard": "A*1"}, True),
        ({"exists": True}, True),
        ({"exists": False}, False),
        ({"anything-but": ["A#1"]}, False),
        ({"anything-but": {"prefix": "B"}}, True),
        ("A#1", True),
        ("A#", False),
    ],
)
def test_filter_rules_read_as_eventbridge_reads_them(in_process: Bench, rule: Any, fits: bool) -> None:
    pattern = json.dumps({"dynamodb": {"Keys": {"sk": {"S": [rule]}}}})
    mapping = Mapping.of(
        {"StartingPosition": "LATEST", "FilterCriteria": {"Filters": [{"Pattern": pattern}]}}
    )

    assert mapping.wants({"dynamodb": {"Keys": {"sk": {"S": "A#1"}}}}) is fits


def test_an_unknown_filter_rule_is_refused() -> None:
    pattern = json.dumps({"a": [{"cidr": "10.0.0.0/8"}]})
    mapping = Mapping.of(
        {"StartingPosition": "LATEST", "FilterCriteria": {"Filters": [{"Pattern": pattern}]}}
    )

    with pytest.raises(ValueError, match="cidr"):
        mapping.wants({"a": "x"})


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
