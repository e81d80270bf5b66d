"""Our own client asks what botocore asks, takes an answer as botocore does, and repeats what it may repeat."""

import json
from binascii import crc32
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import botocore.auth
import botocore.session
import pytest
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError, HTTPClientError

from chalicelib.settings import Access
from chalicelib.store.codec import decode_item
from chalicelib.store.direct import Direct
from chalicelib.store.keys import Key
from chalicelib.store.signing import signed
from chalicelib.store.table import Table, Unavailable
from tests.store.service import Answer, Service, service

NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)
KEY = {"pk": {"S": "t#P#1"}, "sk": {"S": "P"}}
ITEM = {
    **KEY,
    "b": {"B": b"\x00\xff"},
    "n": {"N": "1.50"},
    "w": {"SS": ["é"]},
    "m": {"M": {"x": {"NULL": True}}},
}
PUT = {"TableName": "t", "Item": ITEM, "ConditionExpression": "attribute_not_exists(pk)"}
CALLS: dict[str, dict[str, Any]] = {
    "get_item": {"TableName": "t", "Key": KEY, "ConsistentRead": True},
    "batch_get_item": {"RequestItems": {"t": {"Keys": [KEY], "ConsistentRead": False}}},
    "query": {
        "TableName": "t",
        "KeyConditionExpression": "#k0 = :k0",
        "ExpressionAttributeNames": {"#k0": "pk"},
        "ExpressionAttributeValues": {":k0": {"S": "t#P#1"}},
        "Limit": 5,
    },
    "put_item": PUT,
    "update_item": {"TableName": "t", "Key": KEY, "UpdateExpression": "SET a = b", "ReturnValues": "ALL_NEW"},
    "delete_item": {"TableName": "t", "Key": KEY},
    "batch_write_item": {"RequestItems": {"t": [{"PutRequest": {"Item": ITEM}}]}},
    "transact_write_items": {"TransactItems": [{"Put": PUT}], "ClientRequestToken": "a token"},
}


def said(body: Any, status: int = 200, **heads: str) -> Answer:
    return status, heads, json.dumps(body).encode()


def refused(code: str, status: int = 400, **more: Any) -> Answer:
    return said({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "No.", **more}, status)


def access(url: str) -> Access:
    return Access(endpoint=url, region="eu-central-1", key="AKID", secret="secret", token="session")


class Waits(list[float]):
    """What a client has waited."""


def direct(url: str, waits: Waits | None = None) -> Direct:
    kept = Waits() if waits is None else waits
    return Direct(access(url), now=lambda: NOON, token=lambda: "a token", pause=kept.append)


@pytest.fixture(scope="module")
def botocores() -> Iterator[tuple[Any, Service]]:
    with service(said({})) as running:
        yield (
            botocore.session.get_session().create_client(
                "dynamodb",
                endpoint_url=running.url,
                region_name="eu-central-1",
                aws_access_key_id="AKID",
                aws_secret_access_key="secret",
                aws_session_token="session",
                config=Config(retries={"total_max_attempts": 1}),
            ),
            running,
        )


def both(botocores: tuple[Any, Service], call: str, answer: Answer) -> tuple[Any, Any]:
    """What each client makes of the answer, be it an answer or an error."""
    client, running = botocores
    running.answers = [answer]
    return _got(direct(running.url), call), _got(client, call)


def _got(client: Any, call: str) -> Any:
    try:
        answer = getattr(client, call)(**CALLS[call])
    except ClientError as error:
        answer = error.response
        meta = error.response["ResponseMetadata"]
        return {
            **answer,
            "ResponseMetadata": {"status": meta["HTTPStatusCode"], "id": meta.get("RequestId", "")},
        }
    answer.pop("ResponseMetadata", None)
    return answer


@pytest.mark.parametrize("call", CALLS)
def test_it_asks_what_botocore_asks(call: str, botocores: tuple[Any, Service]) -> None:
    both(botocores, call, said({}))

    (path, heads, body), (its_path, its_heads, its_body) = botocores[1].asked[-2:]

    assert (path, json.loads(body)) == (its_path, json.loads(its_body))
    for name in ("content-type", "x-amz-target", "x-amz-security-token", "accept-encoding", "host"):
        assert heads[name] == its_heads[name]


def test_its_signature_is_botocores() -> None:
    heads = {
        "Content-Type": "application/x-amz-json-1.0",
        "Host": "dynamodb.aws",
        "X-Amz-Target": "D.GetItem",
    }
    body = b'{"a": "\xc3\xa9"}'
    request = AWSRequest("POST", "https://dynamodb.aws/", headers=heads, data=body)
    request.headers["X-Amz-Date"] = "20261122T120005Z"
    request.headers["X-Amz-Security-Token"] = "session"
    request.context["timestamp"] = "20261122T120005Z"
    judge = botocore.auth.SigV4Auth(Credentials("AKID", "secret", "session"), "dynamodb", "eu-central-1")
    text = judge.string_to_sign(request, judge.canonical_request(request))

    ours = signed(access("https://dynamodb.aws"), "dynamodb", "/", heads, body, at=NOON)

    assert ours["Authorization"] == (
        f"AWS4-HMAC-SHA256 Credential={judge.scope(request)}, "
        f"SignedHeaders={judge.signed_headers(judge.headers_to_sign(request))}, "
        f"Signature={judge.signature(text, request)}"
    )


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("get_item", {}),
        ("query", {"Count": 1, "ScannedCount": 1, "Items": [KEY], "LastEvaluatedKey": KEY}),
        ("batch_get_item", {"Responses": {"t": [KEY]}, "UnprocessedKeys": {"t": {"Keys": [KEY]}}}),
        ("update_item", {"Attributes": {**KEY, "n": {"N": "12345678901234567890.5"}}}),
        ("batch_write_item", {"UnprocessedItems": {}}),
        ("transact_write_items", {}),
    ],
)
def test_it_takes_an_answer_as_botocore_takes_it(
    call: str, answer: Any, botocores: tuple[Any, Service]
) -> None:
    ours, its = both(botocores, call, said(answer))

    assert ours == its


