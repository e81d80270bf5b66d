"""Runs the sections (or those named), each in a process of its own, and prints one table: `make bench`.

What stands in build/bench afterwards: table.md, picture.svg and figures.json. The exit code is 1 if a figure
is over its budget without a reason; what this machine cannot measure is named, and not judged.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from benchmarks import picture, table
from benchmarks.figures import Figure, NotHere
from benchmarks.sections import SECTIONS, measured, named

# The figures of each section by its title.
Taken = dict[str, list[Figure]]
OUT = Path(__file__).resolve().parent.parent / "build" / "bench"


def main(names: list[str]) -> int:
    """`names` are sections; none: all. What was measured is kept after each of them."""
    taken: Taken = {}
    missing: dict[str, str] = {}
    for name in names or SECTIONS:
        try:
            taken[named(name).TITLE] = _apart(name)
        except NotHere as reason:
            missing[named(name).TITLE] = str(reason)
        _keep(taken, missing)
    print(table.of(taken, missing))
    return 0 if all(figure.passes for figures in taken.values() for figure in figures) else 1


def _keep(taken: Taken, missing: dict[str, str]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "table.md").write_text(table.of(taken, missing))
    (OUT / "picture.svg").write_text(picture.of(taken))
    plain = {title: [asdict(figure) for figure in figures] for title, figures in taken.items()}
    (OUT / "figures.json").write_text(json.dumps(plain, ensure_ascii=False, indent=1))


def _apart(name: str) -> list[Figure]:
    """A fresh interpreter, so that no section pays for what another has loaded or left behind."""
    print(f"{name} …", file=sys.stderr, flush=True)
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, name).result()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
