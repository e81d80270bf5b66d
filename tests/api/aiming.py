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


def customer(club: Club, number: int) -> int:
    """A contact with this number; events know it by the same."""
    club.person(number=number, member_ref=f"M-{number}", email=f"n{number}@example.org")
    return number


def enroll(club: Club, one: Any, who: int, *, prefix: str = "", **more: Any) -> Reply:
    """The seed's call, whatever it answers."""
    return club.ask("POST", f"{prefix}{place(one)}/enroll", [{"customerId": who, **more}])


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
