"""The project's own capacity meter: what each operation asks of DynamoDB, by AWS's rules.

No emulator's ConsumedCapacity is right (moto answers constants, DynamoDB Local 4.0 for any transaction), so
the meter listens to a client's calls and prices them itself.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from sandbox.prices import Charge
from sandbox.pricing import Call, Pricer, Unpriced
from sandbox.wire import Client

# Calls outside any named operation, among them those of threads that were not given their caller's context.
UNNAMED = "other"
_CONTEXT = "laurel.meter"
_PRICED = {
    *("GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan"),
    *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"),
}
_UNPRICED = {"ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"}
_operation: ContextVar[str] = ContextVar("operation", default=UNNAMED)


@dataclass
class Usage:
    """What one operation used; `runs` is how often it was entered, `by_call` counts calls by their names."""

    runs: int = 0
    rru: float = 0.0
    wru: float = 0.0
    bytes_written: int = 0
    by_call: Counter[str] = field(default_factory=Counter)
    partition_writes: Counter[str] = field(default_factory=Counter)

    @property
    def calls(self) -> int:
        return self.by_call.total()

    def add(self, charge: Charge) -> None:
        self.rru += charge.rru
        self.wru += charge.wru
        self.bytes_written += charge.bytes_written
        self.partition_writes += charge.partitions

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.runs + other.runs,
            self.rru + other.rru,
            self.wru + other.wru,
            self.bytes_written + other.bytes_written,
            self.by_call + other.by_call,
            self.partition_writes + other.partition_writes,
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "runs": self.runs,
            "calls": self.calls,
            "rru": self.rru,
            "wru": self.wru,
            "bytes_written": self.bytes_written,
            "by_call": dict(self.by_call),
        }


class Meter:
    """Meters the clients it is attached to; `unmetered` must be another client of the same engine."""

    def __init__(self, unmetered: Client) -> None:
        self._pricer = Pricer(unmetered)
        self._usage: dict[str, Usage] = {}
        self._calls: Counter[str] = Counter()
        self._lock = threading.Lock()

    def attach(self, client: Client) -> None:
        client.meta.events.register("before-parameter-build.dynamodb", self._before)
        client.meta.events.register("after-call.dynamodb", self._after)

    @contextmanager
    def operation(self, name: str) -> Iterator[None]:
        """Calls inside belong to `name`; an operation inside another counts for itself."""
        token = _operation.set(name)
        with self._lock:
            self._of(name).runs += 1
        try:
            yield
        finally:
            _operation.reset(token)

    def snapshot(self) -> dict[str, Usage]:
        with self._lock:
            return deepcopy(self._usage)

    @property
    def total(self) -> Usage:
        return sum(self.snapshot().values(), Usage())

    @property
    def calls(self) -> Counter[str]:
        """All calls by their names: what costs little to look at before and after each of many requests."""
        with self._lock:
            return self._calls.copy()

    def reset(self) -> None:
        with self._lock:
            self._usage.clear()
            self._calls.clear()

    def _before(self, params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        if model.name in _UNPRICED:
            raise Unpriced(f"The meter has no price for {model.name}.")
        if model.name in _PRICED:
            context[_CONTEXT] = self._pricer.begin(model.name, dict(params))

    def _after(self, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        call: Call | None = context.pop(_CONTEXT, None)
        if call is None:
            return
        charge = self._pricer.finish(call, parsed)
        with self._lock:
            usage = self._of(_operation.get())
            usage.by_call[call.name] += 1
            self._calls[call.name] += 1
            usage.add(charge)

    def _of(self, name: str) -> Usage:
        return self._usage.setdefault(name, Usage())
