"""The table as it is checked in: a row a route, a column a caller, a cell for what that caller is told.

A cell is the status; `200-` is a list in which this caller sees nothing. `python -m tests.api.matrix` writes it.
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from chalicelib.api.call import Endpoint
from sandbox.gateway import Reply
from tests.api.matrix.callers import CALLERS

FILE = Path(__file__).resolve().parents[2] / "cases" / "authorization.txt"
Row = dict[str, str]


def route(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def cell(reply: Reply) -> str:
    empty = reply.status == 200 and reply.headers["Content-Type"] == "application/json" and _empty(reply.json)
    return f"{reply.status}{'-' if empty else ''}"


def _empty(said: Any) -> bool:
    return isinstance(said, dict) and [] in (said.get("results"), said.get("data"))


def read() -> dict[str, Row]:
    """The rows by their routes."""
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    split = [line.rsplit(maxsplit=len(CALLERS)) for line in lines]
    return {one: dict(zip(CALLERS, cells, strict=True)) for one, *cells in split}


def write(rows: Sequence[tuple[Endpoint, Row]]) -> None:
    wide = max(len(route(one)) for one, _ in rows)
    lines = [
        "# Who is told what (promise S3). `python -m tests.api.matrix` writes it; whoever reviews it, judges it."
    ]
    for face, ones in groupby(rows, key=lambda pair: pair[0].face):
        lines += ["", *_head(face, wide)]
        lines += [_line(route(one), [row[who] for who in CALLERS], wide) for one, row in ones]
    FILE.write_text("\n".join(lines) + "\n")


def _head(face: str, wide: int) -> list[str]:
    """The callers' names, each over its column: the first word of a name above the second."""
    names = [name.rpartition(" ") for name in CALLERS]
    return [
        _line("#", [name[0] for name in names], wide),
        _line(f"# {face}", [name[2] for name in names], wide),
    ]


def _line(begins: str, cells: list[str], wide: int) -> str:
    said = " ".join(one.ljust(_wide(who)) for who, one in zip(CALLERS, cells, strict=True))
    return f"{begins.ljust(wide)} {said}".rstrip()


def _wide(who: str) -> int:
    return max(4, *map(len, who.split()))
