"""CSV files of what is imported: their columns, their lines, and what is wrong with them by place."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from . import cells
from .cells import Cell

Noun = Literal["contact", "member", "enrolment"]
MOST_ROWS = 50_000
LONGEST_LINE = 20_000


@dataclass(frozen=True)
class Column:
    """`also` are other headings for it; `unique`: no two lines of a file have the same."""

    name: str
    read: Cell
    also: tuple[str, ...] = ()
    unique: bool = False


COLUMNS: dict[Noun, tuple[Column, ...]] = {
    "contact": (
        Column("uid", cells.uid, unique=True),
        Column("member_ref", cells.text(200), ("external_ref",), unique=True),
        Column("resource", cells.one_of("person", "organisation")),
        Column("first_name", cells.text(200)),
        Column("last_name", cells.text(200)),
        Column("name", cells.text(300)),
        Column("emails", cells.emails, ("email",)),
        Column("phone", cells.text(50)),
        Column("job_title", cells.text(200)),
        Column("profile_picture", cells.link),
        Column("email_notifications", cells.boolean),
        Column("number", cells.whole, unique=True),
        Column("guardians", cells.uids),
        Column("timezone", cells.timezone),
        Column("locale", cells.locale),
        Column("date_of_birth", cells.day),
        Column("public_profile", cells.boolean),
    ),
    "member": (
        Column("uid", cells.uid, unique=True),
        Column("external_ref", cells.text(200), unique=True),
        Column("contact", cells.uid_or_name(200), ("member", "member_ref")),
        Column("membership_type", cells.uid_or_name(500), ("type",)),
        Column("membership_number", cells.text(50), ("number",)),
        Column("status", cells.one_of("pending", "active", "lapsed", "cancelled")),
        Column("start_date", cells.day, ("start",)),
        Column("end_date", cells.day, ("end",)),
        Column("member_since", cells.day),
        Column("cancel_date", cells.day),
        Column("amount", cells.amount),
        Column("currency", cells.currency),
        Column("auto_renew", cells.boolean),
        Column("payment_plan", cells.uid_or_name(300)),
    ),
    "enrolment": (
        Column("customer_id", cells.whole, ("customerid",), unique=True),
        Column("period_name", cells.text(100), ("periodname",)),
        Column("initial_balance", cells.balance, ("initialbalance",)),
        Column("reset_streak_status", cells.boolean, ("resetstreakstatus",)),
    ),
}
# What a line is known by from one import to the next.
REF: dict[Noun, str] = {
    "contact": "member_ref",
    "member": "external_ref",
    "enrolment": "customer_id",
}
# A file whose lines name records by uid may leave these out.
NEEDED: dict[Noun, tuple[str, ...]] = {
    "contact": ("member_ref",),
    "member": ("external_ref", "contact", "membership_type"),
    "enrolment": ("customer_id",),
}


@dataclass(frozen=True)
class Fault:
    """Where and what; without a column it is of the whole line."""

    line: int
    column: str
    fault: str


@dataclass(frozen=True)
class Line:
    """A record's cells and the line of the file where it begins; `faults` only the whole file can tell."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A file as read. With `faults` of the whole file none of its lines is to be used."""

    kind: Noun
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Row:
    """A line as values. A column that the file has not is not in `said`; an empty cell is None."""

    line: int
    said: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()

    def fault(self, column: str, fault: str) -> Fault:
        return Fault(self.line, column, fault)


def read(kind: Noun, text: str, *, passed: int = 0) -> Sheet:
    """The file: RFC 4180 strictly, with CRLF or LF, with or without a byte order mark.

    Of a larger file that was cut: so many lines of it were passed between its heading and what follows here.
    """
    records = _records(text.removeprefix("\ufeff"), passed)
    try:
        _, heading = next(records, (1, []))
        columns, faults = _columns(kind, heading)
        if faults:
            return Sheet(kind, columns, (), faults)
        lines = [_line(number, found, columns) for number, found in records if any(found)]
    except _Unreadable as broken:
        return Sheet(kind, (), (), (broken.fault,))
    if len(lines) > MOST_ROWS:
        return Sheet(kind, columns, (), (Fault(1, "", f"expected at most {MOST_ROWS} lines: cut the file"),))
    repeated = _repeated(kind, columns, lines)
    return Sheet(kind, columns, tuple(_with(line, repeated.get(line.number, ())) for line in lines))


def numbered(kind: Noun, columns: tuple[str, ...], records: Sequence[tuple[str, ...]]) -> Sheet:
    """The same of records that were no file: each is a line, from 1 on."""
    lines = [Line(place, cells_) for place, cells_ in enumerate(records, 1)]
    repeated = _repeated(kind, columns, lines)
    return Sheet(kind, columns, tuple(_with(line, repeated.get(line.number, ())) for line in lines))


