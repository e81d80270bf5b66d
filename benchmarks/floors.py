"""What operations must cost at the least, and what they may cost: benchmarks/floors.toml."""

import tomllib
from collections.abc import Iterator
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
    """`why` says why an operation is over its budget; empty where it must keep it."""

    rounds: int
    rru: float
    wru: float
    how: str
    why: str = ""

    def most(self, spent: Spent) -> dict[str, float]:
        """The budget by the names of what is spent. What only reads has nothing to decide."""
        deciding = TO_DECIDE if self.wru else 0
        return {
            "rounds": self.rounds + deciding,
            "rru": UNITS * self.rru + deciding,
            "wru": UNITS * self.wru + spent.told,
        }

    def over(self, spent: Spent) -> Iterator[str]:
        """What is over its budget, in words."""
        for name, most in self.most(spent).items():
            if (had := getattr(spent, name)) > most:
                yield f"{name} {had:g}, budget {most:g}"


def floors() -> dict[str, Floor]:
    """By the operation's row in docs/table.md."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: Floor(**one["floor"], how=one["how"], why=one.get("why", "")) for name, one in said.items()}
