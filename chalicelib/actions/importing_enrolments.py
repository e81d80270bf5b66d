"""The desk that enrols many customers in one target: who is enrolled already is left as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from ..domain.import_job import drawn
from ..domain.imports import Fault, Row
from ..domain.targets.enrolling import Wish
from ..domain.targets.refusals import UnknownCustomer
from ..store import enrolments as kept
from ..store import keys, target_keys
from ..store.table import TenantTable
from . import enrolments
from .judging import Judged, alone, faulty


@dataclass
class EnrolmentDesk:
    """Each line by itself, in the way of the single call: the same words, the same events."""

    table: TenantTable
    secret: str
    group: str
    target: str
    now: datetime = field(kw_only=True)

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        """What must be read of all of them is read together; whether it may be is seen when it is done."""
        t = self.table.tenant
        numbers = {row.line: row.said["customer_id"] for row in rows if not row.faults}
        claims = self.table.get_many([keys.number(t, one) for one in numbers.values()], consistent=True)
        contacts = {
            line: str(claim["contact"])
            for line, number in numbers.items()
            if (claim := claims.get(keys.number(t, number)))
        }
        places = [target_keys.enrolment(t, one, self.target) for one in contacts.values()]
        stood = self.table.get_many(places, consistent=True)
        return [self._judged(row, contacts.get(row.line), stood) for row in rows]

    def do(self, judged: Sequence[Judged]) -> list[Fault]:
        wanted = [one for one in judged if one.verdict in ("create", "update")]
        return [fault for one in wanted for fault in alone(one.row, partial(self._enrol, one))]

    def _judged(self, row: Row, contact: str | None, stood: Mapping[Any, Any]) -> Judged:
        """A first enrolment is made, one that was left goes on."""
        if row.faults:
            return faulty(row, *row.faults)
        if contact is None:
            return faulty(row, row.fault("customer_id", UnknownCustomer().detail))
        item = stood.get(target_keys.enrolment(self.table.tenant, contact, self.target))
        before = kept.read(contact, self.target, item)
        if before is not None and before.running:
            return Judged(row, "unchanged")
        return Judged(row, "update" if before else "create", deed=contact)

    def _enrol(self, one: Judged) -> None:
        said = one.row.said
        wish = Wish(
            said.get("period_name"), said.get("initial_balance"), bool(said.get("reset_streak_status"))
        )
        moment = self.now.isoformat()
        request = drawn(self.secret, "enrolment", self.target, one.deed, moment)[:24]
        enrolments.enrol(self.table, self.group, self.target, one.deed, wish, request=request, now=self.now)
