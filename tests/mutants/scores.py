"""What became of the mutants, as a table by package, and each survivor as the change it is."""

from collections import Counter
from collections.abc import Iterable
from difflib import unified_diff

from .making import Changed


def package(mutant: str) -> str:
    """`rules` of `chalicelib.domain.rules.engine.x_apply__mutmut_3`; modules of no package are counted as one."""
    parts = mutant.split(".")
    return parts[2] if len(parts) > 4 else "domain"


def table(mutants: Iterable[str], alive: Iterable[str]) -> list[tuple[str, int, int]]:
    """For each package, and then for all: how many were tried, how many were caught."""
    tried = Counter(package(one) for one in mutants)
    lived = Counter(package(one) for one in alive)
    rows = [(name, count, count - lived[name]) for name, count in sorted(tried.items())]
    return [*rows, ("all", tried.total(), tried.total() - lived.total())]


def percent(tried: int, caught: int) -> float:
    return 100 * caught / tried if tried else 100.0


def as_diff(mutant: str, changes: dict[str, Changed]) -> str:
    module, _, name = mutant.rpartition(".")
    changed = changes[module]
    before = changed.source(f"{name.partition('__mutmut_')[0]}__mutmut_orig")
    lines = list(unified_diff(before, changed.source(name), lineterm="", n=1))
    return "\n".join([mutant, *(line for line in lines[3:] if "__mutmut_" not in line)])
