"""A tenant's items, found by reading the whole table in segments: by an operator alone, never by a function.

Claims, tallies and answers stand in no list, so that nothing else finds all of a tenant. A line of a file is
an item as DynamoDB's own exports write it: `{"Item": …}` in typed JSON.
"""

import gzip
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from chalicelib.store.tenant_keys import founded_tenant

Typed = dict[str, Any]
Pause = Callable[[int], None]
MOST_PUTS = 25
MOST_TRIES = 9
# All that begins with the tenant, the API keys that name it, and its line in the list of tenants.
_OURS = (
    "begins_with(pk, :own) OR (begins_with(pk, :keys) AND tenant = :tenant) "
    "OR (pk = :tenants AND sk = :tenant)"
)
TENANTS = founded_tenant("").pk


class Unwritten(Exception):
    """DynamoDB keeps leaving items unprocessed."""


def pages(
    client: Any, table: str, tenant: str, segment: int, of: int, after: Typed | None = None
) -> Iterator[tuple[list[Typed], Typed | None]]:
    """Page after page of a segment: the tenant's items, and where the segment goes on."""
    asked: Typed = {
        "TableName": table,
        "Segment": segment,
        "TotalSegments": of,
        "FilterExpression": _OURS,
        "ExpressionAttributeValues": {
            ":own": {"S": f"{tenant}#"},
            ":keys": {"S": "K#"},
            ":tenant": {"S": tenant},
            ":tenants": {"S": TENANTS},
        },
    }
    while True:
        answer = client.scan(**asked, **({"ExclusiveStartKey": after} if after else {}))
        after = answer.get("LastEvaluatedKey")
        yield answer["Items"], after
        if after is None:
            return


def put(client: Any, table: str, items: Sequence[Typed], *, pause: Pause) -> None:
    """Whatever stands there."""
    _write(client, table, [{"PutRequest": {"Item": item}} for item in items], pause)


def delete(client: Any, table: str, items: Sequence[Typed], *, pause: Pause) -> None:
    wanted = [{"DeleteRequest": {"Key": {"pk": item["pk"], "sk": item["sk"]}}} for item in items]
    _write(client, table, wanted, pause)


def _write(client: Any, table: str, wanted: Sequence[Typed], pause: Pause) -> None:
    for some in _by(MOST_PUTS, wanted):
        left = list(some)
        for attempt in range(1, MOST_TRIES):
            answer = client.batch_write_item(RequestItems={table: left})
            left = answer.get("UnprocessedItems", {}).get(table, [])
            if not left:
                break
            pause(attempt)
        else:
            raise Unwritten(f"{len(left)} items were not written")


def _by(size: int, wanted: Sequence[Typed]) -> Iterator[Sequence[Typed]]:
    yield from (wanted[start : start + size] for start in range(0, len(wanted), size))


def line(item: Typed) -> str:
    return json.dumps({"Item": item}, ensure_ascii=False, default=_base64, separators=(",", ":"))


def lines(path: Path) -> Iterator[Typed]:
    """The items of a file, plain or as AWS's exports compress them."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for text in file:
            yield {name: _bytes(typed) for name, typed in json.loads(text)["Item"].items()}


def _base64(value: Any) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no place in an item")


def _bytes(typed: Any) -> Any:
    """Binary values are Base64 in a file, and bytes for the SDK."""
    [(kind, value)] = typed.items()
    match kind:
        case "B":
            return {"B": b64decode(value)}
        case "M":
            return {"M": {name: _bytes(inner) for name, inner in value.items()}}
        case "L":
            return {"L": [_bytes(inner) for inner in value]}
        case _:
            return typed
