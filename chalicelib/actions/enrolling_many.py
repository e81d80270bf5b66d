"""Enrolments of many: an import of the target's own, worked off and shown as every import is."""

from datetime import datetime

from ..domain.import_job import ImportJob
from ..domain.imports import Sheet
from ..domain.refusals import NotFound
from ..domain.targets.many import MOST_AT_ONCE
from ..domain.targets.refusals import TooMany
from ..store import targets
from ..store.table import TenantTable
from . import importing


def begin(table: TenantTable, group: str, target: str, sheet: Sheet, *, uid: str, at: datetime) -> ImportJob:
    """Take it on, as of `importing.begin`; NotFound where the group has no such target, TooMany."""
    targets.scheme(table, group, target)
    if len(sheet.lines) > MOST_AT_ONCE:
        raise TooMany("enrolments in one call", MOST_AT_ONCE)
    return importing.begin(table, sheet, uid=uid, at=at, into=(group, target))


def get(table: TenantTable, group: str, target: str, uid: str) -> ImportJob:
    """How far it is; one of another target is not found."""
    job = importing.get(table, uid)
    if tuple(job.into) != (group, target):
        raise NotFound("There is no such import.")
    return job