REASONS = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Message": "The …", "Item": KEY}]


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("put_item", refused("ConditionalCheckFailedException", Item=KEY)),
        ("transact_write_items", refused("TransactionCanceledException", CancellationReasons=REASONS)),
        ("get_item", refused("ResourceNotFoundException")),
        (
            "get_item",
            said({"__type": "com.amazon.coral.validate#ValidationException", "message": "No."}, 400),
        ),
        (
            "get_item",
            said({"__type": "x#AccessDeniedException", "Message": "No."}, 400, **{"x-amzn-RequestId": "r"}),
        ),
        ("get_item", (403, {}, b"<html>")),
    ],
)
def test_it_tells_a_refusal_as_botocore_tells_it(
    call: str, answer: Answer, botocores: tuple[Any, Service]
) -> None:
    ours, its = both(botocores, call, answer)

    assert ours["Error"]["Code"] == its["Error"]["Code"]
    for name in ("ResponseMetadata", "Item", "CancellationReasons"):
        assert ours.get(name) == its.get(name)


def test_bytes_come_back_as_bytes() -> None:
    with service(said({"Item": {"b": {"B": "AP8="}}})) as running:
        found = direct(running.url).get_item(**CALLS["get_item"])["Item"]

    assert decode_item(found) == {"b": b"\x00\xff"}


def test_connections_are_kept() -> None:
    with service(said({})) as running:
        client = direct(running.url)
        for _ in range(5):
            client.get_item(**CALLS["get_item"])

    assert (len(running.asked), running.connections) == (5, 1)


def test_a_connection_that_the_other_side_has_closed_meanwhile_is_not_used_again() -> None:
    waits = Waits()
    with service(said({})) as running:
        running.after = lambda handler: setattr(handler, "close_connection", True)
        client = direct(running.url, waits)
        for _ in range(3):
            client.get_item(**CALLS["get_item"])
            _until_closed(client)

    assert (len(running.asked), running.connections, waits) == (3, 3, [])


def _until_closed(client: Direct) -> None:
    for connection in client._idle:
        connection.sock.recv(1, 2)  # MSG_PEEK: returns when the end is there


CUT: Answer = None
TWISTED = said({"Item": KEY}, **{"x-amz-crc32": "1"})


@pytest.mark.parametrize(
    ("fault", "most"),
    [
        (CUT, [0.05]),
        (TWISTED, [0.05]),
        (refused("InternalServerError", 500), [0.05]),
        ((503, {}, b"busy"), [0.05]),
        (refused("ProvisionedThroughputExceededException"), [1.0]),
        (refused("ThrottlingException"), [1.0]),
    ],
)
def test_what_may_go_better_is_asked_again(fault: Answer, most: list[float]) -> None:
    waits = Waits()
    answer = json.dumps({"Item": KEY}).encode()
    right = (200, {"x-amz-crc32": str(crc32(answer))}, answer)
    with service(fault, right) as running:
        found = direct(running.url, waits).get_item(**CALLS["get_item"])

    assert found == {"Item": KEY}
    assert (len(running.asked), waits) == (2, most)


def test_a_transaction_is_repeated_under_the_same_token() -> None:
    with service(CUT, said({})) as running:
        direct(running.url).transact_write_items(TransactItems=[{"Put": PUT}])

    assert [json.loads(body)["ClientRequestToken"] for _, _, body in running.asked] == ["a token"] * 2


@pytest.mark.parametrize("code", ["ConditionalCheckFailedException", "ValidationException"])
def test_a_plain_refusal_is_final(code: str) -> None:
    with service(refused(code), said({})) as running, pytest.raises(ClientError, match=code):
        direct(running.url).get_item(**CALLS["get_item"])

    assert len(running.asked) == 1


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (CUT, HTTPClientError),
        (refused("InternalServerError", 500), ClientError),
        ((503, {}, b"busy"), ClientError),
    ],
)
def test_three_tries_are_enough_and_then_the_table_is_unavailable(
    fault: Answer, raised: type[Exception]
) -> None:
    with service(fault) as running:
        client = direct(running.url)
        with pytest.raises(raised):
            client.get_item(**CALLS["get_item"])
        asked = len(running.asked)
        with pytest.raises(Unavailable):
            _table(client).get(_key())

    assert asked == 3


def _table(client: Direct) -> Table:
    return Table(client, "t", op=lambda: "op", pause=lambda _: None)


def _key() -> Key:
    return Key("t#P#1", "P")


def test_nobody_there_is_unavailable_too() -> None:
    with service(said({})) as running:
        url = running.url

    with pytest.raises(Unavailable):
        _table(direct(url)).get(_key())
