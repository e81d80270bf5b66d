"""What operations must cost at the least, and what they may cost: benchmarks/floors.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.spent import Spent

FILE = Path(__file__).with_name("floors.toml")
# Design, §7: the units may be so many times their floor, and the events that are written.
UNITS = 1.25
# What the domain decides upon is read first: one round trip, one unit.
TO_DECIDE = 1


@dataclass(frozen=True)
class Floor:
    """`over` is what an operation spends that is over its budget, and `why`: nothing else may be over it."""

    rounds: int
    rru: float
    wru: float
    how: str
    over: Mapping[str, float]
    why: str

    def most(self, spent: Spent) -> dict[str, float]:
        """The budget by the names of what is spent. What only reads has nothing to decide."""
        deciding = TO_DECIDE if self.wru else 0
        return {
            "rounds": self.rounds + deciding,
            "rru": UNITS * self.rru + deciding,
            "wru": UNITS * self.wru + spent.told,
        }

    def excess(self, spent: Spent) -> dict[str, float]:
        """What is over its budget, by its name."""
        each = ((name, getattr(spent, name), most) for name, most in self.most(spent).items())
        return {name: had for name, had, most in each if had > most}


def floors() -> dict[str, Floor]:
    """By the operation's row in docs/table.md."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: _floor(**one) for name, one in said.items()}


def _floor(
    floor: Mapping[str, float], how: str, over: Mapping[str, float] | None = None, why: str = ""
) -> Floor:
    return Floor(int(floor["rounds"]), floor["rru"], floor["wru"], how, over or {}, why)
