"""The event source mapping is read as it is deployed, and its filters as EventBridge reads them."""

import json
from typing import Any

import pytest

from sandbox.mapping import Mapping
from tests.sandbox.conftest import TABLE, Bench
from tests.sandbox.following import Function, pump_of

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
