"""Face 004 as its clients ask it: groups, targets, enrolments."""

from datetime import date, timedelta
from typing import Any

from sandbox.gateway import Reply
from tests.api.refusing import refused
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


def furnish(club: Club) -> dict[str, Any]:
    """One record of each kind of this face, for the sweeps over all routes."""
    of = group(club, name="of the furniture", trackingType="STREAKS")
    made, who = target(club, of, name="of the furniture"), customer(club, 7_004)
    enrolled(club, made, who)
    many = club.ask("POST", f"{place(made)}/enrollments/import", [{"customerId": who}])
    assert many.status == 202, many.body
    return {"target_group": of, "target": made, "customer": who, "enrolments": many.json["data"]}


def named(records: dict[str, Any]) -> dict[str, str]:
    """What stands for a path's parameters."""
    return {
        "targetGroupId": str(records["target_group"]["id"]),
        "targetId": str(records["target"]["id"]),
        "periodId": str(records["target_group"]["periods"][-1]["id"]),
        "customerId": str(records["customer"]),
        "importId": records["enrolments"]["id"],
    }


def bodies(records: dict[str, Any]) -> dict[str, Any]:
    """By the name of the body's model."""
    who, period = {"customerId": records["customer"]}, records["target_group"]["periods"][-1]
    return {
        "TargetGroupBody": MONTHS,
        "TargetGroupChange": {"name": "Another"},
        "PeriodsBody": [{"refCode": "c6", "startDate": "2027-03-01", "endDate": "2027-04-01"}],
        "PeriodsChange": [{**period, "endDate": "2027-03-02"}],
        "TargetsBody": [GROSS],
        "TargetChange": {"name": "Another"},
        "TargetsChange": [{"id": records["target"]["id"], "name": "Another"}],
        "EnrolmentsBody": [who],
        "EnrolmentsImport": [who],
        "UnEnrolmentBody": who,
        "PauseBody": {**who, "startDate": "2026-12-24", "endDate": "2027-01-02"},
        "FreezesBody": {**who, "freezes": 1},
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


def hostile(club: Club, one: Any, body: Any, raw: bytes | None = None) -> Any:
    """An enrolment that is refused with one of the face's codes, and nothing was written."""
    path = f"{place(one)}/enroll"
    return refused(club, lambda: club.ask("POST", path, body, raw=raw), 400)["errors"]


def customer(club: Club, number: int) -> int:
    """A contact with this number; events know it by the same."""
    club.person(number=number, member_ref=f"M-{number}", email=f"n{number}@example.org")
    return number


def enroll(club: Club, one: Any, who: int, *, prefix: str = "", role: str = "admin", **more: Any) -> Reply:
    """The seed's call, whatever it answers."""
    return club.ask("POST", f"{prefix}{place(one)}/enroll", [{"customerId": who, **more}], role=role)


def enrolled(club: Club, one: Any, who: int, **more: Any) -> Any:
    """The warnings of an enrolment that succeeded, in the seed's own shape."""
    reply = enroll(club, one, who, **more)
    assert reply.status == 200, reply.body
    assert list(reply.json) == ["data", "errors", "warnings"]
    assert reply.json["data"] == who and reply.json["errors"] is None
    return reply.json["warnings"]


def left(club: Club, one: Any, who: int) -> None:
    assert posted(club, f"{place(one)}/unEnroll", {"customerId": who}) == who


def told(club: Club, who: int, at: str, value: Any = None, action: str = "sale", **more: Any) -> None:
    """An event of the customer's at that time, counted."""
    event = {"memberRefId": f"M-{who}", "action": action, "transactionTimestamp": at, **more}
    event |= {} if value is None else {"sourceValue": value}
    reply = club.ask("POST", f"/api/{club.tenant}/events", [event])
    assert reply.json["data"][0]["status"] == "accepted", reply.body
    club.house.settle()


def status(club: Club, who: int, **more: Any) -> Any:
    """All targets of a customer, by their ids."""
    said = club.got(f"/users/{who}/targetGroups", **more)
    assert said["errors"] is None and said["data"]["userId"] == who
    return {one["id"]: one for group in said["data"]["targetGroups"] for one in group["targets"]}


def periods(club: Club, one: Any, who: int) -> Any:
    """How far the customer is in each period, by refCode."""
    return {period["refCode"]: period for period in status(club, who)[one["id"]]["periods"]}


def values(club: Club, one: Any, who: int) -> dict[str, Any]:
    return {code: period["achievedValue"] for code, period in periods(club, one, who).items()}


def entered(club: Club, one: Any, who: int) -> list[str]:
    """The periods in which the customer is enrolled."""
    return [code for code, period in periods(club, one, who).items() if period["enrolled"]]


def streak(club: Club, one: Any, who: int) -> Any:
    return status(club, who)[one["id"]]["streak"]


def reached(club: Club, one: Any, who: int) -> list[str]:
    return [level["name"] for level in streak(club, one, who)["levels"] if level["achieved"]]


def periods_of(club: Club, of: Any) -> Any:
    """A group's periods, as they are now."""
    return club.got(f"{GROUPS}/{of['id']}")["data"]["periods"]


def later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
