"""What can go wrong between a stream and its function, on request: twice, not at all, out of order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from sandbox.mapping import Record


class Faults(Protocol):
    def deliveries(self, batch: list[Record]) -> list[list[Record]]:
        """The batches that are really delivered in the place of this one."""
        ...


class Died(RuntimeError):
    """The function was ended in the middle of its work."""


class Honest:
    def deliveries(self, batch: list[Record]) -> list[list[Record]]:
        return [batch]


@dataclass
class Disturbed:
    """Counts down: the next batches to come twice, the next records to be lost, the next invocations of the
    function to die; `shuffle` reorders in place.

    A lost record is kept in `lost`, so that a test can say what it took away. A shuffled batch comes record
    by record, as after retries: within one batch even a disturbed stream keeps its order.
    """

    duplicate_next: int = 0
    lose_next: int = 0
    fail_next: int = 0
    shuffle: Callable[[list[list[Record]]], None] | None = None
    lost: list[Record] = field(default_factory=list)

    def deliveries(self, batch: list[Record]) -> list[list[Record]]:
        taken = batch[: self.lose_next]
        self.lose_next -= len(taken)
        self.lost += taken
        rest = batch[len(taken) :]
        if not rest:
            return []
        return self._repeated(self._reordered(rest))

    def may_fail(self) -> None:
        """Asked by whoever invokes the function."""
        if self.fail_next > 0:
            self.fail_next -= 1
            raise Died

    def _reordered(self, batch: list[Record]) -> list[list[Record]]:
        if self.shuffle is None:
            return [batch]
        single = [[record] for record in batch]
        self.shuffle(single)
        return single

    def _repeated(self, batches: list[list[Record]]) -> list[list[Record]]:
        if self.duplicate_next <= 0:
            return batches
        self.duplicate_next -= 1
        return [*batches, *batches]
