"""The shop's targets: a milestone of monthly sales, a streak of weekly visits, customers on their way."""

from datetime import datetime, timedelta
from typing import Any

from sandbox.demo_shop import GIVES, SPACE
from sandbox.house import House
from sandbox.life import Life
from sandbox.residents import Residents

GROUPS = "/targetGroups"
ZONE = "Europe/London"
CUSTOMERS = (("shop-fay", "Fay's Bakery"), ("shop-gus", "Gus Ironmongers"))
BADGE = {"rewardName": "A bronze badge", "rewardType": GIVES["badge"], "value": 1}


def _points(value: int) -> dict[str, Any]:
    return {"rewardName": f"{value} points", "rewardType": GIVES["points"], "value": value}


MONTHS = {"name": "Monthly sales", "frequencyType": "MONTHLY", "recurringCycles": 12}
SALES = {"name": "1000 a month", "targetType": "GROSS_SALES", "defaultValue": 1000, "rewards": [_points(25)]}
WEEKS = {
    "name": "Weekly visits",
    "trackingType": "STREAKS",
    "frequencyType": "WEEKLY",
    "recurringCycles": 26,
}
VISITS = {
    "name": "Come every week",
    "targetType": "COUNT",
    "eventName": "visit",
    "defaultValue": 1,
    "levels": [
        {"name": "bronze", "cycles": 1, "rewards": [BADGE]},
        {"name": "silver", "cycles": 4, "rewards": [_points(20)]},
        {"name": "gold", "cycles": 12, "rewards": [_points(100)]},
    ],
}


def fill(house: House, life: Life, residents: Residents) -> None:
    """Fay has reached this month's sales, Gus came with a balance; Fay and the key's member come weekly."""
    today = house.clock.now().date()
    first, monday = today.replace(day=1), today - timedelta(days=today.weekday())
    sales = _target(life, {**MONTHS, "startDate": first.isoformat()}, SALES)
    visits = _target(life, {**WEEKS, "startDate": monday.isoformat()}, VISITS)
    members = [{"memberRefId": ref, "name": name, "groups": ["shop"]} for ref, name in CUSTOMERS]
    life.ask("POST", f"{SPACE}/members", members)
    fay, gus, own = _number(life, "shop-fay"), _number(life, "shop-gus"), residents.member["number"]
    _enrol(life, sales, fay)
    _enrol(life, sales, gus, initialBalance=300)
    for who in (fay, own):
        _enrol(life, visits, who)
    life.ask("POST", f"{visits}/freezes", {"customerId": fay, "freezes": 2})
    coming = today + timedelta(days=30)
    pause = {"startDate": coming.isoformat(), "endDate": (coming + timedelta(days=14)).isoformat()}
    life.ask("POST", f"{visits}/pauses", {"customerId": own, **pause})
    life.ask("POST", f"{SPACE}/events", _events(house.clock.now(), residents.member["member_ref"]))


def _target(life: Life, group: dict[str, Any], target: dict[str, Any]) -> str:
    """The path of the one target of a new group."""
    made = life.ask("POST", GROUPS, {**group, "timeZoneName": ZONE})["data"]
    (one,) = life.ask("POST", f"{GROUPS}/{made['id']}/targets", [target])["data"]
    return f"{GROUPS}/{made['id']}/targets/{one['id']}"


def _number(life: Life, ref: str) -> int:
    (found,) = life.ask("GET", f"person/?member_ref={ref}")["results"]
    return int(found["number"])


def _enrol(life: Life, target: str, who: int, **more: Any) -> None:
    life.ask("POST", f"{target}/enroll", [{"customerId": who, **more}])


def _events(now: datetime, own: str) -> list[dict[str, Any]]:
    told: list[tuple[str, str, int | None]] = [
        ("shop-fay", "sale", 700),
        ("shop-fay", "sale", 450),
        ("shop-gus", "sale", 120),
        ("shop-fay", "visit", None),
        (own, "visit", None),
    ]
    return [
        {
            "memberRefId": ref,
            "action": action,
            "eventRefId": f"demo-target-{place}",
            "transactionTimestamp": now.isoformat(),
            **({"sourceValue": value} if value else {}),
        }
        for place, (ref, action, value) in enumerate(told)
    ]
