"""Enrolments of many: an import of the target's own, worked off and shown as every import is."""

from datetime import datetime

from ..domain.import_job import ImportJob
from ..domain.imports import Sheet
from ..domain.refusals import NotFound
from ..store import targets
from ..store.table import TenantTable
from . import importing


def begin(table: TenantTable, sheet: Sheet, *, uid: str, at: datetime) -> ImportJob:
    """Take it on, as of `importing.begin`; NotFound where the group has no such target."""
    group, target = sheet.into
    targets.scheme(table, group, target)
    return importing.begin(table, sheet, uid=uid, at=at)


def get(table: TenantTable, group: str, target: str, uid: str) -> ImportJob:
    """How far it is; one of another target is not found."""
    job = importing.get(table, uid)
    if job.into != (group, target):
        raise NotFound("There is no such import.")
    return job
