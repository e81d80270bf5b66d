"""A function's turn: begun, done, and told in one line, whatever comes of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .line import line
from .work import Work, count, under_way

Lines = Callable[[str], None]


@dataclass
class Teller:
    """Where lines go, what time it is, and which stack speaks; `stopwatch` counts seconds."""

    lines: Lines
    clock: Callable[[], datetime]
    stopwatch: Callable[[], float]
    stack: str
    cold: bool = True

    @contextmanager
    def turn(self, fn: str, event: str, *, trace: str, request_id: str) -> Iterator[Work]:
        """What is told meanwhile is told of this turn. A failure is told by its kind, and goes on."""
        began = self.stopwatch()
        own = {"fn": fn, "request_id": request_id}
        work = Work(trace, say=lambda happened, told: self._say({**own, "event": happened, **told}))
        try:
            with under_way(work):
                yield work
        except Exception as failed:
            work.known |= {"outcome": "failed", "err_code": type(failed).__name__}
            raise
        finally:
            took = round((self.stopwatch() - began) * 1000, 1)
            self._end(work, {**own, "event": event, "trace": trace, "ms": took})

    def _end(self, work: Work, told: dict[str, Any]) -> None:
        told |= {"aws_calls": work.calls, "cold": self.cold or None, **work.known}
        self.cold = False
        self._say(told, work.counts)

    def _say(self, told: dict[str, Any], counts: dict[str, int] | None = None) -> None:
        level = "error" if told.get("outcome") in BAD else "info"
        self.lines(line(self.clock(), self.stack, {"level": level, **told}, counts))


# Outcomes that somebody should look at.
BAD = frozenset({"failed", "set_aside", "failed_permanent"})


def retried() -> None:
    """A write met another one, or part of a call was left undone: it is tried again."""
    count("conflict_retries")
