"""Where DynamoDB Local counts as AWS does (sizes, single calls), the meter agrees with it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.meter import Meter
from sandbox.sizes import item_size
from tests.sandbox.conftest import TABLE, Bench

pytestmark = pytest.mark.local

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
NUMBER = st.builds(
    lambda digits, exponent: f"{digits}E{exponent}", st.integers(-(10**9), 10**9), st.integers(-9, 9)
)
NUMBER_VALUE = NUMBER.map(lambda number: {"N": number})
PLAIN = st.one_of(
    TEXT.map(lambda text: {"S": text}),
    NUMBER_VALUE,
    st.binary(max_size=20).map(lambda blob: {"B": blob}),
    st.booleans().map(lambda flag: {"BOOL": flag}),
    st.just({"NULL": True}),
    st.sets(TEXT.filter(bool), min_size=1, max_size=4).map(lambda texts: {"SS": sorted(texts)}),
)
VALUE = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda held: {"L": held}),
        st.dictionaries(TEXT.filter(bool), inner, max_size=4).map(lambda held: {"M": held}),
    ),
    max_leaves=6,
)


# Each example is a list: one call writes it, so that a run stays short.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(VALUE, min_size=3, max_size=10), numbers=st.lists(NUMBER, min_size=3, max_size=10))
def test_sizes_are_those_of_the_stream(local: Bench, values: list[Any], numbers: list[str]) -> None:
    key = {"pk": {"S": "p"}, "sk": {"S": "s"}}
    numbered = {f"n{place}": {"N": number} for place, number in enumerate(numbers)}
    local.db.delete_item(TableName=TABLE, Key=key)
    local.db.put_item(TableName=TABLE, Item={**key, **numbered, "v": {"L": values}})

    streams = local.engine.client("dynamodbstreams")
    change = _last_change(streams, local.stream_arn)

    assert item_size(change["Keys"]) + item_size(change["NewImage"]) == change["SizeBytes"]


def _last_change(streams: Any, arn: str) -> dict[str, Any]:
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    start = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )
    change: dict[str, Any] = streams.get_records(ShardIterator=start["ShardIterator"])["Records"][-1][
        "dynamodb"
    ]
    return change


@pytest.mark.parametrize("size", [10, 900, 1100, 3900, 4200, 9000])
def test_units_of_single_calls_are_those_of_local(local: Bench, size: int) -> None:
    metered = local.engine.client("dynamodb")
    meter = Meter(local.db)
    meter.attach(metered)
    key = {"pk": {"S": "p"}, "sk": {"S": "s"}}
    item = {**key, "z": {"S": "z" * size}}
    calls: list[tuple[str, dict[str, Any]]] = [
        ("put_item", {"Item": item}),
        ("put_item", {"Item": {**item, "n": {"N": "1"}}}),
        ("get_item", {"Key": key}),
        ("get_item", {"Key": key, "ConsistentRead": True}),
        ("query", {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "p"}}}),
        ("scan", {"ProjectionExpression": "sk"}),
        ("delete_item", {"Key": key}),
    ]

    for name, params in calls:
        meter.reset()
        answer = getattr(metered, name)(TableName=TABLE, ReturnConsumedCapacity="TOTAL", **params)
        used = meter.total
        assert (name, used.rru + used.wru) == (name, answer["ConsumedCapacity"]["CapacityUnits"])
