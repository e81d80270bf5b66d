"""Many who are to be enrolled in one target, as the lines of an import."""

from collections.abc import Iterable
from dataclasses import replace

from .. import cells, imports
from ..imports import COLUMNS, Fault, Line, Sheet
from .enrolling import Wish
from .refusals import PeriodNotFound, code_of

MOST_AT_ONCE = 10_000


def from_records(asked: Iterable[tuple[int, Wish]]) -> Sheet:
    """Customers with what is asked for each, one a line, counted from 1."""
    wishes = list(asked)
    columns = tuple(column.name for column in COLUMNS["enrolment"])
    sheet = imports.numbered("enrolment", columns, [_cells(customer, wish) for customer, wish in wishes])
    lines = tuple(_named(line, wish) for line, (_, wish) in zip(sheet.lines, wishes, strict=True))
    return replace(sheet, lines=lines)


def _cells(customer: int, wish: Wish) -> tuple[str, ...]:
    said = (customer, wish.period_name, wish.initial_balance, wish.reset)
    return tuple(cells.guarded(cells.written(one)) for one in said)


def _named(line: Line, wish: Wish) -> Line:
    """A blank name is no name in a file, and one that no period has in a record."""
    if wish.period_name is None or wish.period_name.strip():
        return line
    unknown = PeriodNotFound()
    fault = Fault(line.number, "period_name", f"{code_of(unknown)}: {unknown.detail}")
    return replace(line, faults=(*line.faults, fault))
