"""Routes of enrolments by the thousand: taken on as a job, worked off in slices, with its faults by line."""

from typing import Any

from ...actions import enrolling_many, importing
from ...domain import imports
from ...domain.ids import is_uid
from ...domain.import_job import ImportJob
from ...domain.imports import Sheet
from ...domain.refusals import NotFound
from ...domain.targets.many import from_records
from ..blueprint import STAFF
from ..body import BULK_BYTES
from ..call import Call
from ..sheep.collection import whole
from . import wire_enrolling as wire
from .answers import answered
from .face import TARGET, TargetFace, number

face = TargetFace()
COLLECTION = f"{TARGET}/enrollments/import"
MOST_FAULTS = 1_000
LAST_LINE = 10**9


@face.endpoint(
    "POST",
    COLLECTION,
    who=STAFF,
    summary="Enrol up to 10,000 customers in a target: an array, or a CSV file.",
    body=wire.EnrolmentsImport,
    answers=wire.EnrolmentsImportAnswer,
    status=202,
    most=BULK_BYTES,
)
def import_enrolments(call: Call, target_group_id: str, target_id: str) -> Any:
    where = (number(target_group_id, "target group"), number(target_id, "target"))
    job = enrolling_many.begin(call.table, *where, _sheet(call.body.root), uid=call.ids.uid(), at=call.now)
    return _job(call, job, after=0)


@face.endpoint(
    "GET",
    f"{COLLECTION}/{{importId}}",
    who=STAFF,
    summary="Show how far an import of enrolments is, and its faults by line.",
    answers=wire.EnrolmentsImportAnswer,
    query={"afterLine": f"Faults after this line; {MOST_FAULTS} or so at a time."},
)
def get_enrolments_import(call: Call, target_group_id: str, target_id: str, import_id: str) -> Any:
    where = (number(target_group_id, "target group"), number(target_id, "target"))
    after = whole(call.query, "afterLine", 0, LAST_LINE, least=0)
    if not is_uid(import_id):
        raise NotFound("There is no such import.")
    job = enrolling_many.get(call.table, *where, import_id)
    return _job(call, job, after=after)


def _sheet(said: list[wire.EnrolmentBody] | wire.EnrolmentFile) -> Sheet:
    """Records as the lines of a file, counted from 1."""
    if isinstance(said, wire.EnrolmentFile):
        return imports.read("enrolment", said.csv)
    return from_records((one.customerId, one.wish) for one in said)


def _job(call: Call, job: ImportJob, *, after: int) -> dict[str, Any]:
    found = importing.faults_of(call.table, job.uid, after=after, most=MOST_FAULTS) if job.faults else []
    counts = job.counts
    return answered(
        {
            "id": job.uid,
            "state": job.state,
            "rows": job.rows,
            "done": job.done,
            "counts": {
                "created": counts["create"],
                "resumed": counts["update"],
                "unchanged": counts["unchanged"],
                "faulty": counts["faulty"],
            },
            "faultsTotal": job.faults,
            "faults": [{"line": one.line, "column": one.column, "message": one.fault} for one in found],
            "nextAfterLine": found[-1].line if len(found) >= MOST_FAULTS else None,
        }
    )
