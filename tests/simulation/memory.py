"""A table in memory that answers as DynamoDB's client does, quickly enough for a hundred thousand events.

It holds the calls that `chalicelib.store.table` makes, on one thread; what is stored is never changed in place.
Not here: the limit of 400 KB an item; pages are cut by `most`, and at 1 MB where `sized` says what an item takes.
"""

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from botocore.exceptions import ClientError

from sandbox import schema
from tests.simulation import expressions
from tests.simulation.expressions import Invalid, Typed
from tests.simulation.index import Index, Row
from tests.simulation.ranges import Span, span

Place = tuple[str, str]
# (eventName, place, item after, item before)
Change = tuple[str, Place, Typed | None, Typed | None]
_WRITES = {"Put": "Item", "Update": "Key", "Delete": "Key", "ConditionCheck": "Key"}
_NOTHING: Typed = {}
_PAGE_BYTES = 1024 * 1024


class Memory:
    """`changed` is told of each change that is made; `lag` says how long an index takes to see it; `most` cuts
    the next page to so many items."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.changed: Callable[[list[Change]], None] = lambda _: None
        self.lag: Callable[[], timedelta] | None = None
        self.most: Callable[[], int | None] = lambda: None
        self.sized: Callable[[Typed], int] | None = None
        self._now = now
        self._items: dict[str, dict[str, Typed]] = {}
        self._order: dict[str, list[str]] = {}
        said = schema.table_properties()["GlobalSecondaryIndexes"]
        self.indexes = {one["IndexName"]: Index.of(one) for one in said}
        self._behind: deque[tuple[datetime, Typed | None, Typed | None]] = deque()

    # -- what tests look at

    def items(self) -> Iterator[Typed]:
        for part in self._items.values():
            yield from part.values()

    def item(self, pk: str, sk: str) -> Typed | None:
        return self._items.get(pk, _NOTHING).get(sk)

    # -- the client

    def get_item(self, **asked: Any) -> Typed:
        found = self.item(*_place(asked["Key"]))
        return {"Item": found} if found else {}

    def batch_get_item(self, **asked: Any) -> Typed:
        ((table, wanted),) = asked["RequestItems"].items()
        places = [_place(key) for key in wanted["Keys"]]
        if len(places) > 100 or len(set(places)) < len(places):
            raise _refused("BatchGetItem", "Provided list of item keys contains duplicates or is too long")
        return {"Responses": {table: [found for place in places if (found := self.item(*place))]}}

    def batch_write_item(self, **asked: Any) -> Typed:
        ((_, wanted),) = asked["RequestItems"].items()
        puts = [each["PutRequest"] for each in wanted]
        if len(puts) > 25 or len({_place(put["Item"]) for put in puts}) < len(puts):
            raise _refused("BatchWriteItem", "Provided list of item keys contains duplicates or is too long")
        self._apply([self._prepared("Put", put) for put in puts])
        return {}

    def put_item(self, **asked: Any) -> Typed:
        return self._one("PutItem", "Put", asked)

    def update_item(self, **asked: Any) -> Typed:
        return self._one("UpdateItem", "Update", asked)

    def delete_item(self, **asked: Any) -> Typed:
        return self._one("DeleteItem", "Delete", asked)

    def transact_write_items(self, **asked: Any) -> Typed:
        wanted = [next(iter(each.items())) for each in asked["TransactItems"]]
        places = [_place(one[_WRITES[verb]]) for verb, one in wanted]
        if len(places) > 100 or len(set(places)) < len(places):
            raise _refused(
                "TransactWriteItems", "Transaction request cannot include multiple operations on one item"
            )
        try:
            reasons = [self._reason(place, one) for place, (_, one) in zip(places, wanted, strict=True)]
            holding = [one for one, reason in zip(wanted, reasons, strict=True) if reason["Code"] == "None"]
            changes = [self._prepared(verb, one) for verb, one in holding if verb != "ConditionCheck"]
        except Invalid as error:
            raise _refused("TransactWriteItems", str(error)) from error
        if len(holding) < len(wanted):
            raise cancelled(reasons)
        self._apply(changes)
        return {}

    def query(self, **asked: Any) -> Typed:
        index = self.indexes[asked["IndexName"]] if "IndexName" in asked else None
        if index and asked.get("ConsistentRead"):
            raise _refused("Query", "Consistent reads are not supported on global secondary indexes")
        names, values = asked["ExpressionAttributeNames"], asked["ExpressionAttributeValues"]
        wanted, forward = span(asked["KeyConditionExpression"], values), asked.get("ScanIndexForward", True)
        rows = _after(self._rows(index, wanted), index, asked.get("ExclusiveStartKey"), forward)
        most = min((n for n in (asked.get("Limit"), self.most()) if n), default=len(rows) + 1)
        items = [row[3] if index else self._items[row[1]][row[2]] for row in rows[:most]]
        most = min(most, self._on_a_page(items))
        page, items = rows[:most], items[:most]
        if "FilterExpression" in asked:
            fits = expressions.condition(asked["FilterExpression"])
            items = [one for one in items if fits(one, names, values)]
        answer: Typed = {"Count": len(items), "ScannedCount": len(page)}
        if asked.get("Select") != "COUNT":
            answer["Items"] = items
        if len(page) == most:
            answer["LastEvaluatedKey"] = _last(page[-1], index, wanted)
        return answer

    def _on_a_page(self, items: Sequence[Typed]) -> int:
        """How many of them 1 MB holds, the one that passes it among them; one more than all, if all."""
        sizes = accumulate(map(self.sized, items)) if self.sized else ()
        return next((n for n, size in enumerate(sizes, 1) if size >= _PAGE_BYTES), len(items) + 1)

    def expire(self, attribute: str = "x") -> int:
        """DynamoDB's own clearing away of what is past its time; the number of items that went."""
        now = self._now().timestamp()
        gone = [one for one in self.items() if attribute in one and float(one[attribute]["N"]) < now]
        for one in gone:
            self._apply([("REMOVE", _place(one), None, one)])
        return len(gone)

    # -- how it is kept

    def _one(self, operation: str, verb: str, asked: Typed) -> Typed:
        place = _place(asked[_WRITES[verb]])
        try:
            if verb == "Put":  # looked at before its condition, as it is not in a transaction
                self._check(asked["Item"])
            reason = self._reason(place, asked)
            if reason["Code"] != "None":
                raise _failed(operation, reason)
            change = self._prepared(verb, asked)
        except Invalid as error:
            raise _refused(operation, str(error)) from error
        self._apply([change])
        return {"Attributes": change[2]} if asked.get("ReturnValues") == "ALL_NEW" else {}

    def _reason(self, place: Place, asked: Typed) -> Typed:
        said = asked.get("ConditionExpression")
        stands = self.item(*place)
        if said is None or expressions.condition(said)(
            stands or _NOTHING,
            asked.get("ExpressionAttributeNames", _NOTHING),
            asked.get("ExpressionAttributeValues", _NOTHING),
        ):
            return {"Code": "None"}
        reason: Typed = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
        if stands and asked.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD":
            reason["Item"] = stands
        return reason

    def _prepared(self, verb: str, asked: Typed) -> Change:
        place = _place(asked[_WRITES[verb]])
        before = self.item(*place)
        if verb == "Delete":
            return "REMOVE", place, None, before
        if verb == "Put":
            after = asked["Item"]
        else:
            after = expressions.updated(
                before or asked["Key"],
                asked["UpdateExpression"],
                asked.get("ExpressionAttributeNames", _NOTHING),
                asked.get("ExpressionAttributeValues", _NOTHING),
            )
        self._check(after)
        return "MODIFY" if before else "INSERT", place, after, before

    def _check(self, item: Typed) -> None:
        for index in self.indexes.values():
            for name in (index.pk, index.sk):
                if name in item and not item[name].get("S"):
                    raise Invalid(f"A value of {name} is no text, or empty")

    def _apply(self, changes: list[Change]) -> None:
        for _, (pk, sk), after, before in changes:
            if after is not None:
                if before is None:
                    self._place(pk, sk)
                self._items[pk][sk] = after
            elif before is not None:
                del self._items[pk][sk]
                order = self._order[pk]
                del order[bisect_left(order, sk)]
            self._show(before, after)
        real = [one for one in changes if one[2] is not None or one[3] is not None]
        self.changed([one for one in real if one[2] != one[3]])

    def _place(self, pk: str, sk: str) -> None:
        if pk not in self._items:
            self._items[pk], self._order[pk] = {}, [sk]
        else:
            insort(self._order[pk], sk)

    def _show(self, before: Typed | None, after: Typed | None) -> None:
        if self.lag is None:
            self._index(before, after)
            return
        seen = self._now() + self.lag()
        if self._behind:
            seen = max(seen, self._behind[-1][0])
        self._behind.append((seen, before, after))

    def _index(self, before: Typed | None, after: Typed | None) -> None:
        for index in self.indexes.values():
            if not (index.pk in (before or _NOTHING) or index.pk in (after or _NOTHING)):
                continue
            old, new = index.row(before), index.row(after)
            if old == new:
                continue
            if old:
                index.drop(*old)
            if new:
                index.add(*new)

    def catch_up(self, until: datetime | None = None) -> None:
        """Let the indexes see what they may see by then; without a time all of it."""
        while self._behind and (until is None or self._behind[0][0] <= until):
            _, before, after = self._behind.popleft()
            self._index(before, after)

    def _rows(self, index: Index | None, wanted: Span) -> list[Row]:
        if index is None:
            order = self._order.get(wanted.pk, [])
            low = bisect_left(order, wanted.low) if wanted.low_too else bisect_right(order, wanted.low)
            if wanted.high is None:
                high = len(order)
            else:
                high = (
                    bisect_right(order, wanted.high) if wanted.high_too else bisect_left(order, wanted.high)
                )
            return [(sk, wanted.pk, sk) for sk in order[low:high]]
        self.catch_up(self._now())
        rows = index.rows.get(wanted.pk, [])
        low = bisect_left(rows, (wanted.low,) if wanted.low_too else (wanted.low, _END))
        if wanted.high is None:
            return rows[low:]
        return rows[low : bisect_left(rows, (wanted.high, _END) if wanted.high_too else (wanted.high,))]


