"""Definitions and events as the tests write them: the seed's words, said shortly."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.engine import Issue, Outcome, Standing, apply
from chalicelib.domain.rules.model import ActivityEvent, Definition
from chalicelib.domain.rules.progress import Progress

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday, in ISO week 47
ANYONE = Standing()


def sub(fact: str, operator: str, constant: object) -> dict[str, Any]:
    return {"jsonClass": "SubRule", "fact": fact, "operator": operator, "constant": constant}


def subs(*rules: dict[str, Any], match: str = "All", must: bool = True) -> dict[str, Any]:
    return {"matchCondition": match, "mustEvaluateTo": must, "subRules": list(rules)}


def rule(fact: str, operator: str, constant: object, *conditions: dict[str, Any]) -> dict[str, Any]:
    return {
        "fact": fact,
        "operator": operator,
        "constant": constant,
        "id": "r",
        "subConditions": list(conditions),
    }


def when(*rules: dict[str, Any], match: str = "All", must: bool = True) -> dict[str, Any]:
    return {"matchCondition": match, "mustEvaluateTo": must, "rules": list(rules)}


def rule_set(
    *conditions: dict[str, Any], action: str = "member.achievement", priority: int = 1
) -> dict[str, Any]:
    return {"priority": priority, "scope": "achievement", "action": action, "conditions": list(conditions)}


def wins(count: int, operator: str = ">=") -> dict[str, Any]:
    """So many events that say `win`, as the seed asks for ten."""
    return rule("event.count", operator, str(count), subs(sub("event.external.id", "==", "win")))


def body(*rule_sets: dict[str, Any], schedule: dict[str, Any] | None = None, **rest: Any) -> dict[str, Any]:
    scheduling = {"scheduleType": "Once", "startDate": "2020-01-01T00:00:00.000+0000"}
    return {"ruleSets": list(rule_sets), "scheduling": scheduling | (schedule or {}), **rest}


def definition(*rules: dict[str, Any], uid: str = "goal", action: str = "", **rest: Any) -> Definition:
    """One rule set with one condition: all of these rules."""
    return parse(uid, body(rule_set(when(*rules), action=action), **rest))


def event(
    uid: str, action: str = "win", at: datetime = NOON, value: str | None = None, **rest: Any
) -> ActivityEvent:
    return ActivityEvent(uid, at, action, value=None if value is None else Decimal(value), **rest)


def several(count: int, action: str = "win", at: datetime = NOON, name: str = "e") -> list[ActivityEvent]:
    return [
        event(f"{name}{number}", action, at + timedelta(seconds=number)) for number in range(1, count + 1)
    ]


def after(
    events: list[ActivityEvent],
    *definitions: Definition,
    progress: Progress | None = None,
    standing: Standing = ANYONE,
    now: datetime = NOON,
) -> Outcome:
    return apply(progress or {}, definitions, events, standing, now)


def one_by_one(
    events: list[ActivityEvent], *definitions: Definition, standing: Standing = ANYONE, now: datetime = NOON
) -> tuple[Progress, list[Issue]]:
    """Each event in an evaluation of its own, in the order given; what is issued stays known."""
    progress: Progress = {}
    issues: list[Issue] = []
    for each in events:
        known = Standing(standing.issued | {issue.achievement for issue in issues}, standing.groups)
        outcome = apply(progress, definitions, [each], known, now)
        progress = outcome.progress
        issues.extend(outcome.issues)
    return progress, issues
