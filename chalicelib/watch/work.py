"""The piece of work that is under way: what is known of it, what it counted, on whose behalf it is done.

Whoever has something to tell tells it here, so that nobody need hand it on. Nothing is decided by it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

# As SES takes it for a tag. A key of ours is no id, whoever sends it as one.
_TRACE = re.compile(r"(?!lr[lt]_)[A-Za-z0-9_-]{1,64}")


@dataclass
class Work:
    """A request, a batch of the stream, a sweep. `say` takes what happens on the way, event by event."""

    trace: str
    say: Callable[[str, dict[str, Any]], None] = lambda event, told: None
    known: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    calls: int = 0


OWN = 16

_work: ContextVar[Work | None] = ContextVar("work", default=None)
_trace: ContextVar[str | None] = ContextVar("trace", default=None)


class under_way:  # noqa: N801 - it reads as the function that it would be, if that were not dearer
    """What is told from here on is told of this work."""

    __slots__ = ("_before", "_behind", "_work")

    def __init__(self, work: Work) -> None:
        self._work = work

    def __enter__(self) -> None:
        self._before, self._behind = _work.set(self._work), _trace.set(self._work.trace or None)

    def __exit__(self, *_: object) -> None:
        _work.reset(self._before)
        _trace.reset(self._behind)


@contextmanager
def on_behalf_of(trace: str | None) -> Iterator[None]:
    """What is done from here on follows from what bore this trace, if any is known."""
    before = _trace.set(trace or _trace.get())
    try:
        yield
    finally:
        _trace.reset(before)


def trace() -> str | None:
    """The id that leads back to the request with which it began; None outside of any work."""
    return _trace.get()


def trace_of(asked: str | None, request_id: str) -> str:
    """The id that a caller gave, if it can be one; else one of our own."""
    return asked if asked is not None and _TRACE.fullmatch(asked) else own_trace(request_id)


def own_trace(request_id: str) -> str:
    """Half of AWS's id of a request or run: it is kept with each mail, and 60 bits of chance are enough."""
    return request_id.replace("-", "")[-OWN:]


def know(**facts: Any) -> None:
    """For the line of the work; its fields are in `line.FIELDS`."""
    if work := _work.get():
        work.known.update(facts)


def count(metric: str, times: int = 1) -> None:
    """One of `line.METRICS`; threads that count at once may lose one."""
    if work := _work.get():
        work.counts[metric] = work.counts.get(metric, 0) + times


def called() -> None:
    """AWS is asked."""
    if work := _work.get():
        work.calls += 1


def say(event: str, **told: Any) -> None:
    """A line of its own, at once: something came to an end on the way."""
    if work := _work.get():
        work.say(event, {"trace": _trace.get(), **told})
