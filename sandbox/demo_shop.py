"""A shop with sales and players: achievements by rules that are live, with members on their way to them."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.icons import STARTERS
from chalicelib.domain.reward_type import SYSTEM
from sandbox.house import House
from sandbox.life import Life
from sandbox.residents import TENANT

SPACE = f"/api/{TENANT}"
ICON = {name: uid for uid, name in STARTERS.items()}
GIVES = {kind.key: uid for uid, kind in SYSTEM.items()}
START = "2020-01-01T00:00:00.000+0000"
CUSTOMERS = (("shop-ada", "Ada's Tea Room"), ("shop-ben", "Ben & Daughters"), ("shop-eve", "Eve Outfitters"))


def fill(house: House, life: Life) -> None:
    """Three achievements that are live, one draft, three customers at several stages."""
    _define(
        life, "Ten wins", "trophy", _rule("event.count", "10", wins=True), [_reward("points", 50, delay=10)]
    )
    first = _define(life, "First sale", "ribbon", _rule("event.count", "1"), [_reward("badge", 1)])
    _define(
        life,
        "A thousand in a month",
        "flame",
        _rule("sum.event.source.value", "1000"),
        [_reward("points", 100, memberAcknowledgmentRequired=True, period=14 * 24 * 60)],
        scheduling={
            "scheduleType": "Monthly",
            "scheduleOccurrencesLimit": 12,
            "every": [],
            "startDate": START,
        },
        dependantOn=[{"achievementId": first["id"], "linkType": "Must"}],
        category=["sales"],
    )
    _define(life, "Ten thousand in a month", "crown", _rule("sum.event.source.value", "10000"), [], "Draft")
    members = [{"memberRefId": ref, "name": name, "groups": ["shop"]} for ref, name in CUSTOMERS]
    life.ask("POST", f"{SPACE}/members", members)
    house.settle()
    life.ask("POST", f"{SPACE}/events", _events(house.clock.now()))


def _define(
    life: Life, name: str, icon: str, rules: Any, rewards: list[Any], status: str = "Live", **more: Any
) -> Any:
    once = {"scheduleType": "Once", "scheduleOccurrencesLimit": 1, "every": [], "startDate": START}
    achievement = {
        "name": name,
        "icon": ICON[icon],
        "ruleSets": rules,
        "scheduling": once,
        "achievementLiveStatus": status,
        **more,
    }
    body = {"achievement": achievement, "rewards": rewards}
    return life.ask("POST", f"{SPACE}/achievements", body)["data"]


def _rule(fact: str, constant: str, *, wins: bool = False) -> list[Any]:
    """At least so much of what is told: of wins whatever the action, else of sales."""
    rule: dict[str, Any] = {"fact": fact, "operator": ">=", "constant": constant}
    if wins:
        about = {"fact": "event.external.id", "operator": "==", "constant": "win"}
        rule["subConditions"] = [{"matchCondition": "All", "mustEvaluateTo": True, "subRules": [about]}]
    conditions = [{"matchCondition": "All", "mustEvaluateTo": True, "rules": [rule]}]
    return [{"priority": 1, "action": "" if wins else "sale", "conditions": conditions}]


def _reward(kind: str, value: int, **more: Any) -> dict[str, Any]:
    return {
        "entityType": "achievement",
        "entityId": "",
        "rewardRank": "",
        "rewardName": f"{value} points" if kind == "points" else "A badge",
        "description": "Given by the shop.",
        "value": value,
        "rewardType": GIVES[kind],
        **more,
    }


def _events(now: datetime) -> list[dict[str, Any]]:
    """Ada has sold and won enough, Ben is half-way, Eve has only begun."""
    told = [
        ("shop-ada", "sale", 640),
        ("shop-ada", "sale", 480),
        ("shop-ben", "sale", 320),
        ("shop-eve", "visit", None),
    ]
    told += [("shop-ada", "win", None)] * 10 + [("shop-ben", "win", None)] * 6
    return [
        {
            "memberRefId": ref,
            "action": action,
            "eventRefId": f"demo-{place}",
            "transactionTimestamp": (now - timedelta(minutes=len(told) - place)).isoformat(),
            **({"sourceValue": value} if value else {}),
        }
        for place, (ref, action, value) in enumerate(told)
    ]