def row(kind: Noun, columns: Sequence[str], line: Line) -> Row:
    """The line's values, with all its faults."""
    if line.faults and line.faults[0].column == "":
        return Row(line.number, {}, line.faults)
    said: dict[str, Any] = {}
    faults = list(line.faults)
    readers = {column.name: column.read for column in COLUMNS[kind]}
    for name, cell in zip(columns, line.cells, strict=True):
        meant = cells.unguarded(cell)
        try:
            said[name] = readers[name](meant) if meant.strip() else None
        except ValueError as error:
            faults.append(Fault(line.number, name, str(error)))
    known = {fault.column for fault in faults}
    if not said.get("uid") and not said.get(REF[kind]) and not known & {"uid", REF[kind]}:
        faults.append(Fault(line.number, REF[kind], "required"))
    return Row(line.number, said, tuple(faults))


class _Unreadable(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.fault)
        self.fault = fault


def _records(text: str, passed: int) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line where it begins; the heading is the first."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        begins = reader.line_num + 1 + (passed if reader.line_num else 0)
        try:
            yield begins, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Unreadable(Fault(begins, "", f"not CSV from here on: {error}")) from None


def _columns(kind: Noun, heading: Sequence[str]) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    known = {name: column.name for column in COLUMNS[kind] for name in (column.name, *column.also)}
    said = [cells.unguarded(name).strip().lower() for name in heading]
    columns = tuple(known[name] for name in said if name in known)
    faults = [Fault(1, name[:100], "unknown column") for name in said if name not in known]
    faults += [Fault(1, name, "stands twice") for name in sorted(set(columns)) if columns.count(name) > 1]
    needed = () if "uid" in columns else NEEDED[kind]
    faults += [Fault(1, name, "missing column") for name in needed if name not in columns]
    return columns, tuple(faults)


def _line(number: int, found: list[str], columns: Sequence[str]) -> Line:
    if len(found) != len(columns):
        return Line(number, (), (Fault(number, "", f"expected {len(columns)} cells, found {len(found)}"),))
    if sum(map(len, found)) > LONGEST_LINE:
        return Line(number, (), (Fault(number, "", f"expected at most {LONGEST_LINE} signs"),))
    return Line(number, tuple(found))


def _with(line: Line, faults: Sequence[Fault]) -> Line:
    return Line(line.number, line.cells, (*line.faults, *faults)) if faults else line


def _repeated(kind: Noun, columns: Sequence[str], lines: Sequence[Line]) -> dict[int, list[Fault]]:
    """What a later line has in common with an earlier one and must not."""
    faults: dict[int, list[Fault]] = {}
    for column in COLUMNS[kind]:
        if column.unique and column.name in columns:
            _note_repeats(faults, column.name, _said(columns, (column.name,), lines))
    if kind == "member":
        same = ("contact", "membership_type", "start_date")
        if set(same) <= set(columns):
            _note_repeats(faults, "start_date", _said(columns, same, lines), "the same membership as in")
        _note_shared_numbers(faults, columns, lines)
    return faults


def _said(
    columns: Sequence[str], names: Sequence[str], lines: Sequence[Line]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines where all of these columns say something."""
    places = [columns.index(name) for name in names]
    for line in lines:
        said = tuple(cells.unguarded(line.cells[place]).strip() for place in places) if line.cells else ()
        if said and all(said):
            yield line.number, said


def _note_repeats(
    faults: dict[int, list[Fault]],
    column: str,
    said: Iterator[tuple[int, tuple[str, ...]]],
    words: str = "the same as in",
) -> None:
    first: dict[tuple[str, ...], int] = {}
    for number, value in said:
        if first.setdefault(value, number) != number:
            faults.setdefault(number, []).append(Fault(number, column, f"{words} line {first[value]}"))


def _note_shared_numbers(
    faults: dict[int, list[Fault]], columns: Sequence[str], lines: Sequence[Line]
) -> None:
    """A membership number belongs to one contact, who may have it on several lines."""
    names = ("membership_number", "contact")
    if not set(names) <= set(columns):
        return
    first: dict[str, tuple[int, str]] = {}
    for line, (number, contact) in _said(columns, names, lines):
        before, owner = first.setdefault(number.casefold(), (line, contact))
        if owner != contact:
            fault = Fault(line, "membership_number", f"another contact has it in line {before}")
            faults.setdefault(line, []).append(fault)


def export(kind: Noun, records: Sequence[Mapping[str, Any]], *, most: int) -> tuple[str, int]:
    """The file of as many of these records as fit into so many bytes, and how many those are.

    With its heading; `read` and `row` take each value back as it was.
    """
    names = [column.name for column in COLUMNS[kind]]
    found, size = [_written(names)], 0
    for record in records:
        line = _written([cells.guarded(cells.written(record.get(name))) for name in names])
        size += len(line.encode())
        if size > most and len(found) > 1:
            break
        found.append(line)
    return "".join(found), len(found) - 1


def _written(line: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(line)  # RFC 4180, with CRLF
    return out.getvalue()
