"""What the table does when DynamoDB refuses a write that is nobody's fault: it writes again."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from chalicelib.domain.refusals import Busy
from chalicelib.store.keys import Key
from chalicelib.store.table import TenantTable
from chalicelib.store.writes import Delete, Put, Update
from tests.awarding import table_of
from tests.secretary import Secretary

WRITES: dict[str, Callable[[TenantTable, Key], Any]] = {
    "PutItem": lambda table, key: table.put(Put(key, {"n": 2}, None)),
    "UpdateItem": lambda table, key: table.update(Update(key, adds={"n": 1})),
    "DeleteItem": lambda table, key: table.delete(Delete(key)),
}
LEFT = {"PutItem": 2, "UpdateItem": 2, "DeleteItem": None}


@pytest.fixture
def table(office: Secretary) -> TenantTable:
    return table_of(office.club)


def collide(table: TenantTable, name: str, times: int) -> None:
    """The next writes of this kind meet a transaction that is under way on their item."""
    left = [None] * times

    def refuse(**_: Any) -> Any:
        if not left:
            return None
        left.pop()
        said = {"Code": "TransactionConflictException", "Message": "an ongoing transaction"}
        return AWSResponse("", 400, {}, None), {"Error": said, "ResponseMetadata": {}}

    table.client.meta.events.register_first(f"before-call.dynamodb.{name}", refuse)


@pytest.mark.parametrize("name", WRITES)
def test_a_lone_write_that_met_a_transaction_is_written_afterwards(table: TenantTable, name: str) -> None:
    key = Key(f"{table.tenant}#TEST", "one")
    table.put(Put(key, {"n": 1}))
    collide(table, name, 2)

    WRITES[name](table, key)

    assert (table.get(key) or {}).get("n") == LEFT[name]


@pytest.mark.parametrize("name", WRITES)
def test_where_transactions_never_end_the_caller_is_asked_to_come_again(
    table: TenantTable, name: str
) -> None:
    key = Key(f"{table.tenant}#TEST", "one")
    table.put(Put(key, {"n": 1}))
    collide(table, name, 1_000)

    with pytest.raises(Busy):
        WRITES[name](table, key)

    assert (table.get(key) or {}).get("n") == 1
