"""What every command of the operators has in common: its outcome, how it is said, how it is stopped."""

import json
import re
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.actions import tenants
from chalicelib.actions.listing import Asked, Listed
from chalicelib.domain.refusals import Busy
from chalicelib.wiring import TenantTable, Unavailable, Wiring

# The rows by which a list's columns are laid out; those behind them are printed as they are read.
LAID_OUT = 200
PAGE = 500
NOT_ANSWERED, BY_CTRL_C = 2, 130  # the latter as a shell says it of a program that Ctrl-C ended
# All controls but the tab and the line feed.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
Row = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Done:
    """The outcome, for people and for programs."""

    text: str
    said: dict[str, Any]
    status: int = 0


@dataclass(frozen=True)
class Rows:
    """A list however long, read while it is printed: a table for people, JSON lines for programs."""

    columns: Sequence[str]
    rows: Iterable[Row]


class Stopped(Exception):
    """A work that was not done to its end, and goes on with this command."""

    def __init__(self, command: str, status: int, why: str) -> None:
        super().__init__(f"{why} It goes on with: laurel {command}")
        self.status = status


@contextmanager
def goes_on_with(command: str) -> Iterator[None]:
    """Whatever stops it, the operator learns how it goes on."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise Stopped(command, BY_CTRL_C, "stopped.") from stop
    except (Busy, Unavailable, BotoCoreError, ClientError) as error:
        raise Stopped(command, NOT_ANSWERED, f"{error}.") from error


def of_tenant(wired: Wiring, asked: Namespace) -> TenantTable:
    """The table of the tenant that was named; NotFound where there is none."""
    table = wired.table.of(asked.tenant)
    tenants.get(table)
    return table


def walked(listed: Callable[[Asked], Listed[T]]) -> Iterator[T]:
    """All of a list, page by page as they are wanted."""
    after: str | None = None
    while True:
        page = listed(Asked(1, PAGE, after=after))
        yield from page.records
        if (after := page.next) is None:
            return


def harmless(text: str) -> str:
    """Whatever somebody wrote into a record: no sign of it steers the terminal that shows it."""
    return _STEERING.sub("\ufffd", text)


def printed(outcome: Done | Rows, *, as_json: bool) -> Iterator[str]:
    match outcome, as_json:
        case Done(said=said), True:
            yield dumps(said)
        case Done(text=text), False:
            yield text
        case Rows(rows=rows), True:
            yield from map(dumps, rows)
        case Rows(), False:
            yield from _laid_out(outcome)


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple() | set() | frozenset():
            return list(value)
    raise TypeError(f"{type(value).__name__} is not said in JSON")


def _laid_out(listed: Rows) -> Iterator[str]:
    lines = ([_cell(row.get(name)) for name in listed.columns] for row in listed.rows)
    first = [[name.upper().replace("_", " ") for name in listed.columns], *islice(lines, LAID_OUT)]
    widths = [max(map(len, column)) for column in zip(*first, strict=True)]
    for line in chain(first, lines):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _cell(value: Any) -> str:
    match value:
        case None:
            return "-"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case _:
            return " ".join(str(value).split())
