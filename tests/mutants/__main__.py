"""python -m tests.mutants [rules targets/streak.py …]: which small changes to the rules no test notices."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from hashlib import sha256

import pytest

from tests.figures import measured, tally

from .making import KEPT, Changed, Substitute, changed, modules
from .scores import as_diff, percent, table
from .trying import Trying

QUIETLY = "--no-header -q -s --tb=native -W ignore -p no:cacheprovider -p no:xdist -p tests.mutants.fewer"
PYTEST = ("--confcutdir=tests/domain", "-m", "not slow", *QUIETLY.split())


def main() -> int:
    asked = _asked()
    began = time.monotonic()
    changes = {name: changed(path) for name, path in modules(asked.paths).items()}
    trying = Trying(_chosen(changes, asked.sample, asked.only), asked.jobs)
    Substitute(changes).take_over()
    if ended := pytest.main([*asked.tests, *PYTEST], plugins=[trying]):
        return int(ended)
    alive = sorted([*trying.survived, *trying.unmet])
    _show(alive, trying, changes)
    score = _report(trying.mutants, alive)
    print(f"{time.monotonic() - began:.0f} s; each survivor as a change: {KEPT / 'survivors.txt'}")
    return int(score < asked.least)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", help="packages or modules within chalicelib/domain; all when none is said"
    )
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="only N of them, always the same")
    parser.add_argument("--only", default="", metavar="WORD", help="only mutants whose name has it")
    parser.add_argument(
        "--tests", nargs="+", default=["tests/domain"], metavar="PATH", help="only these tests, while at work"
    )
    parser.add_argument("--least", type=float, default=0, metavar="PERCENT", help="fail below this score")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="how many at once")
    return parser.parse_args()


def _chosen(changes: dict[str, Changed], sample: int, only: str) -> Sequence[str]:
    """A sample is by the hash of the name: spread over all, and the same until the code changes."""
    names = [f"{module}.{mutant}" for module, one in changes.items() for mutant in one.mutants]
    named = [name for name in names if only in name]
    return sorted(named, key=lambda name: sha256(name.encode()).digest())[:sample] if sample else named


def _show(alive: Sequence[str], trying: Trying, changes: dict[str, Changed]) -> None:
    unmet = set(trying.unmet)
    texts = [as_diff(one, changes) + ("\n(no test meets it)" if one in unmet else "") for one in alive]
    (KEPT / "survivors.txt").write_text("\n\n".join(texts) + "\n")


def _report(mutants: Sequence[str], alive: Sequence[str]) -> float:
    score = 100.0
    for name, tried, caught in table(mutants, alive):
        score = percent(tried, caught)
        print(f"{name:14} {tried:6} mutants {tried - caught:6} alive {score:6.1f} % caught")
        measured(f"mutation score, {name}", f"{score:.1f} % of {tried}")
    tally("mutants of the rules caught", len(mutants) - len(alive))
    return score


if __name__ == "__main__":
    sys.exit(main())
