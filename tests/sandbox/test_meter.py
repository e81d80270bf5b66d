"""The meter prices real calls of a real client, operation by operation."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.engines import InProcessEngine
from sandbox.meter import UNNAMED, Meter, Usage
from sandbox.pricing import Pricer, Unpriced
from tests.sandbox.clock import Clock

TABLE = "metered"
Params = dict[str, Any]


class Metered:
    """A metered client on a table with one index (gs1: KEYS and u), and an unmetered one to prepare with."""

    def __init__(self, engine: InProcessEngine) -> None:
        self.plain, self.db = engine.client("dynamodb"), engine.client("dynamodb")
        names = ("pk", "sk", "gpk", "gsk")
        self.plain.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
            KeySchema=_schema("pk", "sk"),
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "gs1",
                    "KeySchema": _schema("gpk", "gsk"),
                    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["u"]},
                }
            ],
        )
        self.meter = Meter(self.plain)
        self.meter.attach(self.db)

    def there(self, sk: str, size: int = 0, **texts: str) -> None:
        self.plain.put_item(TableName=TABLE, Item=row(sk, size, **texts))

    def used(self, call: str, **params: Any) -> Usage:
        """What this one call costs, whether it is refused or not."""
        self.meter.reset()
        with suppress(ClientError):
            getattr(self.db, call)(**params)
        return self.meter.total


def _schema(partition: str, sort: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]


def row(sk: str, size: int = 0, **texts: str) -> dict[str, Any]:
    """About `size` bytes: never fewer, at most 40 more."""
    filled = {**texts, **({"z": "z" * size} if size else {})}
    return {"pk": {"S": "p"}, "sk": {"S": sk}, **{name: {"S": text} for name, text in filled.items()}}


def key(sk: str) -> Params:
    return {"pk": {"S": "p"}, "sk": {"S": sk}}


@pytest.fixture
def metered() -> Iterator[Metered]:
    engine = InProcessEngine(Clock())
    engine.reset()
    yield Metered(engine)
    engine.reset()


RANGE: Params = {
    "TableName": TABLE,
    "KeyConditionExpression": "#p = :p",
    "ExpressionAttributeNames": {"#p": "pk"},
    "ExpressionAttributeValues": {":p": {"S": "p"}},
}
FILTERED: Params = {
    **RANGE,
    "FilterExpression": "#z = :none",
    "ExpressionAttributeNames": {"#p": "pk", "#z": "z"},
    "ExpressionAttributeValues": {":p": {"S": "p"}, ":none": {"S": "none"}},
}
PROJECTED: Params = {**RANGE, "ProjectionExpression": "sk"}
INDEX: Params = {
    "TableName": TABLE,
    "IndexName": "gs1",
    "KeyConditionExpression": "gpk = :g",
    "ExpressionAttributeValues": {":g": {"S": "g"}},
}


@pytest.mark.parametrize(
    ("call", "params", "units"),
    [
        ("get_item", {"TableName": TABLE, "Key": key("missing")}, 0.5),
        ("get_item", {"TableName": TABLE, "Key": key("missing"), "ConsistentRead": True}, 1),
        ("get_item", {"TableName": TABLE, "Key": key("5k")}, 1),
        ("get_item", {"TableName": TABLE, "Key": key("5k"), "ConsistentRead": True}, 2),
        ("get_item", {"TableName": TABLE, "Key": key("5k"), "ProjectionExpression": "sk"}, 1),
        (
            "batch_get_item",
            {"RequestItems": {TABLE: {"Keys": [key("5k"), key("1k"), key("no")]}}},
            1 + 0.5 + 0.5,
        ),
        (
            "transact_get_items",
            {"TransactItems": [{"Get": {"TableName": TABLE, "Key": key(sk)}} for sk in ("5k", "1k", "no")]},
            4 + 2 + 2,
        ),
        # 1k + 3k + 5k = a bit over 9,000 bytes: three started 4 KB
        ("query", RANGE, 1.5),
        ("query", {**RANGE, "ConsistentRead": True}, 3),
        ("query", FILTERED, 1.5),
        ("query", PROJECTED, 1.5),
        ("query", {**RANGE, "Select": "COUNT"}, 1.5),
        ("query", {**FILTERED, "Limit": 1}, 0.5),
        # 5k + 3k: still within two
        ("query", {**FILTERED, "Limit": 2, "ScanIndexForward": False}, 1),
        ("query", {**RANGE, "ExpressionAttributeValues": {":p": {"S": "nobody"}}}, 0.5),
        ("query", INDEX, 0.5),
        ("query", {**INDEX, "Select": "COUNT"}, 0.5),
        ("scan", {"TableName": TABLE, "Select": "COUNT"}, 1.5),
        ("scan", {"TableName": TABLE, "IndexName": "gs1"}, 0.5),
    ],
)
def test_a_read_is_priced(metered: Metered, call: str, params: Params, units: float) -> None:
    metered.there("1k", 1000)
    metered.there("3k", 3000, gpk="g", gsk="1", u="Ann")
    metered.there("5k", 5000, gpk="g", gsk="2")

    usage = metered.used(call, **params)

    assert (usage.rru, usage.wru, usage.calls) == (units, 0, 1)


def put(sk: str, size: int = 0, **texts: str) -> Params:
    return {"TableName": TABLE, "Item": row(sk, size, **texts)}


def update(sk: str, **values: str) -> Params:
    return {
        "TableName": TABLE,
        "Key": key(sk),
        "UpdateExpression": "SET " + ", ".join(f"{name} = :{name}" for name in values),
        "ExpressionAttributeValues": {f":{name}": {"S": value} for name, value in values.items()},
    }


def only_if_new(params: Params) -> Params:
    return {**params, "ConditionExpression": "attribute_not_exists(pk)"}


CHECK = {"TableName": TABLE, "Key": key("3k"), "ConditionExpression": "attribute_exists(pk)"}


@pytest.mark.parametrize(
    ("call", "params", "units"),
    [
        ("put_item", put("new"), 1),
        ("put_item", put("new", 2000), 2),
        ("put_item", put("3k"), 3),
        ("put_item", put("new", gpk="g", gsk="1"), 1 + 1),
        ("put_item", only_if_new(put("3k")), 3),
        ("put_item", only_if_new(put("new")), 1),
        ("update_item", update("new", a="1"), 1),
        ("update_item", update("3k", a="1"), 3),
        ("update_item", update("3k", z=""), 3),
        ("update_item", update("in", z="1"), 1),
        ("update_item", update("in", u="1"), 1 + 1),
        ("update_item", update("in", gsk="9"), 1 + 2),
        ("update_item", only_if_new(update("in", gsk="9")), 1),
        ("delete_item", {"TableName": TABLE, "Key": key("in")}, 1 + 1),
        ("delete_item", {"TableName": TABLE, "Key": key("3k")}, 3),
        ("delete_item", {"TableName": TABLE, "Key": key("new")}, 1),
        (
            "batch_write_item",
            {
                "RequestItems": {
                    TABLE: [
                        {"PutRequest": {"Item": row("new", 2000)}},
                        {"DeleteRequest": {"Key": key("in")}},
                    ]
                }
            },
            2 + 2,
        ),
        (
            "transact_write_items",
            {"TransactItems": [{"Put": put("new")}, {"Put": put("other", 2000)}]},
            2 + 4,
        ),
        ("transact_write_items", {"TransactItems": [{"Update": update("in", gsk="9")}]}, 2 + 2),
        ("transact_write_items", {"TransactItems": [{"ConditionCheck": CHECK}, {"Put": put("new")}]}, 6 + 2),
        (
            "transact_write_items",
            {"TransactItems": [{"Put": only_if_new(put("3k"))}, {"Put": put("n")}]},
            6 + 2,
        ),
    ],
)
def test_a_write_is_priced(metered: Metered, call: str, params: Params, units: float) -> None:
    metered.there("3k", 2900)
    metered.there("in", gpk="g", gsk="1")

    usage = metered.used(call, **params)

    assert (usage.wru, usage.rru, usage.calls) == (units, 0, 1)


def test_the_same_request_token_again_costs_reads(metered: Metered) -> None:
    transaction = {"TransactItems": [{"Put": put("new")}], "ClientRequestToken": "once"}

    first, again = (metered.used("transact_write_items", **transaction) for _ in range(2))

    assert (first.wru, first.rru) == (2, 0)
    assert (again.wru, again.rru) == (0, 2)


def test_a_call_that_was_never_carried_out_costs_nothing(metered: Metered) -> None:
    throttled = {"Error": {"Code": "ThrottlingException"}}
    pricer = Pricer(metered.plain)

    assert pricer.finish(pricer.begin("PutItem", put("a")), throttled).wru == 0
    assert metered.used("update_item", **update("in", pk="x")).wru == 0
    assert metered.used("describe_table", TableName=TABLE) == Usage()


def test_units_belong_to_the_operation_that_asked(metered: Metered) -> None:
    with metered.meter.operation("PUT /step"):
        metered.db.put_item(**put("a"))
        metered.db.get_item(TableName=TABLE, Key=key("a"))
    metered.db.get_item(TableName=TABLE, Key=key("a"))

    found = metered.meter.snapshot()
    step = found["PUT /step"]
    assert (step.runs, step.calls, step.wru, step.rru) == (1, 2, 1, 0.5)
    assert (step.bytes_written, step.partition_writes) == (6, {"p": 1})
    assert (found[UNNAMED].calls, metered.meter.total.calls) == (1, 3)


def test_a_snapshot_does_not_change_and_reset_starts_anew(metered: Metered) -> None:
    metered.db.put_item(**put("a"))
    before = metered.meter.snapshot()

    metered.db.put_item(**put("b"))
    metered.meter.reset()

    assert before[UNNAMED].calls == 1
    assert metered.meter.snapshot() == {}


def test_nothing_is_lost_between_threads(metered: Metered) -> None:
    def work(number: int) -> None:
        with metered.meter.operation(f"thread {number % 4}"):
            metered.db.put_item(**put(str(number)))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(200)))

    found = metered.meter.snapshot()
    assert {name: usage.wru for name, usage in found.items()} == {f"thread {n}": 50 for n in range(4)}


def test_a_call_it_cannot_price_is_not_let_through(metered: Metered) -> None:
    with pytest.raises(Unpriced, match="ExecuteStatement"):
        metered.db.execute_statement(Statement=f'SELECT * FROM "{TABLE}"')
