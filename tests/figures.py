"""What the proofs count, a line for each count, which `make prove` adds up and prints."""

import json
import os  # the runner says in its environment where the lines are to go
from pathlib import Path

BOOK = "LAUREL_FIGURES"


def tally(what: str, tried: int, bad: int = 0) -> None:
    """So many were tried, of which so many broke a promise; counts of one name are added up."""
    _write({"what": what, "tried": tried, "bad": bad})


def measured(what: str, figure: str) -> None:
    """A figure that cannot be added up, as it is to be read: `87.2 %`."""
    _write({"what": what, "figure": figure})


def _write(line: dict[str, str | int]) -> None:
    if book := os.environ.get(BOOK):
        with Path(book).open("a") as lines:  # one short append: whole, however many workers write
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
