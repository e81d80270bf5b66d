"""The desk that enrols many in one target: who is enrolled already is left as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..domain.import_job import Verdict
from ..domain.imports import Fault, Row
from ..domain.refusals import Busy, NotFound, Refusal
from ..domain.targets.enrolling import Wish, enrol
from ..domain.targets.enrolment import Scheme
from ..domain.targets.refusals import UnknownCustomer, code_of
from ..store import enrolments as kept
from ..store import keys, targets
from ..store.enrolments import Found
from ..store.table import TenantTable
from . import enrolments
from .judging import Judged, faulty
from .packing import Parcel, send


@dataclass
class EnrolmentDesk:
    """Each line is asked for as by itself, with its code where it is refused.

    It is a request of the job's: done again after a crash, it enrols nobody who has left since.
    """

    table: TenantTable
    group: str
    target: str
    job: str = field(kw_only=True)
    now: datetime = field(kw_only=True)

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        try:
            scheme = targets.scheme(self.table, self.group, self.target)
        except NotFound as gone:
            return [faulty(row, *(row.faults or (_fault(row, gone),))) for row in rows]
        contacts = self._contacts([row for row in rows if not row.faults])
        found = kept.find_many(self.table, contacts.values(), scheme.target)
        return [self._judged(row, scheme, contacts, found) for row in rows]

    def do(self, judged: Sequence[Judged]) -> list[Fault]:
        """Many in one transaction; where somebody is in their way, each by itself."""
        asked = [one for one in judged if one.verdict in ("create", "update")]
        left = send(self.table, [self._parcel(one) for one in asked])
        return [fault for one in asked if one.row.line in left for fault in self._alone(one)]

    def _contacts(self, rows: Sequence[Row]) -> dict[int, str]:
        t = self.table.tenant
        numbers = {row.said["customer_id"]: keys.number(t, row.said["customer_id"]) for row in rows}
        known = self.table.get_many(numbers.values(), consistent=True)
        return {number: known[key]["contact"] for number, key in numbers.items() if key in known}

    def _judged(
        self, row: Row, scheme: Scheme, contacts: Mapping[int, str], found: Mapping[str, Found]
    ) -> Judged:
        if row.faults:
            return faulty(row, *row.faults)
        contact = contacts.get(row.said["customer_id"])
        if contact is None:
            return faulty(row, _fault(row, UnknownCustomer(), "customer_id"))
        at, request = found[contact], self._request(row)
        if at.enrolment and (at.enrolment.running or at.enrolment.done(request)):
            return Judged(row, "unchanged")
        verdict: Verdict = "update" if at.enrolment else "create"
        try:
            after, _ = enrol(scheme, at.enrolment, _wish(row), at.sums, contact=contact, now=self.now)
        except Refusal as refused:
            return faulty(row, _fault(row, refused))
        after.note(request)
        return Judged(row, verdict, deed=(at, after))

    def _parcel(self, one: Judged) -> Parcel:
        found, after = one.deed
        return Parcel(one.row.line, kept.changed(self.table.tenant, found, after), after.take_events())

    def _alone(self, one: Judged) -> list[Fault]:
        where = (self.table, self.group, self.target, one.deed[1].contact)
        try:
            enrolments.enrol(*where, _wish(one.row), request=self._request(one.row), now=self.now)
        except Busy:
            raise
        except Refusal as refused:
            return [_fault(one.row, refused)]
        return []

    def _request(self, row: Row) -> str:
        return f"{self.job}.{row.line}"


def _wish(row: Row) -> Wish:
    said = row.said
    return Wish(said.get("period_name"), said.get("initial_balance"), bool(said.get("reset_streak_status")))


def _fault(row: Row, refused: Refusal, column: str = "") -> Fault:
    """With the code that it has where it is asked for by itself."""
    return row.fault(column, f"{code_of(refused)}: {refused.detail}")
