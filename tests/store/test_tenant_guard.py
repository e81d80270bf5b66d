"""The guard that every test runs under sees what leaves the tenant, in whatever form a call says it (S1)."""

from typing import Any

import pytest

from chalicelib.actions import recognising
from chalicelib.store.keys import Key
from chalicelib.store.table import Table
from tests.asking import Club
from tests.guarding import GUARD, places, scoped

THEIRS = {"pk": {"S": "other#P#1"}, "sk": {"S": "C"}}
QUERY = {"KeyConditionExpression": "#k0 = :k0 AND begins_with(#k1, :k1)"}
LIST = {
    **QUERY,
    "ExpressionAttributeNames": {"#k0": "lpk", "#k1": "lsk"},
    "ExpressionAttributeValues": {":k0": {"S": "other#L#person"}, ":k1": {"S": "2026"}},
}
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "get": ("GetItem", {"Key": THEIRS}),
    "put": ("PutItem", {"Item": THEIRS}),
    "put into a list": ("PutItem", {"Item": {"pk": {"S": "mine#P#1"}, "lpk": {"S": "other#L#person"}}}),
    "update": ("UpdateItem", {"Key": THEIRS, "UpdateExpression": "SET #u0 = :u0"}),
    "move into a list": (
        "UpdateItem",
        {
            "Key": {"pk": {"S": "mine#P#1"}},
            "UpdateExpression": "SET #u0 = :u0, #u1 = :u1",
            "ExpressionAttributeNames": {"#u0": "name", "#u1": "opk"},
            "ExpressionAttributeValues": {":u0": {"S": "Ada"}, ":u1": {"S": "other#P#1#member"}},
        },
    ),
    "delete": ("DeleteItem", {"Key": THEIRS}),
    "batch of gets": ("BatchGetItem", {"RequestItems": {"laurel": {"Keys": [THEIRS]}}}),
    "batch of puts": ("BatchWriteItem", {"RequestItems": {"laurel": [{"PutRequest": {"Item": THEIRS}}]}}),
    "batch of deletes": (
        "BatchWriteItem",
        {"RequestItems": {"laurel": [{"DeleteRequest": {"Key": THEIRS}}]}},
    ),
    "transaction": ("TransactWriteItems", {"TransactItems": [{"ConditionCheck": {"Key": THEIRS}}]}),
    "query": ("Query", LIST),
    "page": ("Query", {**LIST, "ExclusiveStartKey": THEIRS}),
    "scan": ("Scan", {}),
}


@pytest.mark.parametrize("case", CALLS)
def test_whatever_a_call_names_is_seen(case: str) -> None:
    named = [*places(*CALLS[case])]

    assert any(not one.startswith("mine#") for one in named), named


def test_a_table_of_no_tenant_cannot_be_used_for_another_while_one_is_served(club: Club) -> None:
    table = club.house.wired.table

    with scoped(("example#",)):
        table.get(Key("example#P#1", "C"))
        fine = GUARD.taken()
        table.get(Key("other#P#1", "C"))

    assert (fine, GUARD.taken()) == ([], ["GetItem of other#P#1 for ('example#',)"])


def test_who_serves_one_tenant_does_not_turn_to_another(club: Club) -> None:
    with scoped(("example#", "K#")):
        club.house.wired.table.of("other").get(Key("other#P#1", "C"))

    assert len(GUARD.taken()) == 1


def test_a_request_reads_nothing_but_its_key_before_that_is_known(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = recognising.recognise

    def nosy(table: Table, presented: str, **more: Any) -> Any:
        table.get(Key("example#CFG", "TENANT"))
        return looked(table, presented, **more)

    monkeypatch.setattr(recognising, "recognise", nosy)
    club.got("person/")

    assert GUARD.taken() == ["GetItem of example#CFG for ('K#',)"]
