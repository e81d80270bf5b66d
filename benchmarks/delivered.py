"""Delivers recorded batches to the real function: `python -m benchmarks.delivered FILE SIZE TURNS`.

The table stands in memory, as it stood when the records were written. One batch goes before those turns.
"""

import gc
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import tape
from benchmarks.tape import Delivery
from chalicelib import wiring
from chalicelib.listeners.stream import stream
from chalicelib.settings import settings
from chalicelib.store import table
from chalicelib.wiring import SeededIds, Wiring
from tests.simulation.memory import Memory

AT = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
Act = Callable[[str], Any]


class Patient:
    """What Lambda says of itself: an id, and that there is enough time left."""

    aws_request_id = "0" * 32

    def get_remaining_time_in_millis(self) -> int:
        return 120_000


class Counting:
    """The engine, with its calls counted."""

    def __init__(self, memory: Memory) -> None:
        self.calls: Counter[str] = Counter()
        self._memory = memory

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._memory, name)

        def counted(**asked: Any) -> Any:
            self.calls[name] += 1
            return call(**asked)

        return counted


def standing(delivery: Delivery) -> Counting:
    """The table as it stood, to which the product is wired."""
    table.AT_ONCE = 1  # the engine in memory takes one call at a time
    memory = Memory(lambda: AT)
    for item in delivery.items:
        memory.put_item(TableName="laurel", Item=item)
    client = Counting(memory)
    wired = Wiring(
        settings=replace(settings(), table="laurel"),
        clients={"dynamodb": client}.__getitem__,
        clock=lambda: AT,
        ids=SeededIds("stream"),
        pause=lambda _: None,
        jitter=lambda: 0.5,
    )
    wiring.use(wired)
    gc.collect()
    gc.freeze()  # a real function has no table in its own memory
    return client


def handler() -> Act:
    """As Lambda's runtime does it: the text, parsed, for the function as Chalice wraps it."""

    def handle(text: str) -> None:
        answer = stream(json.loads(text), Patient())
        assert answer == {"batchItemFailures": []}, answer

    return handle


@dataclass(frozen=True)
class Taken:
    """A delivery, taken in batches of `size`: seconds of CPU for a record, only parsed and handled, and calls."""

    size: int
    parsed: float
    handled: float
    calls: Counter[str]


def taken(delivery: Delivery, size: int) -> Taken:
    """All its records. Each batch is parsed and handled in turn, so that both see the same machine."""
    client, handle = standing(delivery), handler()
    acts, spent = (json.loads, handle), [0.0, 0.0]
    batches = delivery.batches(size)
    for text in batches:
        for place, act in enumerate(acts):
            begun = time.process_time()
            act(text)
            spent[place] += time.process_time() - begun
    records = size * len(batches)
    return Taken(size, spent[0] / records, spent[1] / records, client.calls)


def main(arguments: Sequence[str]) -> None:
    path, size, turns = arguments
    delivery = tape.read(Path(path))
    standing(delivery)
    act = handler()
    for text in delivery.batches(int(size))[: 1 + int(turns)]:
        act(text)


if __name__ == "__main__":
    main(sys.argv[1:])
