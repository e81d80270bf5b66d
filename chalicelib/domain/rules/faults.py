"""What can be wrong with a definition: each fault with its kind, so that a face can give it its code."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from ..refusals import Invalid

T = TypeVar("T")


class Kind(StrEnum):
    """EMPTY: no rules. SHAPE: not the type that is expected. UNKNOWN: no such fact, operator, condition.

    UNFIT: the parts do not fit each other (a constant its fact, an operator its constant, dates, links).
    NESTED: sub rules within sub rules. TOO_MANY: more than is kept. SCHEDULE: the scheduleType itself.
    """

    EMPTY = "empty"
    SHAPE = "shape"
    UNKNOWN = "unknown"
    UNFIT = "unfit"
    NESTED = "nested"
    TOO_MANY = "too_many"
    SCHEDULE = "schedule"


@dataclass(frozen=True)
class Fault:
    kind: Kind
    path: str
    message: str


class FaultyDefinition(Invalid):
    """All faults of a definition at once, in the order of reading."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults[0].message, {fault.path: fault.message for fault in faults})
        self.faults = faults


class Findings:
    """The faults found so far while something is read."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, kind: Kind, path: str, message: str) -> None:
        self.found.append(Fault(kind, path, message))

    def settle(self, result: T) -> T:
        """The result where nothing was found; else all that was."""
        if self.found:
            raise FaultyDefinition(tuple(self.found))
        return result
