"""A function's turn: begun, done, and told in one line, whatever comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .line import line
from .work import Work, count, under_way

Lines = Callable[[str], None]
# Outcomes that somebody should look at.
BAD = frozenset({"failed", "set_aside", "failed_permanent"})


@dataclass
class Teller:
    """Where lines go, what time it is, and which stack speaks; `stopwatch` counts seconds."""

    lines: Lines
    clock: Callable[[], datetime]
    stopwatch: Callable[[], float]
    stack: str
    cold: bool = True

    def turn(self, fn: str, event: str, *, trace: str, request_id: str) -> "Turn":
        """What is told meanwhile is told of this turn. A failure is told by its kind, and goes on."""
        return Turn(
            self, {"level": "info", "fn": fn, "event": event, "request_id": request_id, "trace": trace}
        )

    def say(self, told: dict[str, Any], counts: dict[str, int] | None = None) -> None:
        if told.get("outcome") in BAD:
            told["level"] = "error"
        self.lines(line(self.clock(), self.stack, told, counts))


class Turn:
    """A context manager as a class: it is entered with each request, and a generator costs twice."""

    def __init__(self, teller: Teller, own: dict[str, Any]) -> None:
        self._teller, self._own = teller, own
        self._work = Work(own["trace"], self._say)
        self._under_way = under_way(self._work)

    def __enter__(self) -> Work:
        self._began = self._teller.stopwatch()
        self._under_way.__enter__()
        return self._work

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._under_way.__exit__()
        teller, work, told = self._teller, self._work, self._own
        if kind is not None:
            work.known |= {"outcome": "failed", "err_code": kind.__name__}
        told |= work.known
        told["aws_calls"] = work.calls
        told["ms"] = round((teller.stopwatch() - self._began) * 1000, 1)
        told["cold"], teller.cold = teller.cold or None, False
        teller.say(told, work.counts)

    def _say(self, event: str, told: dict[str, Any]) -> None:
        """On the way: of this function and run."""
        self._teller.say({**self._own, "event": event, **told})


def retried() -> None:
    """A write met another one, or part of a call was left undone: it is tried again."""
    count("conflict_retries")
