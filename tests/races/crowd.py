"""Many who ask at the very same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def at_once(asking: Sequence[Callable[[], T]]) -> list[T]:
    """Each in a thread of its own, let go together; their results in order."""
    start = threading.Barrier(len(asking))

    def ask(one: Callable[[], T]) -> T:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(asking)) as crowd:
        return list(crowd.map(ask, asking))
