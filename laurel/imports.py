"""Commands on imports: CSV files of any size, worked off while they are watched; rehearsed; listed."""

import csv
import hashlib
import shlex
from argparse import Namespace, _SubParsersAction
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from chalicelib.actions import enrolling_many, importing
from chalicelib.api.targets.face import number
from chalicelib.domain import cells
from chalicelib.domain.import_job import ImportJob
from chalicelib.domain.imports import MOST_ROWS, Fault, Noun, Sheet
from chalicelib.domain.refusals import NotFound
from chalicelib.domain.targets.many import MOST_AT_ONCE
from chalicelib.wiring import TenantTable, Wiring
from laurel.commands import Done, Row, Rows, goes_on_with, of_tenant, walked
from laurel.progress import Bar, bar
from laurel.sheets import File

KINDS: dict[str, Noun] = {"contacts": "contact", "members": "member", "enrolments": "enrolment"}
MOST: dict[Noun, int] = {"contact": MOST_ROWS, "member": MOST_ROWS, "enrolment": MOST_AT_ONCE}
LISTED = ("uid", "kind", "state", "rows", "done", "faults", "created")
# Between two looks at how far it is.
SLICE = timedelta(seconds=1)
# Of the faults, so many are said; all of them go into a file.
SAID, SHOWN = 1_000, 20
RUN_LETTERS = 10


def register(nouns: "_SubParsersAction[Any]") -> None:
    what = "import contacts, members or enrolments from a CSV file of any size"
    verbs = nouns.add_parser("import", help=what)
    verbs = verbs.add_subparsers(required=True, metavar="WHAT")
    parsers = {name: verbs.add_parser(name, help=f"import {name}") for name in KINDS}
    for name, parser in parsers.items():
        parser.add_argument("tenant")
        parser.add_argument("file", type=Path, help="CSV in UTF-8, with a heading")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do, and write nothing")
        parser.add_argument("--faults", type=Path, metavar="FILE", help="write all faults there, as CSV")
        parser.add_argument("--run", help="go on with this run of the same file")
        parser.set_defaults(command=import_file, noun=name)
    for name in ("group", "target"):
        parsers["enrolments"].add_argument(f"--{name}", required=True, metavar="NUMBER")
    what = "the imports of a tenant, and how far they are"
    listed = verbs.add_parser("list", help=what)
    listed.add_argument("tenant")
    listed.set_defaults(command=list_imports)


@dataclass
class Tally:
    """What came of all pieces of a file."""

    rows: int
    jobs: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, counts: dict[str, int], faults: Iterable[Fault]) -> None:
        self.counts = {name: self.counts.get(name, 0) + number for name, number in counts.items()}
        self.faults += faults

    @property
    def done(self) -> int:
        return sum(self.counts.values())


def import_file(wired: Wiring, asked: Namespace) -> Done:
    """Fails where a line is at fault; the others are imported. Stopped, it goes on under the same run."""
    table, kind = of_tenant(wired, asked), KINDS[asked.noun]
    file = File(kind, asked.file, MOST[kind])
    tally = Tally(file.check())
    if asked.dry_run:
        with bar("lines", tally.rows) as shown:
            _rehearse(wired, table, file, tally, shown)
    else:
        asked.run = asked.run or wired.ids.letters(RUN_LETTERS)
        with goes_on_with(_again(asked)), bar("lines", tally.rows) as shown:
            _import(wired, table, asked, file, tally, shown)
    if asked.faults:
        _keep(asked.faults, tally.faults)
    return _said(asked, tally)


def list_imports(wired: Wiring, asked: Namespace) -> Rows:
    return Rows(LISTED, _listed(wired, of_tenant(wired, asked)))


def _listed(wired: Wiring, table: TenantTable) -> Iterator[Row]:
    for job in walked(partial(importing.listed, table, {}, now=wired.clock())):
        yield {name: getattr(job, name) for name in LISTED}


def _rehearse(wired: Wiring, table: TenantTable, file: File, tally: Tally, shown: Bar) -> None:
    for piece in file.pieces():
        after: int | None = 0
        while after is not None:
            until = wired.clock() + SLICE
            told = importing.rehearse(table, piece.sheet, after=after, clock=wired.clock, until=until)
            tally.add(told.counts, told.faults)
            shown.at(tally.done)
            after = told.after


def _import(
    wired: Wiring, table: TenantTable, asked: Namespace, file: File, tally: Tally, shown: Bar
) -> None:
    for place, piece in enumerate(file.pieces()):
        uid = hashlib.sha256(f"{asked.run}|{place}|{piece.digest}".encode()).hexdigest()[:24]
        job = _begun(wired, table, asked, piece.sheet, uid)
        tally.jobs.append(uid)
        job = _worked_off(wired, table, job, tally.done, shown)
        tally.add(job.counts, _faults(table, uid) if job.faults else ())


def _begun(wired: Wiring, table: TenantTable, asked: Namespace, sheet: Sheet, uid: str) -> ImportJob:
    """The job as it stands; taken on where this run has not come to it yet."""
    try:
        return importing.get(table, uid)
    except NotFound:
        if sheet.kind != "enrolment":
            return importing.begin(table, sheet, uid=uid, at=wired.clock())
    into = number(asked.group, "target group"), number(asked.target, "target")
    return enrolling_many.begin(table, *into, sheet, uid=uid, at=wired.clock())


def _worked_off(wired: Wiring, table: TenantTable, job: ImportJob, before: int, shown: Bar) -> ImportJob:
    """Beside the deployment's own schedule: whoever finds the other at it leaves the batch to that one."""
    waited = 0
    while not job.finished:
        importing.go_on(table, job.uid, clock=wired.clock, until=wired.clock() + SLICE)
        after = importing.get(table, job.uid)
        waited = 0 if after.done > job.done else waited + 1
        if waited:
            wired.pause(waited)
        job = after
        shown.at(before + job.done)
    return job


def _faults(table: TenantTable, uid: str) -> Iterator[Fault]:
    after: int | None = 0
    while after is not None:
        found = importing.faults_of(table, uid, after=after, most=SAID)
        yield from found
        after = found[-1].line if len(found) >= SAID else None


def _keep(path: Path, faults: Sequence[Fault]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["line", "column", "fault"])
        lines.writerows([one.line, one.column, cells.guarded(one.fault)] for one in faults)


def _said(asked: Namespace, tally: Tally) -> Done:
    counts = ", ".join(f"{number:,} {name}" for name, number in tally.counts.items())
    lines = [f"{tally.rows:,} lines: {counts}{' (nothing was written)' if asked.dry_run else ''}"]
    lines += [
        f"line {one.line}{one.column and f', {one.column}'}: {one.fault}" for one in tally.faults[:SHOWN]
    ]
    if len(tally.faults) > SHOWN:
        lines.append(f"and {len(tally.faults) - SHOWN:,} faults more; --faults FILE writes all")
    said = {
        "tenant": asked.tenant,
        "kind": KINDS[asked.noun],
        "dry_run": asked.dry_run,
        "run": asked.run,
        "jobs": tally.jobs,
        "rows": tally.rows,
        "counts": tally.counts,
        "faults_total": len(tally.faults),
        "faults": [vars(one) for one in tally.faults[:SAID]],
    }
    return Done("\n".join(lines), said, status=1 if tally.faults else 0)


def _again(asked: Namespace) -> str:
    words = ["import", asked.noun, asked.tenant, str(asked.file), "--run", asked.run]
    if asked.noun == "enrolments":
        words += ["--group", asked.group, "--target", asked.target]
    return shlex.join(words)
