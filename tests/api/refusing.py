"""What every refusal must be, whatever was asked: in the face's words, without a trace, and without a write."""

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
# A sweep's one slow answer among hundreds may be the machine's; a body that explodes takes far longer.
MOST_SECONDS = 2.0
_TRACE = re.compile(rb"Traceback|File \"|\.py\b|botocore|pydantic|DynamoDB|Exception")


def refused(club: Club, ask: Callable[[], Reply], *statuses: int, calls: int = MOST_CALLS) -> Any:
    """Ask, and hold the refusal to all that every refusal must be; answers with its body."""
    before, used, began = table(club.house), club.house.meter.total.calls, time.monotonic()
    reply = ask()
    seconds, asked = time.monotonic() - began, club.house.meter.total.calls - used
    assert reply.status in statuses, (reply.status, reply.body[:500])
    assert asked <= calls, f"{asked} calls of DynamoDB"
    assert seconds < MOST_SECONDS
    assert table(club.house) == before, "a refusal wrote something"
    return said(reply)


def table(house: House) -> list[Any]:
    """Every item, by a client that is made once: sweeps look thousands of times."""
    pages = _client(house).get_paginator("scan").paginate(TableName=house.settings.table)
    return sorted(
        (item for page in pages for item in page["Items"]), key=lambda item: str((item["pk"], item["sk"]))
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
    expected = {"error", "error_detail"} | ({"fields"} if "fields" in body else set())
    assert body.keys() == expected, body
    assert isinstance(body["error"], str) and body["error"]
    assert isinstance(body["error_detail"], str) and body["error_detail"]
    assert isinstance(body.get("fields", {}), dict)
    return body


def bare(reply: Reply) -> tuple[int, bytes, dict[str, str]]:
    """A reply without what differs from request to request."""
    headers = {name: value for name, value in reply.headers.items() if name != "X-Request-Id"}
    return reply.status, reply.body, headers


def logged(records: Collection[logging.LogRecord]) -> str:
    """All that was logged, with its traces."""
    formatter = logging.Formatter()
    return "\n".join(formatter.format(record) + repr(record.__dict__) for record in records)
