"""The rights guard: whatever a test lets the product call AWS for, the policy of the function at work allows (S12).

It knows the function from outside: requests are the API's, or the press's where the route draws; a batch of
records is the stream's, a run of the schedule the sweep's.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from chalicelib.api.blueprint import Face
from chalicelib.listeners import schedule, stream
from sandbox.engines import _Clients
from sandbox.meter import Meter
from sandbox.wire import Client
from tests.figures import tally

_function: ContextVar[str | None] = ContextVar("function", default=None)


class Policies:
    """`broken` is what was asked and was not to be."""

    def __init__(self) -> None:
        self.seen, self.failed = 0, 0
        self.broken: list[str] = []

    def look(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        function = _function.get()
        if function is None:
            return
        from tests.deploy.rights import needed  # this imports every face, which few tests need

        self.seen += 1
        for right in set(needed(model.name, params)) - _granted(function):
            self.broken.append(f"{function} asked for {right}")

    def hold(self) -> None:
        """At the end of a test: it fails where a function went beyond its policy on the way."""
        broken, self.broken = self.broken, []
        self.failed += len(broken)
        assert broken == [], sorted(set(broken))


POLICIES = Policies()


@cache
def _granted(function: str) -> set[tuple[str, str]]:
    from tests.deploy.rights import granted

    return granted(function)


@contextmanager
def working(function: str | None) -> Iterator[None]:
    token = _function.set(function)
    try:
        yield
    finally:
        _function.reset(token)


def install() -> None:
    """Put the guard behind every client of the engines, and learn at the house's doors which function works."""
    _around(Face, "serve", lambda face, route, *_: "press" if face._views[route][0].draws else "api_handler")
    _around(schedule, "run", lambda *_: "sweep")
    _around(stream, "handle", lambda *_: "stream")
    for name in ("_before", "_after"):  # the meter's own looks are none of the product's
        _around(Meter, name, lambda *_, **__: None)
    made = _Clients.client

    def client(self: Any, service: str) -> Client:
        found = made(self, service)
        found.meta.events.register("before-parameter-build", POLICIES.look)
        return found

    _Clients.client = client  # type: ignore[method-assign]


def _around(of: Any, name: str, function: Callable[..., str | None]) -> None:
    called = getattr(of, name)

    @functools.wraps(called)
    def guarded(*args: Any, **more: Any) -> Any:
        with working(function(*args, **more)):
            return called(*args, **more)

    setattr(of, name, guarded)


def report() -> None:
    """At the end of a worker: what it saw."""
    if POLICIES.seen:
        tally("AWS calls held against the policies", POLICIES.seen, POLICIES.failed)
