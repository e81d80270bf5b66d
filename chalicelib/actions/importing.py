"""Imports: rehearsed without a write, or taken on as a job that is worked off in slices, come what may."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ..domain import imports
from ..domain.import_job import LETTERS, ImportJob, Verdict
from ..domain.imports import Fault, Line, Noun, Row, Sheet
from ..domain.refusals import Invalid
from ..store import imports as kept
from ..store import keys
from ..store.imports import IMPORTS
from ..store.keys import Key
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Delete, Write
from . import tenants
from .importing_contacts import ContactDesk
from .importing_enrolments import EnrolmentDesk
from .importing_members import MemberDesk
from .judging import Desk, Judged
from .listing import Asked, Listed, records

BATCH = 100
Clock = Callable[[], datetime]


@dataclass
class Rehearsal:
    """What an import would do. `after` is where to go on, where the time did not do for all lines."""

    rows: int
    done: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(map(str, LETTERS), 0))
    faults: list[Fault] = field(default_factory=list)
    after: int | None = None


def rehearse(table: TenantTable, sheet: Sheet, *, after: int, clock: Clock, until: datetime) -> Rehearsal:
    """Judge the lines after that one by what stands now; nothing is written."""
    told = Rehearsal(len(sheet.lines), faults=list(sheet.faults))
    lines = [line for line in sheet.lines if line.number > after]
    desk = _desk(table, sheet.kind, clock())
    for start in range(0, len(lines), BATCH):
        if clock() >= until:
            told.after = lines[start].number - 1
            break
        judged = desk.judge(_rows(sheet.kind, sheet.columns, lines[start : start + BATCH]))
        told.done += len(judged)
        for one in judged:
            told.counts[one.verdict] += 1
            told.faults += one.faults
    return told


def begin(
    table: TenantTable, sheet: Sheet, *, uid: str, at: datetime, into: tuple[str, ...] = ()
) -> ImportJob:
    """Take an import on. The rows are kept first: a job that stands has all of them.

    Taken on with the same uid again (a repeated request) it is what stands already.
    """
    if sheet.faults:
        said = {
            ".".join(filter(None, ("csv", fault.column))): f"line {fault.line}: {fault.fault}"
            for fault in sheet.faults
        }
        raise Invalid("This file cannot be read.", said)
    stretches = kept.parts(sheet.lines)
    for part, lines in enumerate(stretches):
        table.put(kept.rows(table.tenant, uid, part, lines, at=at))
    job = ImportJob(
        uid=uid,
        created=at,
        last_updated=at,
        kind=sheet.kind,
        columns=sheet.columns,
        rows=len(sheet.lines),
        parts=len(stretches),
        into=into,
    )
    try:
        table.put(IMPORTS.new(table.tenant, job))
    except ConditionFailed:
        return IMPORTS.load(table, uid)
    return job


def go_on(table: TenantTable, uid: str, *, clock: Clock, until: datetime) -> None:
    """Work the job off until then. Whoever finds that another is at it leaves it to that one."""
    job, part, lines = IMPORTS.find(table, uid), -1, list[Line]()
    try:
        desk = _desk(table, job.kind, clock(), job.uid, job.into) if job else None
        while job and desk and not job.finished and clock() < until:
            if job.part != part:
                part, lines = job.part, kept.load_rows(table, uid, job.part)
            # Each line a microsecond after the one before, so that lists keep the file's order.
            desk.now = clock() + timedelta(microseconds=job.done)
            _batch(table, job, desk, lines)
    except ConditionFailed:
        return


def _batch(table: TenantTable, job: ImportJob, desk: Desk, lines: Sequence[Line]) -> None:
    """Judge, say what is intended, do it, and move on: each step may be the last one before a crash."""
    batch, part = lines[job.place : job.place + BATCH], job.part
    judged = desk.judge(_rows(job.kind, job.columns, batch))
    _intend(table, job, judged, desk.now)
    faults = [fault for one in judged for fault in one.faults] + desk.do(judged)
    lines_at_fault = {fault.line for fault in faults}
    job.advance(
        [one.row.line in lines_at_fault for one in judged],
        faults=len(faults),
        last=job.place + len(batch) >= len(lines),
        at=desk.now,
    )
    done = keys.import_rows(table.tenant, job.uid, part) if job.part != part else None
    _write(table, job, sorted(faults, key=lambda fault: fault.line), done)


def _write(table: TenantTable, job: ImportJob, faults: Sequence[Fault], done: Key | None) -> None:
    """How far it is, and in the same write what was found on the way; rows that are done with go."""
    beside: list[Write] = [kept.faults(table.tenant, job.uid, faults)] if faults else []
    if done:
        beside.append(Delete(done))
    moved = IMPORTS.changed(table.tenant, job)
    if beside:
        table.transact([moved, *beside])
    else:
        table.put(moved)


def _intend(table: TenantTable, job: ImportJob, judged: Sequence[Judged], now: datetime) -> None:
    """What was intended before a crash stays intended, also where it is found done."""
    before = job.intended
    planned: list[Verdict] = [
        before[place] if before and one.verdict == "unchanged" else one.verdict
        for place, one in enumerate(judged)
    ]
    known, writing = job.plan, any(one.verdict in ("create", "update") for one in judged)
    job.intend(planned, at=now)
    if writing and job.plan != known:
        table.put(IMPORTS.changed(table.tenant, job))


def get(table: TenantTable, uid: str) -> ImportJob:
    return IMPORTS.load(table, uid)


def faults_of(table: TenantTable, uid: str, *, after: int, most: int) -> list[Fault]:
    """The first faults of the lines after that one; of the last line all, even beyond `most`."""
    found: list[Fault] = []
    for fault in kept.load_faults(table, uid, after=after):
        if len(found) >= most and fault.line != found[-1].line:
            break
        found.append(fault)
    return found


def listed(
    table: TenantTable, wanted: Mapping[str, Any], asked: Asked, *, now: datetime
) -> Listed[ImportJob]:
    return records(table, IMPORTS, asked, now=now, facets=wanted)


def _desk(table: TenantTable, kind: Noun, now: datetime, job: str = "", into: tuple[str, ...] = ()) -> Desk:
    tenant = tenants.get(table)
    match kind:
        case "contact":
            return ContactDesk(table, tenant.secret, now)
        case "member":
            return MemberDesk(table, tenant.secret, tenant.timezone, now)
        case "enrolment":
            return EnrolmentDesk(table, *into, job=job, now=now)


def _rows(kind: Noun, columns: Sequence[str], lines: Sequence[Line]) -> list[Row]:
    return [imports.row(kind, columns, line) for line in lines]
