"""Our own client against AWS's DynamoDB Local: what is written by it is found by it, and refused as it should be."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chalicelib.settings import Access
from chalicelib.store.conditions import Attr, Where
from chalicelib.store.direct import Direct
from chalicelib.store.keys import Key
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Check, Put, Update
from sandbox import schema
from sandbox.engines import DynamoDBLocalEngine

pytestmark = pytest.mark.local
ONE, TWO = Key("t#P#1", "P"), Key("t#P#1", "Q")
ITEM = {
    "a": 'Zoë "x"',
    "n": Decimal("1.5"),
    "b": b"\x00\xff",
    "w": {"x", "y"},
    "m": {"deep": [1, None, True]},
}


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    engine = DynamoDBLocalEngine(lambda: datetime.now(UTC))
    schema.create_table(engine.client("dynamodb"), "direct")
    access = Access(engine._process.url, "us-east-1", "sandbox", "sandbox")
    client = Direct(access, now=lambda: datetime.now(UTC), token=lambda: "token", pause=lambda _: None)
    marks = iter(range(1000))
    yield Table(client, "direct", op=lambda: str(next(marks)), pause=lambda _: None)
    engine.close()


def test_each_call_does_what_it_says(table: Table) -> None:
    table.put(Put(ONE, ITEM))
    table.put_many([Put(TWO, {"a": "two"}, None)])
    after = table.update(Update(ONE, sets={"m.deep": [2]}, adds={"n": 1}, removes=("b",)))
    found = table.get_many([ONE, TWO], consistent=True)
    page = table.page(None, Where("pk").eq("t#P#1") & Where("sk").gt("A"), only=Attr("a").eq("two"))

    assert after["n"] == Decimal("2.5") and after["m"] == {"deep": [2]} and "b" not in after
    assert table.get(ONE) == after == found[ONE]
    assert ([item["sk"] for item in page.items], page.count) == (["Q"], 1)


def test_what_stands_comes_back_with_a_refusal(table: Table) -> None:
    key = Key("t#P#2", "P")
    table.put(Put(key, ITEM))

    with pytest.raises(ConditionFailed) as alone:
        table.put(Put(key, {}))
    with pytest.raises(ConditionFailed) as together:
        table.transact([Put(Key("t#P#3", "P"), {}), Check(key, Attr("a").eq("other"))])

    assert [item and item["b"] for item in alone.value.items] == [b"\x00\xff"]
    assert [item and item["a"] for item in together.value.items] == [None, 'Zoë "x"']
