"""Many who are to be enrolled in one target, as the lines of an import: from a CSV file, or from records."""

from collections.abc import Iterable
from dataclasses import replace

from .. import imports
from ..imports import Fault, Line, Sheet
from .enrolling import Wish
from .refusals import PeriodNotFound, code_of

MOST_AT_ONCE = imports.MOST_ROWS["enrolment"]


def from_csv(group: str, target: str, text: str) -> Sheet:
    """Columns as of COLUMNS["enrolment"]; the words of the seed's record do, too."""
    return replace(imports.read("enrolment", text), into=(group, target))


def from_records(group: str, target: str, asked: Iterable[tuple[int, Wish]]) -> Sheet:
    """Customers with what is asked for each; their lines are counted from 1."""
    wishes = list(asked)
    sheet = imports.written("enrolment", [_said(customer, wish) for customer, wish in wishes])
    lines = tuple(_named(line, wish) for line, (_, wish) in zip(sheet.lines, wishes, strict=True))
    return replace(sheet, lines=lines, into=(group, target))


def _said(customer: int, wish: Wish) -> dict[str, object]:
    return {
        "customer_id": customer,
        "period_name": wish.period_name,
        "initial_balance": wish.initial_balance,
        "reset_streak_status": wish.reset,
    }


def _named(line: Line, wish: Wish) -> Line:
    """A blank name is no name in a file, and one that no period has in a record."""
    if wish.period_name is None or wish.period_name.strip():
        return line
    unknown = PeriodNotFound()
    fault = Fault(line.number, "period_name", f"{code_of(unknown)}: {unknown.detail}")
    return replace(line, faults=(*line.faults, fault))
