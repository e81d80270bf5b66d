"""Prices one DynamoDB call: finds the items it touched, before and after, and asks `prices` what they cost.

The items are read with a client of its own, which nobody meters. A neighbour's write between these reads and
the call can show another version of an item; that matters only where versions differ in started kilobytes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.prices import EVENTUAL, STRONG, TRANSACTIONAL, Charge, Layout, read, refused_write, write
from sandbox.sizes import Item, item_size
from sandbox.wire import Client

Params = dict[str, Any]
# table name and key, hashable
Place = tuple[str, frozenset[tuple[str, str]]]
_BATCH = 100
_TOKENS = 10_000


class Unpriced(NotImplementedError):
    """A call that moves data and that the meter has no price for."""


@dataclass
class Touched:
    """One write of a call: `after` is what it puts, asked for later where only the table can tell."""

    table: str
    key: Item
    kind: str
    put: Item | None = None


@dataclass
class Call:
    name: str
    params: Params
    touched: list[Touched]
    before: dict[Place, Item] = field(default_factory=dict)


class Pricer:
    def __init__(self, unmetered: Client) -> None:
        self._client = unmetered
        self._layouts: dict[str, Layout] = {}
        self._settled: dict[str, None] = {}  # request tokens of transactions that went through, oldest first

    def begin(self, name: str, params: Params) -> Call:
        """Before the call: note what stands where it will write."""
        touched = list(self._touched(name, params))
        return Call(name, params, touched, self._images(touched))

    def finish(self, call: Call, answer: dict[str, Any]) -> Charge:
        """After the call: what it cost, refused or not."""
        code = answer.get("Error", {}).get("Code")
        if code in _CHARGED_REFUSALS:
            return self._refused(call)
        if code is not None:
            return Charge()  # throttled or invalid: never metered by AWS
        if call.touched:
            return self._written(call, answer)
        return _READS[call.name](self, call.params, answer) if call.name in _READS else Charge()

    def layout(self, table: str) -> Layout:
        if table not in self._layouts:
            self._layouts[table] = Layout.of(self._client.describe_table(TableName=table)["Table"])
        return self._layouts[table]

    # -- writes

    def _touched(self, name: str, params: Params) -> Iterator[Touched]:
        match name:
            case "PutItem" | "UpdateItem" | "DeleteItem":
                yield self._one(name.removesuffix("Item"), params)
            case "TransactWriteItems":
                for action in params["TransactItems"]:
                    ((kind, what),) = action.items()
                    yield self._one(kind, what)
            case "BatchWriteItem":
                yield from self._batch(params["RequestItems"])

    def _one(self, kind: str, what: Params) -> Touched:
        table, put = what["TableName"], what.get("Item")
        return Touched(table, what["Key"] if put is None else self.layout(table).key_of(put), kind, put)

    def _batch(self, requests: dict[str, list[Params]]) -> Iterator[Touched]:
        for table, actions in requests.items():
            for action in actions:
                ((kind, what),) = action.items()
                yield self._one(kind.removesuffix("Request"), {"TableName": table, **what})

    def _written(self, call: Call, answer: dict[str, Any]) -> Charge:
        transactional = call.name == "TransactWriteItems"
        token = call.params.get("ClientRequestToken", "")
        if token and token in self._settled:
            return self._replayed(call)
        self._remember(token)
        left = {place(each) for each in self._batch(answer.get("UnprocessedItems", {}))}
        done = [each for each in call.touched if place(each) not in left]
        after = self._images([each for each in done if each.kind == "Update"])
        return sum((self._write(call, each, after, transactional) for each in done), Charge())

    def _remember(self, token: str) -> None:
        self._settled[token] = None
        if len(self._settled) > _TOKENS:
            self._settled.pop(next(iter(self._settled)))

    def _write(self, call: Call, one: Touched, after: dict[Place, Item], transactional: bool) -> Charge:
        layout, before = self.layout(one.table), call.before.get(place(one))
        if one.kind == "ConditionCheck":  # costs as a write does, and writes nothing
            return refused_write(layout, before, transactional=True)
        image = after.get(place(one)) if one.kind == "Update" else one.put
        return write(layout, before, image, transactional=transactional)

    def _refused(self, call: Call) -> Charge:
        """AWS says what one failed condition costs; for a cancelled transaction this is the upper bound."""
        transactional = call.name == "TransactWriteItems"
        charges = (
            refused_write(self.layout(one.table), call.before.get(place(one)), transactional=transactional)
            for one in call.touched
        )
        return sum(charges, Charge())

    def _replayed(self, call: Call) -> Charge:
        """The same request token again: AWS reads the items to answer, and writes nothing."""
        return sum(
            (read(_size(call.before.get(place(one))), TRANSACTIONAL) for one in call.touched), Charge()
        )

    def _images(self, touched: list[Touched]) -> dict[Place, Item]:
        wanted = {place(one): one for one in touched}
        found: dict[Place, Item] = {}
        for table in {one.table for one in wanted.values()}:
            keys = [one.key for one in wanted.values() if one.table == table]
            for item in self._items(table, keys):
                found[_place(table, self.layout(table).key_of(item))] = item
        return found

    def _items(self, table: str, keys: list[Item]) -> Iterator[Item]:
        for at in range(0, len(keys), _BATCH):
            asked: Params = {table: {"Keys": keys[at : at + _BATCH], "ConsistentRead": True}}
            while asked:
                answer = self._client.batch_get_item(RequestItems=asked)
                yield from answer["Responses"].get(table, ())
                asked = answer.get("UnprocessedKeys", {})

    # -- reads

    def _got(self, params: Params, answer: dict[str, Any]) -> Charge:
        items = self._items(params["TableName"], [params["Key"]])
        return read(_size(next(items, None)), _rate(params))

    def _got_batch(self, params: Params, answer: dict[str, Any]) -> Charge:
        charge = Charge()
        for table, asked in params["RequestItems"].items():
            left = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
            keys = [key for key in asked["Keys"] if key not in left]
            charge += self._each(table, keys, _rate(asked))
        return charge

    def _got_together(self, params: Params, answer: dict[str, Any]) -> Charge:
        gets = [each["Get"] for each in params["TransactItems"]]
        return sum((self._each(get["TableName"], [get["Key"]], TRANSACTIONAL) for get in gets), Charge())

    def _each(self, table: str, keys: list[Item], rate: float) -> Charge:
        """Every key rounded up by itself, the missing ones at the minimum."""
        sizes = [item_size(item) for item in self._items(table, keys)]
        missing = [0] * (len(keys) - len(sizes))
        return sum((read(size, rate) for size in sizes + missing), Charge())

    def _ranged(self, params: Params, answer: dict[str, Any]) -> Charge:
        """Query and Scan: all items evaluated, before filter and projection, rounded up once a call.

        Of an index that is its entries: an engine shows no attribute that is not projected.
        """
        return read(sum(map(item_size, self._evaluated(params, answer))), _rate(params))

    def _evaluated(self, params: Params, answer: dict[str, Any]) -> list[Item]:
        if not any(name in params for name in _HIDING):
            return list(answer["Items"])
        again, found = _unhidden(params), list[Item]()
        ask = self._client.query if "KeyConditionExpression" in params else self._client.scan
        while len(found) < answer["ScannedCount"]:
            page = ask(**again, Limit=answer["ScannedCount"] - len(found))
            found += page["Items"]
            if "LastEvaluatedKey" not in page:
                break
            again["ExclusiveStartKey"] = page["LastEvaluatedKey"]
        return found


_CHARGED_REFUSALS = {"ConditionalCheckFailedException", "TransactionCanceledException"}
_READS: dict[str, Callable[[Pricer, Params, dict[str, Any]], Charge]] = {
    "GetItem": Pricer._got,
    "BatchGetItem": Pricer._got_batch,
    "TransactGetItems": Pricer._got_together,
    "Query": Pricer._ranged,
    "Scan": Pricer._ranged,
}
_HIDING = ("FilterExpression", "ProjectionExpression", "Select")
_NOT_AGAIN = {*_HIDING, "Limit", "ReturnConsumedCapacity"}


def _unhidden(params: Params) -> Params:
    """The same range without what hides items or attributes; DynamoDB refuses names that nothing uses."""
    again = {name: value for name, value in params.items() if name not in _NOT_AGAIN}
    used = set(re.findall(r"[#:]\w+", params.get("KeyConditionExpression", "")))
    for name in ("ExpressionAttributeNames", "ExpressionAttributeValues"):
        kept = {key: value for key, value in again.pop(name, {}).items() if key in used}
        again |= {name: kept} if kept else {}
    return again


def place(one: Touched) -> Place:
    return _place(one.table, one.key)


def _place(table: str, key: Item) -> Place:
    return table, frozenset((name, str(value)) for name, value in key.items())


def _rate(params: Params) -> float:
    return STRONG if params.get("ConsistentRead") else EVENTUAL


def _size(item: Item | None) -> int:
    return item_size(item) if item else 0
