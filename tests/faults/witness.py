"""Watches what a house asks of its table: whose keys it touches (S1), and the states of its mails (R6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.house import House

# Keys that are of no tenant: API keys, the shards of what is due, and the word of the sweep.
SHARED = ("K#", "D#", "W#")


class Witness:
    """`states` are all the states that were asked to be written of each mail, in order."""

    def __init__(self, house: House, tenant: str) -> None:
        self._allowed: tuple[str, ...] = (f"{tenant}#", *SHARED)
        self.watching = False
        self.foreign: list[str] = []
        self.states: dict[str, list[str]] = defaultdict(list)
        house.wired.table.client.meta.events.register("before-parameter-build.dynamodb", self._see)

    def may_touch(self, tenant: str) -> None:
        """For what is done to another tenant by right."""
        self._allowed += (f"{tenant}#",)

    def finds(self, items: Iterable[dict[str, Any]]) -> None:
        """What stands was written, by somebody who is dead."""
        for item in items:
            if item["sk"] == "O":
                self.states[item["uid"]].append(item["state"])

    def _see(self, params: dict[str, Any], **_: Any) -> None:
        if not self.watching:
            return
        self.foreign += [pk for pk in _partitions(params) if not pk.startswith(self._allowed)]
        for item in _items(params):
            if item["sk"]["S"] == "O" and "state" in item:
                self.states[item["uid"]["S"]].append(item["state"]["S"])


def _partitions(params: dict[str, Any]) -> Iterator[str]:
    """Every partition that a call names, of the table or of an index."""
    if "KeyConditionExpression" in params:
        values = params["ExpressionAttributeValues"]
        yield from (value["S"] for name, value in values.items() if name == ":k0")
    for asked in _parts(params):
        key = asked.get("Key") or asked.get("Item")
        if key:
            yield key["pk"]["S"]
    for chunk in params.get("RequestItems", {}).values():
        keys = chunk["Keys"] if "Keys" in chunk else [each["PutRequest"]["Item"] for each in chunk]
        yield from (key["pk"]["S"] for key in keys)


def _items(params: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (asked["Item"] for asked in _parts(params) if "Item" in asked)


def _parts(params: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield params
    for write in params.get("TransactItems", ()):
        yield from write.values()
