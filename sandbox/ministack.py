"""Runs ministack's DynamoDB inside this process, without HTTP, behind one lock."""

import importlib
import threading
import time
from collections.abc import Coroutine
from importlib.metadata import version
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest

from sandbox.wire import Answer, body_of

PINNED = "1.5.33"
_MODULES = {
    "dynamodb": "ministack.services.dynamodb",
    "dynamodbstreams": "ministack.services.dynamodb_streams",
}
_NEEDED = {
    "dynamodb": ("handle_request", "reset", "_lock", "_ttl_reaper", "time"),
    "dynamodbstreams": ("handle_request",),
}

# ministack keeps its tables in module globals and takes no lock of its own while it writes: without this one,
# 341 to 812 of 1,000 concurrent ADDs survived. All engines of a process share it, as they share the tables.
LOCK = threading.RLock()


# ministack's thread that deletes what has expired.
EXPIRY = "dynamodb-ttl-reaper"


class MinistackChanged(RuntimeError):
    """The installed ministack is not built as this module knows it."""


class _Time:
    """The module `time`, as ministack sees it: for its expiry time stands still at the beginning.

    It would go by the machine's clock, which is not the house's: what a test keeps for ten minutes in a
    November of its own is deleted under its hands once that November is past. DynamoDB promises no more
    than to delete within days, so that nothing may rely on it.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def time(self) -> float:
        return 0.0 if threading.current_thread().name.startswith(EXPIRY) else time.time()


def load() -> dict[str, ModuleType]:
    """ministack's modules by service, checked; its expiry takes our lock too, and finds nothing."""
    modules = {service: importlib.import_module(name) for service, name in _MODULES.items()}
    for service, names in _NEEDED.items():
        missing = [name for name in names if not hasattr(modules[service], name)]
        if missing:
            raise MinistackChanged(
                f"ministack {version('ministack')} has no {', '.join(missing)} in {_MODULES[service]}; "
                f"sandbox.ministack was written for {PINNED}."
            )
    modules["dynamodb"]._lock = LOCK  # type: ignore[attr-defined]  # a module global of ministack's
    if not isinstance(modules["dynamodb"].time, _Time):
        modules["dynamodb"].time = _Time()  # type: ignore[attr-defined]  # as is this one
    return modules


def ask(module: ModuleType, request: AWSPreparedRequest) -> Answer:
    headers = {name.lower(): _text(value) for name, value in request.headers.items()}
    with LOCK:
        status, answered, body = _run(
            module.handle_request(request.method, urlsplit(request.url).path, headers, body_of(request), {})
        )
    return status, answered, body if isinstance(body, bytes) else str(body).encode()


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Finish a coroutine that never waits; ministack's DynamoDB handlers are async in name only."""
    try:
        work.send(None)
    except StopIteration as finished:
        return finished.value
    work.close()
    raise MinistackChanged(
        f"ministack {version('ministack')} waits inside a DynamoDB call; it cannot run here."
    )


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
