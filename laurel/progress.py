"""A line on the terminal that says how far a long work is; where no terminal is, nothing is said."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 24
# Seconds between two looks of it.
PAUSE = 0.1


class Bar:
    """On a terminal alone, drawn over itself, and wiped away at the end; a context manager."""

    def __init__(self, what: str, total: int | None, to: TextIO, clock: Callable[[], float]) -> None:
        self._what, self._total, self._to, self._clock = what, total, to, clock
        self._shown = to.isatty()
        self._begun = self._last = clock()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self._draw("")

    def at(self, done: int) -> None:
        now = self._clock()
        if now - self._last >= PAUSE:
            self._last = now
            self._draw(self._line(done, now - self._begun))

    def _draw(self, line: str) -> None:
        if self._shown:
            self._to.write(f"\r\x1b[K{line}")
            self._to.flush()

    def _line(self, done: int, seconds: float) -> str:
        rate = done / seconds
        if not self._total:
            return f"{self._what}  {done:,}  {rate:,.0f}/s"
        share = min(done / self._total, 1)
        drawn = "#" * round(share * WIDTH)
        left = f"  {(self._total - done) / rate:,.0f} s left" if 0 < done < self._total else ""
        counted = f"{self._what}  {done:,} of {self._total:,}"
        return f"{counted}  [{drawn:.<{WIDTH}}] {share:4.0%}  {rate:,.0f}/s{left}"


def bar(what: str, total: int | None = None) -> Bar:
    """Of so many things; where nobody knows how many there are, it counts."""
    return Bar(what, total, sys.stderr, time.monotonic)
