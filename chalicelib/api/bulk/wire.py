"""Imports as the wire has them, in and out."""

from typing import Annotated, Literal

from pydantic import Field

from ..wire import Body, NaiveTime, Record

Kind = Literal["contact", "member"]
# Enrolments are begun by a route of face 004, and listed among the others.
Known = Literal["contact", "member", "enrolment"]


class ImportBody(Body):
    """A CSV file. A dry run writes nothing; `after_line` goes on where the last one stopped."""

    kind: Kind
    csv: Annotated[str, Field(min_length=1)]
    dry_run: bool = True
    after_line: Annotated[int, Field(ge=0, lt=10**9)] | None = None


class ImportFault(Record):
    line: int
    column: str
    fault: str


class ImportCounts(Record):
    create: int
    update: int
    unchanged: int
    faulty: int


class ImportLine(Record):
    """An import in a list: a job and how far it is."""

    uid: str | None
    uri: str | None
    created: NaiveTime
    last_updated: NaiveTime
    kind: Known
    dry_run: bool
    state: Literal["checked", "waiting", "running", "done"]
    rows: int
    done: int
    counts: ImportCounts
    faults_total: int


class ImportRecord(ImportLine):
    """`next_after_line`: there is more to ask for, with this as `after_line`."""

    faults: list[ImportFault]
    next_after_line: int | None
