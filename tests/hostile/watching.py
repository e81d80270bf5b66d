"""Asks, and holds every answer to what holds for all of them, whatever was asked (promises 3)."""

import logging
import sys
import sysconfig
import time
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sandbox.engines import WRITES, InProcessEngine
from sandbox.gateway import Reply
from tests.api import refusing
from tests.asking import Club
from tests.documents.guards import watched
from tests.hostile.attacks import COMPUTED

MOST_CALLS = 25
# What the file of an import asks for is bounded by its lines; and the routes that take many by their own tests.
BULK: dict[str, int] = {}
# Of the processor's time, not the clock's: the machine may be busy with others.
MOST_SECONDS = 1.0
HERE = Path(__file__).parents[2]
# The code itself, where it is loaded late, and the templates that are packaged with it.
OURS = (
    *(str(HERE / room) for room in ("chalicelib", "templates", "vendor")),
    *(sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib", "purelib")),
    sys.prefix,
    *zoneinfo.TZPATH,
)


def strange(opened: list[str]) -> list[str]:
    """What no request has any business with: sockets, processes, and files that are not packaged."""
    return [one for one in opened if not one.partition(" ")[2].startswith(OURS)]


_COUNTING = "laurel.counting"


class CountingEngine(InProcessEngine):
    """Knows what was really written: a write that DynamoDB refuses leaves no trace."""

    written = 0
    calls = 0

    def _connect(self, service: str, client: Any) -> None:
        super()._connect(service, client)
        if service == "dynamodb":
            client.meta.events.register("before-parameter-build.dynamodb", self._note)
            client.meta.events.register("after-call.dynamodb", self._count)

    def _note(self, params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        """That a dear call was counted is no trace of what it asked for."""
        context[_COUNTING] = "#TB#" in params.get("Key", {}).get("pk", {}).get("S", "")

    def _count(self, model: Any, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        self.calls += 1
        self.written += model.name in WRITES and "Error" not in parsed and not context[_COUNTING]


class Log(logging.Handler):
    """All that was logged, as CloudWatch would have it, traces included."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record) + repr(record.__dict__))


class Watch:
    """A client that trusts no answer. `secrets` must stand in no line of the log, whoever is asked."""

    def __init__(self, club: Club, log: Log, secrets: tuple[str, ...] = ()) -> None:
        assert isinstance(club.house.engine, CountingEngine)
        self.club, self.log, self.engine = club, log, club.house.engine
        self.secrets = (*club.keys.values(), *secrets)
        self.asked = 0

    def ask(
        self, method: str, target: str, body: Any = None, *, most: int | None = None, **more: Any
    ) -> Reply:
        return self.watch(lambda: self.club.ask(method, target, body, **more), most=most)

    def watch(self, ask: Callable[[], Reply], *, most: int | None = None) -> Reply:
        """`most`: how many calls it may make; bulk routes have budgets of their own."""
        calls, written, lines = self.engine.calls, self.engine.written, len(self.log.lines)
        began = time.thread_time()
        with watched() as opened:
            reply = ask()
        seconds = time.thread_time() - began
        self.asked += 1
        assert reply.status < 500, (reply.status, reply.body[:500], self.log.lines[lines:])
        assert reply.headers["X-Request-Id"]
        assert seconds < MOST_SECONDS, seconds
        assert self.engine.calls - calls <= (most or MOST_CALLS), self.engine.calls - calls
        assert not strange(opened), strange(opened)
        if reply.status >= 400:
            refusing.said(reply)
            assert self.engine.written == written, (
                "a refusal wrote something",
                reply.status,
                reply.body[:300],
            )
        self._quiet(reply, self.log.lines[lines:])
        return reply

    def _quiet(self, reply: Reply, lines: list[str]) -> None:
        """At most one line, and no key in it; and nothing that was sent was computed."""
        assert len(lines) <= 1, lines
        assert not [secret for secret in self.secrets for line in lines if secret in line]
        text = reply.body.decode(errors="replace")
        assert not [word for word in COMPUTED if word in text], text[:2000]
