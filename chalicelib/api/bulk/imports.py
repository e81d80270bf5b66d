"""Routes of imports: rehearse a CSV file, take it on, see how far it is."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from ...actions import importing
from ...actions.importing import Rehearsal
from ...domain import imports
from ...domain.import_job import ImportJob
from ...domain.imports import Fault
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, Face
from ..body import BULK_BYTES
from ..call import Answer, Call
from ..dear import TOO_OFTEN, take
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, ref, whole
from ..sheep.dialect import Sheep
from . import wire

face = Face(Sheep("bulk"))
COLLECTION = "/api/v1/{flock}/import"
ONE = COLLECTION + "/{uid}"
FILTERS = {"kind": "contact, member or enrolment."}
# API Gateway waits 29 seconds; reading the file and saying the faults takes some of them.
REHEARSAL = timedelta(seconds=12)
MOST_FAULTS = 1_000
LAST_LINE = 10**9


@face.endpoint(
    "GET", COLLECTION, who=ADMIN, summary="List imports.", answers=Page, query={**PAGING, **FILTERS}
)
def list_import(call: Call) -> Any:
    page = asked(call)
    wanted = {name: call.query[name] for name in FILTERS if name in call.query}
    found = importing.listed(call.table, wanted, page, now=call.now)
    return envelope(call, page, found, lambda job: wire.ImportLine(**_line(call, job)))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Rehearse an import of contacts or memberships (200), or take it on (202).",
    body=wire.ImportBody,
    answers=wire.ImportRecord,
    status=202,
    also={200: "A rehearsal: nothing was changed.", **TOO_OFTEN},
    keep_answer=False,
    most=BULK_BYTES,
)
def add_import(call: Call) -> Any:
    said: wire.ImportBody = call.body
    if said.after_line is not None and not said.dry_run:
        raise Invalid("An import is of the whole file.", {"after_line": "only with dry_run"})
    sheet = imports.read(said.kind, said.csv)
    if said.dry_run or not sheet.faults:  # else it is refused at once
        take(call, "import")
    if not said.dry_run:
        return _job(call, importing.begin(call.table, sheet, uid=call.ids.uid(), at=call.now), after=0)
    told = importing.rehearse(
        call.table, sheet, after=said.after_line or 0, clock=call.wired.clock, until=call.now + REHEARSAL
    )
    return Answer(_rehearsal(call, told), 200)


@face.endpoint(
    "GET",
    ONE,
    who=ADMIN,
    summary="Show how far an import is, what it made, and its faults by line.",
    answers=wire.ImportRecord,
    query={"after_line": f"Faults after this line; {MOST_FAULTS} or so at a time."},
)
def get_import(call: Call, uid: str) -> Any:
    after = whole(call.query, "after_line", 0, LAST_LINE, least=0)
    return _job(call, importing.get(call.table, a_uid(uid, "import")), after=after)


def _job(call: Call, job: ImportJob, *, after: int) -> wire.ImportRecord:
    found = importing.faults_of(call.table, job.uid, after=after, most=MOST_FAULTS) if job.faults else []
    following = found[-1].line if len(found) >= MOST_FAULTS else None
    return wire.ImportRecord(**_line(call, job), faults=_faults(found), next_after_line=following)


def _line(call: Call, job: ImportJob) -> dict[str, Any]:
    own = ("uid", "created", "last_updated", "kind", "state", "rows", "done")
    return {
        **{name: getattr(job, name) for name in own},
        "uri": ref(call, "import", job.uid),
        "dry_run": False,
        "counts": wire.ImportCounts(**job.counts),
        "faults_total": job.faults,
    }


def _rehearsal(call: Call, told: Rehearsal) -> wire.ImportRecord:
    return wire.ImportRecord(
        uid=None,
        uri=None,
        created=call.now,
        last_updated=call.now,
        kind=call.body.kind,
        dry_run=True,
        state="checked",
        rows=told.rows,
        done=told.done,
        counts=wire.ImportCounts(**told.counts),
        faults_total=len(told.faults),
        faults=_faults(told.faults),
        next_after_line=told.after,
    )


def _faults(found: Sequence[Fault]) -> list[wire.ImportFault]:
    return [wire.ImportFault(line=one.line, column=one.column, fault=one.fault) for one in found]
