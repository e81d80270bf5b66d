"""What every refusal must be: in the face's words, without a trace, and without a write."""

import logging
import re
import time
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from sandbox.gateway import Reply
from sandbox.house import House
from tests.asking import Club

MOST_CALLS = 25
READS = {"GetItem", "BatchGetItem", "Query"}
# Of the processor's time, not the clock's: the machine may be busy with others.
MOST_SECONDS = 1.0
SEED_004 = {310119, 310011, 310019}
OWN_OF_TARGETS = set(range(900_001, 901_000))
_TRACE = re.compile(rb"Traceback|File \"|\.py\b|botocore|pydantic|DynamoDB|Exception")


def refused(club: Club, ask: Callable[[], Reply], *statuses: int, calls: int | None = None) -> Any:
    """Ask, and hold the refusal to all that every refusal must be; answers with its body.

    With `calls` the meter must have seen at most that many, and reads only; without, the whole table is
    compared, for some refusals try a write that DynamoDB itself refuses.
    """
    before = table(club.house) if calls is None else None
    meter = club.house.meter
    assert meter is not None
    used, began = meter.calls, time.thread_time()
    reply = ask()
    seconds, asked = time.thread_time() - began, meter.calls - used
    assert reply.status in statuses, (reply.status, reply.body[:500])
    assert asked.total() <= (MOST_CALLS if calls is None else calls), asked
    assert seconds < MOST_SECONDS
    if before is None:
        assert asked.keys() <= READS, asked
    else:
        assert table(club.house) == before, "a refusal wrote something"
    return said(reply)


def table(house: House) -> list[Any]:
    """Every item but the buckets of dear calls, which a refused one may have counted; by a client that is made
    once: sweeps look thousands of times."""
    pages = _client(house).get_paginator("scan").paginate(TableName=house.settings.table)
    return sorted(
        (item for page in pages for item in page["Items"] if not item["sk"]["S"].startswith("TB#")),
        key=lambda item: str((item["pk"], item["sk"])),
    )


@lru_cache(maxsize=1)
def _client(house: House) -> Any:
    return house.engine.client("dynamodb")


def said(reply: Reply) -> Any:
    """The face's own error body."""
    assert 400 <= reply.status < 500
    assert reply.headers["Content-Type"] == "application/json"
    assert _TRACE.search(reply.body) is None, reply.body[:500]
    assert len(reply.body) < 100_000
    body = reply.json
    if body.keys() == {"errors"}:
        return _several(reply.status, body)
    if "warnings" in body:
        return _coded(body)
    expected = {"error", "error_detail"} | ({"fields"} if "fields" in body else set())
    assert body.keys() == expected, body
    assert isinstance(body["error"], str) and body["error"]
    assert isinstance(body["error_detail"], str) and body["error_detail"]
    assert isinstance(body.get("fields", {}), dict)
    return body


def _several(status: int, body: Any) -> Any:
    """Face 001 says each fault with its code, and the first one's status; face 002 with its field."""
    assert body["errors"]
    if "field" in body["errors"][0]:
        return _fielded(body)
    assert body["errors"][0]["status"] == status
    for one in body["errors"]:
        assert list(one) == ["message", "code", "status"]
        assert isinstance(one["message"], str) and one["message"] and isinstance(one["code"], int)
    return body


def _fielded(body: Any) -> Any:
    for one in body["errors"]:
        assert list(one) == ["message", "code", "field"]
        assert isinstance(one["message"], str) and one["message"]
        assert isinstance(one["code"], str) and one["code"]
        assert isinstance(one["field"], str | None)
    return body


def _coded(body: Any) -> Any:
    """Face 004 says each fault with its code, which is the seed's or from 900001 on."""
    assert list(body) == ["data", "errors", "warnings"]
    assert body["data"] is None and body["warnings"] is None and body["errors"]
    for one in body["errors"]:
        assert list(one) == ["code", "message"]
        assert isinstance(one["code"], int) and one["code"] in SEED_004 | OWN_OF_TARGETS
        assert isinstance(one["message"], str) and one["message"]
    return body


def fields(body: Any) -> list[str]:
    """The fields that a refusal names, in whichever face's manner."""
    if "warnings" in body:
        return [one["message"].partition(": ")[0] for one in body["errors"]]
    if "errors" in body:
        return [one["field"] for one in body["errors"] if one["field"] is not None]
    return list(body["fields"])


def bare(reply: Reply) -> tuple[int, bytes, dict[str, str]]:
    """A reply without what differs from request to request."""
    headers = {name: value for name, value in reply.headers.items() if name != "X-Request-Id"}
    return reply.status, reply.body, headers


def logged(records: Collection[logging.LogRecord]) -> str:
    """All that was logged, with its traces."""
    formatter = logging.Formatter()
    return "\n".join(formatter.format(record) + repr(record.__dict__) for record in records)
