"""A figure of the benchmarks: what was measured of what, with its floor and its budget beside it."""

from dataclasses import dataclass


class NotHere(RuntimeError):
    """What a section needs is not on this machine; its text says what, and how to get it."""


@dataclass(frozen=True)
class Figure:
    """`value` of `measure` (a column, with its unit) for `of` (a row).

    `floor` is the theoretical or measured least; `most` and `least` are the budget, in the value's own unit.
    A figure without a budget is told and not judged. `why` is the reason of one that is known to be over it.
    """

    of: str
    measure: str
    value: float
    floor: float | None = None
    most: float | None = None
    least: float | None = None
    note: str = ""
    why: str = ""

    @property
    def kept(self) -> bool:
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    @property
    def passes(self) -> bool:
        """It keeps its budget, or says why not."""
        return self.kept or bool(self.why)

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is."""
        return self.value / self.floor if self.floor else None
