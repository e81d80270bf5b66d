"""Measures every operation and writes docs/cost.md's tables: `python -m benchmarks.cost`, some 40 seconds.

With `--tables` nothing is measured: after a change of prices, of places, or of what stands in .chalice.
"""

import argparse

from benchmarks.cost import measured, measuring, page
from benchmarks.cost.deeds import DEEDS
from benchmarks.cost.standing import standing
from tests.house.costs import OPERATIONS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost", description=__doc__)
    parser.add_argument("--tables", action="store_true", help="from what was measured before")
    if not parser.parse_args().tables:
        measured.keep(measuring.all_of({**OPERATIONS, **DEEDS}))
    text = page.FILE.read_text(encoding="utf-8")
    page.FILE.write_text(page.written(text, measured.known(), standing()), encoding="utf-8")


if __name__ == "__main__":
    main()