# Behind every text that a key may hold.
_END = "\U0010ffff\U0010ffff"


def _after(rows: list[Row], index: Index | None, start: Typed | None, forward: bool) -> list[Row]:
    if start is None:
        return rows if forward else rows[::-1]
    pk, sk = _place(start)
    place = (start[index.sk]["S"] if index else sk, pk, sk)
    if forward:
        return rows[bisect_left(rows, (*place[:2], place[2] + "\0")) :]
    return rows[: bisect_left(rows, place)][::-1]


def _last(row: Row, index: Index | None, wanted: Span) -> Typed:
    last: Typed = {"pk": {"S": row[1]}, "sk": {"S": row[2]}}
    if index:
        last |= {index.pk: {"S": wanted.pk}, index.sk: {"S": row[0]}}
    return last


def _place(item: Typed) -> Place:
    return item["pk"]["S"], item["sk"]["S"]


def _refused(operation: str, message: str) -> ClientError:
    return error("ValidationException", operation, message)


def _failed(operation: str, reason: Typed) -> ClientError:
    more = {"Item": reason["Item"]} if "Item" in reason else {}
    return error("ConditionalCheckFailedException", operation, reason["Message"], **more)


def cancelled(reasons: Iterable[Typed]) -> ClientError:
    return error("TransactionCanceledException", "TransactWriteItems", "", CancellationReasons=list(reasons))


def error(code: str, operation: str, message: str = "", status: int = 400, **more: Any) -> ClientError:
    said: Any = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status},
        **more,
    }
    return ClientError(said, operation)
