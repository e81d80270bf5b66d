"""The dozen ways in which Laurel speaks to DynamoDB; nothing else touches the client."""

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, TypeVar

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from ..domain.refusals import Busy, TooLarge
from ..watch import work
from .codec import Item, decode_item, encode_item, encode_key
from .conditions import Condition
from .keys import Key
from .writes import VERB, Delete, Put, Update, Write, condition, request

MOST_WRITES = 100
MOST_KEYS = 100
MOST_PUTS = 25
# How often a writer decides anew. Where a record has many writers (a contact's points have one for each thing
# that gives some), each of a crowd needs its turn.
TRIES = 12
PATIENT = 40
# Calls that wait for the network at the same time, where there are many to make.
AT_ONCE = 8
T = TypeVar("T")
Pause = Callable[[int], None]

# A write that met one of these was not applied and may be repeated as it is.
_PASSING = frozenset(
    {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "TransactionInProgress"}
)
# DynamoDB cannot serve just now, whatever the SDK retried.
_REFUSING = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
    }
)


_TOO_LARGE = re.compile(r"Item size .*exceeded the maximum allowed size")


class Unavailable(Exception):
    """DynamoDB did not answer, or keeps refusing: what was asked may or may not have happened."""


class ConditionFailed(Exception):
    """A conditional write found another state. `items` are what stood there (None: nothing, or passed)."""

    def __init__(self, items: Sequence[Item | None]) -> None:
        super().__init__("condition failed")
        self.items = items


@dataclass(frozen=True)
class Page:
    items: list[Item]
    last: Item | None
    count: int


