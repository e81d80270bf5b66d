"""The flows of target groups, their periods and targets, and of enrolments."""

from typing import Any

from chalicelib.api.targets.face import GROUP, GROUPS, TARGET
from tests.api import aiming
from tests.faults import enrolling
from tests.faults.flow import Arrange, Flow, Request

OF_GROUP = f"{GROUPS}/{{group}}"
OF_TARGET = f"{OF_GROUP}/targets/{{target}}"
PERIOD = {"refCode": "c6", "startDate": "2027-03-01", "endDate": "2027-04-01"}
WHO = {"customerId": enrolling.WHO}
GONE = frozenset({404})


def _flow(
    name: str,
    route: str,
    method: str,
    path: str,
    body: Any = None,
    *,
    after: Arrange = lambda _: None,
    status: int = 200,
    again: frozenset[int] = frozenset(),
    raw: Any = None,
) -> Flow:
    request = Request(method, path, status, body, again=again, raw=raw)
    return Flow(name, after, request.act, (f"{method} {route}",))


FLOWS: tuple[Flow, ...] = (
    _flow("set up a target group", GROUPS, "POST", GROUPS, aiming.MONTHS),
    _flow("rename a target group", GROUP, "PUT", OF_GROUP, {"name": "x"}, after=enrolling.a_target),
    _flow("remove a target group", GROUP, "DELETE", OF_GROUP, after=enrolling.a_group, again=GONE),
    _flow(
        "append periods",
        f"{GROUP}/targetPeriods",
        "POST",
        f"{OF_GROUP}/targetPeriods",
        [PERIOD],
        after=enrolling.a_target,
    ),
    _flow(
        "move a period",
        f"{GROUP}/targetPeriods",
        "PUT",
        f"{OF_GROUP}/targetPeriods",
        after=enrolling.a_target,
        raw=enrolling.moved_period,
    ),
    _flow(
        "take a period away",
        f"{GROUP}/targetPeriods/{{periodId}}",
        "DELETE",
        f"{OF_GROUP}/targetPeriods/{{period}}",
        after=enrolling.a_target,
        again=GONE,
    ),
    _flow(
        "set up targets",
        f"{GROUP}/targets",
        "POST",
        f"{OF_GROUP}/targets",
        [aiming.GROSS],
        after=enrolling.a_group,
    ),
    _flow(
        "change targets",
        f"{GROUP}/targets",
        "PUT",
        f"{OF_GROUP}/targets",
        after=enrolling.a_target,
        raw=enrolling.renamed_target,
    ),
    _flow("change a target", TARGET, "PUT", OF_TARGET, {"name": "x"}, after=enrolling.a_target),
    _flow("remove a target", TARGET, "DELETE", OF_TARGET, after=enrolling.a_target, again=GONE),
    _flow("enrol", f"{TARGET}/enroll", "POST", f"{OF_TARGET}/enroll", [WHO], after=enrolling.customers),
    _flow(
        "unEnroll", f"{TARGET}/unEnroll", "POST", f"{OF_TARGET}/unEnroll", WHO, after=enrolling.an_enrolment
    ),
    _flow(
        "pause a streak",
        f"{TARGET}/pauses",
        "POST",
        f"{OF_TARGET}/pauses",
        {**WHO, "startDate": "2026-12-24", "endDate": "2027-01-02"},
        after=enrolling.an_enrolment,
    ),
    _flow(
        "give freezes",
        f"{TARGET}/freezes",
        "POST",
        f"{OF_TARGET}/freezes",
        {**WHO, "freezes": 2},
        after=enrolling.an_enrolment,
    ),
    _flow(
        "take on an import of enrolments",
        f"{TARGET}/enrollments/import",
        "POST",
        f"{OF_TARGET}/enrollments/import",
        enrolling.MANY,
        after=enrolling.an_enrolment,
        status=202,
    ),
)
