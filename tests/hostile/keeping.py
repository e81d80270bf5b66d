"""Keeps the furniture: what a test throws away or scratches stands again for the next one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.asking import Club


@contextmanager
def kept(club: Club) -> Iterator[None]:
    """The table afterwards is the table before."""
    client, table = club.house.engine.client("dynamodb"), club.house.settings.table
    before = _by_key(club)
    yield
    after = _by_key(club)
    for key, item in before.items():
        if after.get(key) != item:
            client.put_item(TableName=table, Item=item)
    for pk, sk in after.keys() - before.keys():
        client.delete_item(TableName=table, Key={"pk": {"S": pk}, "sk": {"S": sk}})


def _by_key(club: Club) -> dict[tuple[str, str], Any]:
    return {(item["pk"]["S"], item["sk"]["S"]): item for item in club.items()}
