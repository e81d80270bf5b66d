"""The pump keeps the rules of AWS Lambda's event source mapping, on every engine."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.mapping import Mapping
from sandbox.pump import PATIENCE, StreamBlocked, StreamPump
from tests.sandbox.clock import NOON
from tests.sandbox.conftest import TABLE, Bench
from tests.sandbox.pumping import Function, failing, poisoned, pump_of

Event = dict[str, Any]


def test_records_come_as_lambda_delivers_them(bench: Bench) -> None:
    function = Function()
    bench.put("a", blob={"B": b"\x00\x01"}, deep={"M": {"l": {"L": [{"BS": [b"x"]}]}}}, n={"N": "1.5"})

    assert pump_of(bench, function).drain() == 1

    (record,) = function.records
    change = record["dynamodb"]
    assert (record["eventName"], record["eventSource"]) == ("INSERT", "aws:dynamodb")
    assert (record["eventVersion"], record["eventSourceARN"]) == ("1.1", bench.stream_arn)
    assert change["Keys"] == {"pk": {"S": "p"}, "sk": {"S": "a"}}
    assert change["NewImage"]["blob"] == {"B": "AAE="}
    assert change["NewImage"]["deep"] == {"M": {"l": {"L": [{"BS": ["eA=="]}]}}}
    assert change["ApproximateCreationDateTime"] == NOON.timestamp()
    assert isinstance(change["SequenceNumber"], str)
    assert "OldImage" not in change


def test_changes_and_removals_carry_both_images(bench: Bench) -> None:
    function = Function()
    bench.put("a", n={"N": "1"})
    bench.put("a", n={"N": "2"})
    bench.db.delete_item(TableName=TABLE, Key={"pk": {"S": "p"}, "sk": {"S": "a"}})

    pump_of(bench, function).drain()

    _, changed, removed = function.records
    assert [each["eventName"] for each in function.records] == ["INSERT", "MODIFY", "REMOVE"]
    assert (changed["dynamodb"]["OldImage"]["n"], changed["dynamodb"]["NewImage"]["n"]) == (
        {"N": "1"},
        {"N": "2"},
    )
    assert "NewImage" not in removed["dynamodb"]


REPORT: Any = {"report_failures": True}
# what the function does, the mapping, the batches it then sees of a stream "abcd", what is given up
RULES: dict[str, tuple[Any, Any, list[str], list[str]]] = {
    "all is well": (Function().answer, {}, ["abcd"], []),
    "in batches": (Function().answer, {"batch_size": 3}, ["abc", "d"], []),
    "exception: the whole batch again": (
        poisoned("c"),
        {"maximum_retry_attempts": 2},
        ["abcd"] * 3,
        ["abcd"],
    ),
    "no retries": (poisoned("c"), {"maximum_retry_attempts": 0}, ["abcd"], ["abcd"]),
    "only the bad batch is given up": (
        poisoned("a"),
        {"maximum_retry_attempts": 1, "batch_size": 2},
        ["ab", "ab", "cd"],
        ["ab"],
    ),
    "bisected down to the poison, splitting is no retry": (
        poisoned("c"),
        {"maximum_retry_attempts": 1, "bisect_on_error": True},
        ["abcd", "ab", "cd", "c", "c", "d"],
        ["c"],
    ),
    "the lowest number is the checkpoint": (
        failing("b", "d"),
        {"maximum_retry_attempts": 1, **REPORT},
        ["abcd", "bcd"],
        ["bcd"],
    ),
    "a checkpoint gives its record fresh retries": (
        failing("b", "d"),
        {"maximum_retry_attempts": 2, "batch_size": 2, **REPORT},
        ["ab", "b", "b", "cd", "d", "d"],
        ["b", "d"],
    ),
    "bisecting cuts at the reported number": (
        failing("c"),
        {"maximum_retry_attempts": 1, "bisect_on_error": True, **REPORT},
        ["abcd", "cd"],
        ["cd"],
    ),
    "not asked to report, its report is not read": (failing("a"), {}, ["abcd"], []),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_mapping_is_kept(in_process: Bench, rule: str) -> None:
    answer, parameters, batches, given_up = RULES[rule]
    function, lost = Function(answer), list[Event]()
    for sk in "abcd":
        in_process.put(sk)

    pump_of(in_process, function, Mapping(**parameters), on_failure=lost.append).drain()

    assert function.batches == batches
    assert [each["DDBStreamBatchInfo"]["batchSize"] for each in lost] == [len(sks) for sks in given_up]


@pytest.mark.parametrize(
    ("answer", "attempts"),
    [
        (None, 1),
        ({}, 1),
        ({"batchItemFailures": None}, 1),
        ({"batchItemFailures": []}, 1),
        ({"batchItemFailures": [{"itemIdentifier": ""}]}, 2),
        ({"batchItemFailures": [{"itemIdentifier": None}]}, 2),
        ({"batchItemFailures": [{"sequenceNumber": "1"}]}, 2),
        ({"batchItemFailures": [{"itemIdentifier": "not of this batch"}]}, 2),
        ({"batchItemFailures": ["1"]}, 2),
    ],
    ids=json.dumps,
)
def test_an_answer_means_what_aws_says(in_process: Bench, answer: Any, attempts: int) -> None:
    function = Function(lambda sks, event: answer)
    in_process.put("a")
    in_process.put("b")

    pump_of(in_process, function, Mapping(maximum_retry_attempts=1, **REPORT)).drain()

    assert function.batches == ["ab"] * attempts


def test_partial_failures_resume_on_every_engine(bench: Bench) -> None:
    seen: list[str] = []

    def once_bad(sks: list[str], event: Event) -> Any:
        answer = failing("b")(sks, event) if "b" not in seen else {}
        seen.extend(sks)
        return answer

    function = Function(once_bad)
    for sk in "abc":
        bench.put(sk)

    taken = pump_of(bench, function, Mapping(**REPORT)).drain()

    assert function.batches == ["abc", "bc"]
    assert taken == 3


def test_a_checkpoint_forgets_the_refusals_of_what_is_behind_it(in_process: Bench) -> None:
    refusing = ["a", "b"]

    def each_fails_once(sks: list[str], event: Event) -> Any:
        bad = refusing.pop(0) if refusing else ""
        return failing(bad)(sks, event)

    function, lost = Function(each_fails_once), list[Event]()
    for sk in "abc":
        in_process.put(sk)

    pump_of(in_process, function, Mapping(maximum_retry_attempts=1, **REPORT), on_failure=lost.append).drain()

    assert function.batches == ["abc", "abc", "bc"]
    assert lost == []


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
