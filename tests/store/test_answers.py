"""What DynamoDB answers is read as AWS's SDK reads it, only without a look at each value."""

import base64
import json
from typing import Any

import botocore.session
import pytest
from botocore.parsers import BaseJSONParser, ResponseParserFactory

from chalicelib import wiring
from chalicelib.store.answers import Parsers

MODEL = botocore.session.get_session().get_service_model("dynamodb")
SOME_BYTES = base64.b64encode(b"\x00\xff marks").decode()
PLAIN: dict[str, Any] = {
    "pk": {"S": "example#A#1"},
    "n": {"N": "12.50"},
    "yes": {"BOOL": False},
    "none": {"NULL": True},
    "words": {"SS": ["one", "two"]},
    "list": {"L": [{"S": "a"}, {"M": {"deep": {"L": []}}}]},
    "text": {"S": 'says "B": and "BS"'},
    "SS": {"S": "an attribute may have any name"},
}
WITH_BYTES = {**PLAIN, "marks": {"B": SOME_BYTES}, "L": {"L": [{"M": {"deep": {"B": SOME_BYTES}}}]}}
USED = {"TableName": "laurel", "CapacityUnits": 0.5}
ANSWERS: dict[str, dict[str, Any]] = {
    "GetItem": {"Item": PLAIN},
    "BatchGetItem": {
        "Responses": {"laurel": [PLAIN, PLAIN]},
        "UnprocessedKeys": {"laurel": {"Keys": [{"pk": {"S": "a"}}], "ConsistentRead": True}},
    },
    "Query": {"Items": [PLAIN], "Count": 1, "ScannedCount": 3, "LastEvaluatedKey": {"pk": {"S": "a"}}},
    "PutItem": {},
    "UpdateItem": {"Attributes": PLAIN, "ConsumedCapacity": USED},
    "DeleteItem": {},
    "BatchWriteItem": {"UnprocessedItems": {"laurel": [{"PutRequest": {"Item": PLAIN}}]}},
    "TransactWriteItems": {},
}
FAILED = {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "message": "no"}
REASONS = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": WITH_BYTES}]


def told(body: Any, status: int = 200) -> dict[str, Any]:
    return {"status_code": status, "headers": {"x-amzn-requestid": "R1"}, "body": json.dumps(body).encode()}


def both(response: dict[str, Any], shape: Any) -> tuple[Any, Any]:
    ours, theirs = (made.create_parser("json") for made in (Parsers(), ResponseParserFactory()))
    return ours.parse(response, shape), theirs.parse(response, shape)


@pytest.mark.parametrize("operation", ANSWERS)
def test_an_answer_is_what_the_sdk_makes_of_it(operation: str) -> None:
    ours, theirs = both(told(ANSWERS[operation]), MODEL.operation_model(operation).output_shape)

    assert ours == theirs and ours["ResponseMetadata"]["RequestId"] == "R1"


@pytest.mark.parametrize("operation", ["GetItem", "Query"])
def test_bytes_are_bytes_however_deep_they_stand(operation: str) -> None:
    body = {"Item": WITH_BYTES} if operation == "GetItem" else {"Items": [PLAIN, WITH_BYTES], "Count": 2}

    ours, theirs = both(told(body), MODEL.operation_model(operation).output_shape)

    assert ours == theirs and b"marks" in str(ours).encode()
    assert SOME_BYTES not in str(ours)


@pytest.mark.parametrize("more", [{"Item": WITH_BYTES}, {"CancellationReasons": REASONS}, {}])
@pytest.mark.parametrize("shape", ["ConditionalCheckFailedException", "TransactionCanceledException"])
def test_a_refusal_is_what_the_sdk_makes_of_it(more: dict[str, Any], shape: str) -> None:
    response = told({**FAILED, **more}, status=400)

    for of in (MODEL.operation_model("PutItem").output_shape, MODEL.shape_for(shape)):
        ours, theirs = both(response, of)
        assert ours == theirs


def test_other_calls_of_the_sdk_are_read_in_full() -> None:
    body = {"Table": {"TableName": "laurel", "CreationDateTime": 1_763_726_400.0}}

    ours, theirs = both(told(body), MODEL.operation_model("DescribeTable").output_shape)

    assert ours == theirs and ours["Table"]["CreationDateTime"].year == 2025


def test_an_answer_without_bytes_costs_no_look_at_its_values(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*_: Any) -> Any:
        raise AssertionError("a value was looked at")

    monkeypatch.setattr(BaseJSONParser, "_handle_structure", look)

    parser = Parsers().create_parser("json")

    assert parser.parse(told({"Item": PLAIN}), MODEL.operation_model("GetItem").output_shape)["Item"] == PLAIN


def test_the_products_client_reads_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")

    client = wiring.real_client("dynamodb")

    parser = client._endpoint._response_parser_factory.create_parser("json")
    assert type(parser) is type(Parsers().create_parser("json"))
