"""The tenant guard: whatever a test calls DynamoDB for, every key that is named is the served tenant's (S1).

It knows whom it serves from outside the store: from the key that was recognised, from the public path, from
the record that fell due. The store's own guard is what it checks.
"""

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from chalicelib.api import access
from chalicelib.api.blueprint import Face
from chalicelib.api.front import PAGES
from chalicelib.listeners import due, failures, schedule, ses, stream
from chalicelib.store.table import Table, TenantTable
from sandbox.engines import Client, _Clients
from sandbox.gateway import Gateway
from sandbox.meter import Meter
from tests.figures import tally

# Beside its own keys a tenant may be served API keys: they tell which tenant it is (docs/table.md).
API_KEYS = "K#"
# And, for its admins, the word that the sweep leaves of itself: it names no tenant.
WATCHED = "W#"
# What may be named while nobody is served yet: a request has but its key, a listener but what is due.
AT_THE_DOOR, AT_THE_CLOCK = (API_KEYS,), ("D#",)
# The attributes that say in which partition of the table or of an index an item stands.
PLACES = ("pk", "lpk", "opk", "spk", "fpk")
DUE = "dpk"
_EQUALS = re.compile(r"([#\w]+) = (:\w+)")
Scope = tuple[str, ...]

_served: ContextVar[Scope | None] = ContextVar("served", default=None)


class Guard:
    """Looks at a client's calls. `broken` is what was named and was not to be."""

    def __init__(self) -> None:
        self.seen = 0  # while somebody was served; threads that count at once may lose one of it
        self.broken: list[str] = []
        self.failed = 0

    def taken(self) -> list[str]:
        """What is broken, and forgets it."""
        found, self.broken = self.broken, []
        return found

    def watch(self, client: Client) -> None:
        client.meta.events.register("before-parameter-build.dynamodb", self._look)

    def serve(self, tenant: str) -> None:
        """From here on it is this tenant's; whoever serves one does not turn to another."""
        ours, before = (f"{tenant}#", API_KEYS, WATCHED), _served.get()
        if before not in (None, AT_THE_DOOR, AT_THE_CLOCK, ours):
            self.broken.append(f"{tenant} served while {before} was")
        _served.set(ours)

    def _look(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        scope = _served.get()
        if scope is None:
            return
        self.seen += 1
        for named in places(model.name, params):
            if not named.startswith(scope):
                self.broken.append(f"{model.name} of {named} for {scope}")


def places(operation: str, params: dict[str, Any]) -> Iterator[str]:
    """Every partition that a call names or puts something into."""
    match operation:
        case "GetItem" | "PutItem" | "UpdateItem" | "DeleteItem":
            yield from _written(params)
        case "BatchGetItem":
            for asked in params["RequestItems"].values():
                yield from (key["pk"]["S"] for key in asked["Keys"])
        case "BatchWriteItem":
            for writes in params["RequestItems"].values():
                for write in writes:
                    yield from _written(write.get("PutRequest") or write["DeleteRequest"])
        case "TransactWriteItems":
            for write in params["TransactItems"]:
                yield from _written(next(iter(write.values())))
        case "Query":
            yield from _queried(params)
        case _:
            yield f"everything: no tenant's work needs {operation}"


def _written(said: dict[str, Any]) -> Iterator[str]:
    if "Key" in said:
        yield said["Key"]["pk"]["S"]
    item = said.get("Item", {})
    yield from (item[name]["S"] for name in PLACES if name in item)
    yield from _equal(said, said.get("UpdateExpression", ""))


def _queried(said: dict[str, Any]) -> Iterator[str]:
    yield from _equal(said, said["KeyConditionExpression"], (*PLACES, DUE))
    after = said.get("ExclusiveStartKey", {})
    named = (DUE,) if DUE in after else PLACES  # what is due is of all tenants, and so is where its page ends
    yield from (after[name]["S"] for name in named if name in after)


def _equal(said: dict[str, Any], expression: str, of: tuple[str, ...] = PLACES) -> Iterator[str]:
    """The values that an expression demands of, or gives to, attributes that are places."""
    names = said.get("ExpressionAttributeNames", {})
    if not any(name in names.values() for name in of):
        return
    for name, value in _EQUALS.findall(expression):
        if names.get(name) in of:
            yield said["ExpressionAttributeValues"][value]["S"]


@contextmanager
def scoped(scope: Scope | None) -> Iterator[None]:
    token = _served.set(scope)
    try:
        yield
    finally:
        _served.reset(token)


GUARD = Guard()


def install() -> None:
    """Put the guard behind every client of the engines, and learn at the house's doors whom it serves."""
    _around(Gateway, "ask", lambda *_, **__: AT_THE_DOOR)
    _around(schedule, "run", lambda *_: AT_THE_CLOCK)
    _around(stream, "handle", lambda *_: AT_THE_CLOCK)
    _around(ses, "handle", lambda *_: AT_THE_CLOCK)
    _around(failures, "handle", lambda *_: AT_THE_CLOCK)
    for name in ("_before", "_after"):  # the meter's own looks are none of the product's
        _around(Meter, name, lambda *_, **__: None)
    _clients()
    _doors()
    _works()


def _around(of: Any, name: str, scope: Callable[..., Scope | None]) -> None:
    called = getattr(of, name)

    @functools.wraps(called)
    def guarded(*args: Any, **more: Any) -> Any:
        with scoped(scope(*args, **more)):
            return called(*args, **more)

    setattr(of, name, guarded)


def _clients() -> None:
    made = _Clients.client

    def client(self: Any, service: str) -> Client:
        found = made(self, service)
        if service == "dynamodb":
            GUARD.watch(found)
        return found

    _Clients.client = client  # type: ignore[method-assign]


def _doors() -> None:
    """A request is for the tenant of its key, or of the public path or the pages that it names."""
    recognised, served = access.caller, Face.serve

    def caller(*args: Any, **more: Any) -> Any:
        found = recognised(*args, **more)
        GUARD.serve(found.tenant)
        return found

    def serve(self: Face, route: str, request: dict[str, Any], parameters: dict[str, str]) -> Any:
        endpoint, _ = self._views[route]
        with scoped(_served.get()):  # a test may ask without the gateway
            if endpoint.face == PAGES and "flock" not in parameters:
                return served(self, route, request, parameters)  # a file, the same for every tenant
            if endpoint.who is None or endpoint.face == PAGES:
                GUARD.serve(parameters["flock"])
            return served(self, route, request, parameters)

    access.caller, Face.serve = caller, serve  # type: ignore[method-assign]


def _works() -> None:
    """A piece of due work is for the tenant whose key it has; else a table's calls are for its tenant."""
    done = due.do

    def do(wired: Any, key: Any) -> bool:
        with scoped(_served.get()):
            GUARD.serve(key.pk.partition("#")[0])
            return done(wired, key)

    def call(self: TenantTable, operation: str, asked: dict[str, Any]) -> Any:
        with scoped(_served.get()):
            if _served.get() != AT_THE_DOOR:
                GUARD.serve(self.tenant)
            return Table._call(self, operation, asked)  # looked up each time: tests put faults in its place

    due.do, TenantTable._call = do, call  # type: ignore[method-assign]


def hold() -> None:
    """At the end of a test: it fails where a key of another tenant was named on the way."""
    broken = GUARD.taken()
    GUARD.failed += len(broken)
    assert broken == [], broken[:3]


def report() -> None:
    """At the end of a worker: what it saw."""
    if GUARD.seen:
        tally("AWS calls seen by the tenant guard", GUARD.seen, GUARD.failed)
