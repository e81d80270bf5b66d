"""Face 004 as its clients ask it: groups, targets, enrolments."""

from typing import Any

from sandbox.gateway import Reply
from tests.asking import Club

GROUPS = "/targetGroups"
MONTHS = {
    "name": "ABC",
    "timeZoneName": "Europe/London",
    "periods": [
        {"refCode": "c1", "startDate": "2026-10-01", "endDate": "2026-11-01"},
        {"refCode": "c2", "startDate": "2026-11-01", "endDate": "2026-12-01"},
        {"refCode": "c3", "startDate": "2026-12-01", "endDate": "2027-01-01"},
        {"refCode": "c4", "startDate": "2027-01-01", "endDate": "2027-02-01"},
        {"refCode": "c5", "startDate": "2027-02-01", "endDate": "2027-03-01"},
    ],
}
GROSS = {"name": "Gross sales", "targetType": "GROSS_SALES", "defaultValue": 1000}
BODIES: dict[str, Any] = {
    "TargetGroupBody": MONTHS,
    "TargetGroupChange": {"name": "Another"},
    "PeriodsBody": [{"refCode": "c6", "startDate": "2027-03-01", "endDate": "2027-04-01"}],
    "TargetsBody": [GROSS],
    "TargetChange": {"name": "Another"},
}


def posted(club: Club, path: str, body: Any, **more: Any) -> Any:
    """What is answered under `data`."""
    reply = club.ask("POST", path, body, **more)
    assert reply.status == 200, reply.body
    assert (reply.json["errors"]) is None
    return reply.json["data"]


def group(club: Club, **changes: Any) -> Any:
    return posted(club, GROUPS, {**MONTHS, **changes})


def target(club: Club, of: Any, **changes: Any) -> Any:
    (made,) = posted(club, f"{GROUPS}/{of['id']}/targets", [{**GROSS, **changes}])
    return made


def place(one: Any) -> str:
    """The path of a target."""
    return f"{GROUPS}/{one['targetGroupId']}/targets/{one['id']}"


def faults(reply: Reply, status: int = 400) -> list[int]:
    """The codes of a refusal, whose body is the seed's."""
    assert reply.status == status, (reply.status, reply.body)
    assert list(reply.json) == ["data", "errors", "warnings"]
    assert reply.json["data"] is None and reply.json["warnings"] is None
    for one in reply.json["errors"]:
        assert list(one) == ["code", "message"] and isinstance(one["code"], int) and one["message"]
    return [one["code"] for one in reply.json["errors"]]