class Table:
    """The table as a whole: what has no tenant yet. Tenants are served through `of`.

    `op` makes the mark by which a writer recognises its own work; `pause` waits before attempt n.
    """

    def __init__(self, client: Any, name: str, *, op: Callable[[], str], pause: Pause) -> None:
        self.client: Any = client
        self.name = name
        self._op = op
        self._pause = pause

    def of(self, tenant: str) -> "TenantTable":
        return TenantTable(self.client, self.name, tenant, op=self._op, pause=self._pause)

    def guard(self, key: Key) -> None:
        """Every key goes through here; a tenant's table narrows it."""

    def get(self, key: Key, *, consistent: bool = True) -> Item | None:
        self.guard(key)
        asked = {"TableName": self.name, "Key": encode_key(key), "ConsistentRead": consistent}
        found = self._call("get_item", asked).get("Item")
        return decode_item(found) if found else None

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        """The items that exist, by key, 100 keys a call."""
        wanted = list(dict.fromkeys(keys))
        found: dict[Key, Item] = {}
        chunks = [wanted[start : start + MOST_KEYS] for start in range(0, len(wanted), MOST_KEYS)]
        at_once(lambda chunk: self._get_chunk(chunk, consistent, found), chunks)
        return found

    def _get_chunk(self, keys: list[Key], consistent: bool, found: dict[Key, Item]) -> None:
        for key in keys:
            self.guard(key)
        asked: Item = {"Keys": [encode_key(key) for key in keys], "ConsistentRead": consistent}
        for attempt in range(1, 9):
            answer = self._call("batch_get_item", {"RequestItems": {self.name: asked}})
            for typed in answer["Responses"].get(self.name, []):
                item = decode_item(typed)
                found[Key(item["pk"], item["sk"])] = item
            asked = answer.get("UnprocessedKeys", {}).get(self.name, {})
            if not asked:
                return
            self._pause(attempt)
        raise Unavailable("BatchGetItem keeps leaving keys unprocessed")

    def put_many(self, puts: Sequence[Put]) -> None:
        """Whole items, whatever stands there, 25 a call: where it fails some are written; repeat it all."""
        chunks = [puts[start : start + MOST_PUTS] for start in range(0, len(puts), MOST_PUTS)]
        at_once(self._put_chunk, chunks)

    def _put_chunk(self, puts: Sequence[Put]) -> None:
        asked: list[Item] = []
        for put in puts:
            self.guard(put.key)
            asked.append({"PutRequest": {"Item": {**encode_item(put.item), **encode_key(put.key)}}})
        for attempt in range(1, 9):
            answer = self._call("batch_write_item", {"RequestItems": {self.name: asked}})
            asked = answer.get("UnprocessedItems", {}).get(self.name, [])
            if not asked:
                return
            self._pause(attempt)
        raise Unavailable("BatchWriteItem keeps leaving items unprocessed")

    def decided(self, decide: Callable[[], T], *, tries: int = TRIES) -> T:
        """Read, decide, write; where another writer was faster, read and decide again."""
        for attempt in range(1, tries + 1):
            try:
                return decide()
            except ConditionFailed:
                self._pause(attempt)
        raise Busy("Others keep changing this record. Try again.")

    def put(self, put: Put) -> None:
        self._one("put_item", put)

    def update(self, update: Update) -> Item:
        """The item as it stands after."""
        return decode_item(self._one("update_item", update, ReturnValues="ALL_NEW")["Attributes"])

    def delete(self, delete: Delete) -> None:
        self._one("delete_item", delete)

    def _one(self, call: str, write: Put | Update | Delete, **more: Any) -> Item:
        """What met a transaction that was under way on its item is written again, when that has ended."""
        self.guard(write.key)
        op = self._op()
        asked = {**request(write, self.name, op), **more}
        for attempt in range(1, 9):
            try:
                return self._call(call, asked)
            except ClientError as error:
                if stood := _written_before(error, op):
                    return {"Attributes": stood}
            self._pause(attempt)
        raise Busy("Others keep changing this record. Try again.")

    def transact(self, writes: Sequence[Write]) -> None:
        """All or nothing; what merely collided with another transaction is tried again."""
        for write in writes:
            self.guard(write.key)
        op = self._op()
        asked = [{VERB[type(write)]: request(write, self.name, op)} for write in writes]
        for attempt in range(1, 9):
            try:
                self._call("transact_write_items", {"TransactItems": asked})
                return
            except ClientError as error:
                if self._settled(error, op):
                    return
            self._pause(attempt)
        raise Busy("Others keep changing this record. Try again.")

    def _settled(self, error: ClientError, op: str) -> bool:
        """Whether the write stands after all; False: try again; a true conflict is raised."""
        if error.response["Error"]["Code"] == "TransactionInProgressException":
            return False
        if error.response["Error"]["Code"] != "TransactionCanceledException":
            raise error
        reasons: Any = error.response.get("CancellationReasons", [])
        codes = {reason.get("Code", "None") for reason in reasons}
        stood = [reason.get("Item") or {} for reason in reasons]
        if any(item.get("op") == {"S": op} for item in stood):
            return True
        if codes & _PASSING:
            return False
        if codes <= {"None", "ConditionalCheckFailed"}:
            raise ConditionFailed([decode_item(item) if item else None for item in stood]) from error
        raise error

    def page(
        self,
        index: str | None,
        where: Condition,
        *,
        limit: int | None = None,
        after: Item | None = None,
        only: Condition | None = None,
        backwards: bool = False,
        count: bool = False,
        consistent: bool = False,
    ) -> Page:
        """One Query: at most 1 MB or `limit` items before `only` filters them; `last` goes into `after`."""
        names: dict[str, str] = {}
        values: Item = {}
        asked: Item = {
            "TableName": self.name,
            "KeyConditionExpression": condition(where, names, values, mark="k"),
            "ScanIndexForward": not backwards,
        }
        if only is not None:
            asked["FilterExpression"] = condition(only, names, values)
        self.guard(Key(str(next(iter(values.values()))["S"]), ""))
        options = {
            "IndexName": index,
            "Limit": limit,
            "ExclusiveStartKey": encode_item(after) if after else None,
            "Select": "COUNT" if count else None,
            "ConsistentRead": consistent or None,
        }
        asked |= {name: value for name, value in options.items() if value is not None}
        asked |= {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
        answer = self._call("query", asked)
        last = answer.get("LastEvaluatedKey")
        items = [decode_item(item) for item in answer.get("Items", [])]
        return Page(items, decode_item(last) if last else None, answer["Count"])

    def _call(self, operation: str, asked: Item) -> Item:
        work.called()
        try:
            answer: Item = getattr(self.client, operation)(**asked)
            return answer
        except (ConnectionError, HTTPClientError) as error:
            raise Unavailable(f"{operation}: no answer") from error
        except ClientError as error:
            if error.response["Error"]["Code"] in _REFUSING:
                raise Unavailable(f"{operation}: {error.response['Error']['Code']}") from error
            if _too_large(error.response["Error"]["Code"], error.response["Error"].get("Message")):
                raise TooLarge("The record would become too large.") from error
            raise


def at_once(act: Callable[[Any], None], chunks: Sequence[Any]) -> None:
    """Each chunk, many at a time; the first failure ends it, and is raised."""
    if len(chunks) <= 1:
        for chunk in chunks:
            act(chunk)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tasks = [pool.submit(copy_context().run, act, chunk) for chunk in chunks]
        try:
            for task in tasks:
                task.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _written_before(error: ClientError, op: str) -> Item | None:
    """What stands, if the SDK repeated a write whose answer was lost; None: try again."""
    code = error.response["Error"]["Code"]
    if code == "TransactionConflictException":
        return None
    if code != "ConditionalCheckFailedException":
        raise error
    stood: Any = error.response.get("Item") or {}
    if stood.get("op") == {"S": op}:
        return dict(stood)
    raise ConditionFailed([decode_item(stood) if stood else None]) from error


def _too_large(code: str | None, message: str | None) -> bool:
    """An item holds 400 KB; DynamoDB has no code of its own for more, only words."""
    return code in ("ValidationException", "ValidationError") and _TOO_LARGE.search(message or "") is not None


class TenantTable(Table):
    """The table as one tenant sees it: a key of another tenant cannot even be asked for (S1).

    API keys stand outside (`K#`), because they are what tells the tenant; their records name it.
    """

    def __init__(self, client: Any, name: str, tenant: str, *, op: Callable[[], str], pause: Pause) -> None:
        super().__init__(client, name, op=op, pause=pause)
        self.tenant = tenant
        self._prefix = f"{tenant}#"

    def guard(self, key: Key) -> None:
        if not key.pk.startswith((self._prefix, "K#")):
            raise AssertionError(f"a key outside of {self.tenant}")
