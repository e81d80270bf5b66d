"""What the stream and the sweep can be asked to do, by the product's own tables; and what was done of it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any
from unittest.mock import patch

from chalicelib.listeners import boarding, due, stream
from chalicelib.store.keys import Key
from chalicelib.wiring import TenantTable, Wiring

# By the sort keys of the records that lead to them.
OF_STREAM = frozenset(f"stream {kind}" for kind in (*stream.FOLLOWED, *chain(*stream.TOGETHER)))
OF_SWEEP = frozenset(f"sweep {kind}" for kind in due.JOBS)
JOBS = OF_STREAM | OF_SWEEP


@contextmanager
def noted(who: str) -> Iterator[set[str]]:
    """The jobs that are begun meanwhile; `who` is at work, the stream or the sweep."""
    begun: set[str] = set()

    def note(key: Key) -> None:
        begun.add(f"{who} {due.kind(key)}")

    with (
        patch.dict(due.JOBS, {kind: _one(job, note) for kind, job in due.JOBS.items()}),
        patch.dict(stream.TOGETHER, {kind: _many(take, note) for kind, take in stream.TOGETHER.items()}),
        patch.object(boarding, "sweep", _many(boarding.sweep, note)),
    ):
        yield begun


def _one(job: due.Job, note: Callable[[Key], None]) -> due.Job:
    def do(wired: Wiring, table: TenantTable, key: Key) -> bool | None:
        note(key)
        return job(wired, table, key)

    return do


def _many(take: Callable[[Wiring, list[Key]], Any], note: Callable[[Key], None]) -> Any:
    def all_of(wired: Wiring, places: Iterable[Key]) -> Any:
        taken = list(places)
        for key in taken:
            note(key)
        return take(wired, taken)

    return all_of
