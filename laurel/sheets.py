"""CSV files of any size: cut between two records into pieces that an import takes, each with its heading."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from chalicelib.domain import imports
from chalicelib.domain.imports import Noun, Sheet
from chalicelib.domain.refusals import Invalid


@dataclass(frozen=True)
class Piece:
    """`digest` tells the same lines at the same place of a file from any others."""

    sheet: Sheet
    digest: str


@dataclass(frozen=True)
class File:
    """Its lines are numbered as an editor shows them, whatever piece they are in.

    What a later line has in common with an earlier one is found within a piece; beyond it the later one
    is another import's, and changes what the earlier one made.
    """

    kind: Noun
    path: Path
    most: int

    def pieces(self) -> Iterator[Piece]:
        with self.path.open(encoding="utf-8-sig", newline="") as lines:
            records = _records(self._read(lines))
            heading, _ = next(records, ("", 0))
            passed, piece = 0, list(islice(records, self.most))
            while piece or not passed:  # a heading alone is a piece, too
                yield self._piece(heading + "".join(text for text, _ in piece), passed)
                passed += sum(length for _, length in piece) or 1
                piece = list(islice(records, self.most))

    def check(self) -> int:
        """How many lines there are; Invalid where any part of it cannot be read."""
        rows = 0
        for piece in self.pieces():
            for fault in piece.sheet.faults[:1]:
                where = f"line {fault.line}{f', {fault.column}' if fault.column else ''}"
                raise Invalid(f"{self.path} cannot be read.", {where: fault.fault})
            rows += len(piece.sheet.lines)
        return rows

    def _read(self, lines: Iterator[str]) -> Iterator[str]:
        try:
            yield from lines
        except UnicodeDecodeError as error:
            raise Invalid(f"{self.path} is not UTF-8.", {"csv": str(error)}) from error

    def _piece(self, text: str, passed: int) -> Piece:
        sheet = imports.read(self.kind, text, passed=passed)
        return Piece(sheet, hashlib.sha256(f"{passed}|{text}".encode()).hexdigest())


def _records(lines: Iterator[str]) -> Iterator[tuple[str, int]]:
    """The text of each record, and over how many lines it goes: within quotes a line's end ends none."""
    held: list[str] = []
    quotes = 0
    for line in lines:
        held.append(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            yield "".join(held), len(held)
            held, quotes = [], 0
    if held:
        yield "".join(held), len(held)
