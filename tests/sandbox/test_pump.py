"""The pump keeps the rules of AWS Lambda's event source mapping, on every engine."""

import json
from typing import Any

import pytest

from sandbox.mapping import Mapping
from tests.sandbox.clock import NOON
from tests.sandbox.conftest import TABLE, Bench
from tests.sandbox.following import Event, Function, failing, poisoned, pump_of


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
