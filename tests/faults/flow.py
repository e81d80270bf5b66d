"""A flow: something that changes the table, how it is begun, and how AWS or a client would try it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.gateway import Reply
from sandbox.pump import StreamBlocked
from tests.faults.stage import Stage

Arrange = Callable[[Stage], None]
# Tries once; whether it is done. `retried`: an earlier try got no answer, so it may have happened already.
Act = Callable[[Stage, bool], bool]


@dataclass(frozen=True)
class Flow:
    """`covers` are the endpoints, reactions and schedules that it exercises, in the house test's words.

    `like` names a flow that runs the same code: then only the proofs take this one too. `threads`: something
    in it works with threads of its own, as drawing papers does. `varies`: the sort keys of records that are
    others, or more of them, when an answer was lost.
    """

    name: str
    arrange: Arrange
    act: Act
    covers: tuple[str, ...] = ()
    like: str | None = None
    threads: bool = False
    varies: frozenset[str] = frozenset()

    @property
    def face(self) -> str:
        """What begins it, as figures are told by: stream, sweep, queue, an operator, or how its path begins."""
        begins = self.name.partition(":")[0]
        if begins in ("stream", "sweep", "queue", "operator", "SES"):
            return begins
        if not self.covers:
            return "requests"
        parts = self.covers[0].partition(" ")[2].split("/")
        return "/".join(parts[: 3 if parts[1] == "api" else 2])


@dataclass(frozen=True)
class Request:
    """One request, repeated by its client until it is answered: a POST under one Idempotency-Key.

    `again` are the other answers that a repeated request may rightly get, once the first one was lost.
    """

    method: str
    path: str
    status: int = 200
    body: Any = None
    again: frozenset[int] = frozenset()
    role: str | None = "admin"
    raw: Callable[[Stage], bytes] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def act(self, stage: Stage, retried: bool) -> bool:
        reply = self.ask(stage)
        if reply.status == 503 or (retried and _still_running(reply)):
            return False
        allowed = {self.status, *(self.again if retried else ())}
        assert reply.status in allowed, f"{self.method} {self.path}: {reply.status} {reply.body.decode()}"
        if self.method == "POST":
            stage.injector.disarm()
            again = self.ask(stage)
            assert (again.status, again.body) == (reply.status, reply.body), (
                "the same request, another answer (I1)"
            )
        return True

    def ask(self, stage: Stage) -> Reply:
        headers = {**self.headers, **({"Idempotency-Key": "the-one-key"} if self.method == "POST" else {})}
        path = self.path.format(**stage.notes)
        raw = self.raw(stage) if self.raw else None
        return stage.club.ask(
            self.method, path, _filled(self.body, stage), role=self.role, raw=raw, headers=headers
        )


def _still_running(reply: Reply) -> bool:
    return reply.status == 409 and b"still running" in reply.body


def _filled(body: Any, stage: Stage) -> Any:
    """A body whose texts may name notes."""
    match body:
        case str():
            return body.format(**stage.notes)
        case dict():
            return {name: _filled(value, stage) for name, value in body.items()}
        case list():
            return [_filled(value, stage) for value in body]
        case _:
            return body


def deliver(stage: Stage, _: bool) -> bool:
    """The stream delivers until it is quiet; what was refused or died is delivered again."""
    try:
        stage.house.pump.drain()
    except StreamBlocked:
        return False
    return True


def tick(stage: Stage, _: bool) -> bool:
    """One run of the schedule; a run that failed is followed by the next one a minute later."""
    try:
        return stage.house.sweep()["failed"] == 0
    except Exception:  # noqa: BLE001 - the place of the Lambda runtime: any exception is a failed run
        return False
