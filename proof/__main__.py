"""Runs the stages one after another (or those named), prints the table, and fails if a promise is broken."""

import sys
import time
from pathlib import Path

from proof import table
from proof.running import ROOT, Outcome, read, run
from proof.stages import STAGES, Stage

OUT = ROOT / "build" / "proof"


def main(names: list[str]) -> int:
    """`names` are beginnings of stages' names; none: all. 0: every promise was tried and holds."""
    OUT.mkdir(parents=True, exist_ok=True)
    book = OUT / "figures.jsonl"
    book.unlink(missing_ok=True)
    start = time.monotonic()
    outcomes = [_told(stage, book) for stage in _chosen(names)]
    lines = read(book)
    said = f"{table.figures(lines)}\n\n{table.stages(outcomes)}\n"
    (OUT / "table.md").write_text(said)
    bad = table.violations(lines)
    print(f"\n{said}\n{time.monotonic() - start:,.0f} s, {bad} violations")
    return 0 if bad == 0 and outcomes and all(one.sound for one in outcomes) else 1


def _chosen(names: list[str]) -> list[Stage]:
    return [stage for stage in STAGES if not names or stage.name.startswith(tuple(names))]


def _told(stage: Stage, book: Path) -> Outcome:
    print(f"{stage.name} …", end=" ", flush=True)
    outcome = run(stage, OUT, book)
    print(
        f"{outcome.tests} tests, {outcome.failed} failed, {outcome.skipped} skipped, {outcome.seconds:,.0f} s"
    )
    if not outcome.sound:
        print((OUT / f"{stage.name.replace(' ', '-')}.log").read_text()[-4_000:])
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
