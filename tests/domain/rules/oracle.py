"""A naive oracle: it keeps every event, and after each one reckons everything anew from the client's own words.

It shares no code with the engine: it reads the definitions as they were written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from chalicelib.domain.rules.model import ActivityEvent

Body = dict[str, Any]


@dataclass
class Oracle:
    """`bodies` are the definitions by id, prerequisites first."""

    bodies: dict[str, Body]
    groups: set[str] = field(default_factory=set)
    history: list[ActivityEvent] = field(default_factory=list)
    issues: list[tuple[str, str, str]] = field(default_factory=list)
    consumed: dict[str, set[str]] = field(default_factory=dict)

    def take(self, event: ActivityEvent) -> None:
        self.history.append(event)
        for uid, body in self.bodies.items():
            for window in sorted(
                {window_of(body["scheduling"], each.at) or "" for each in self.history} - {""}
            ):
                self.judge(uid, body, window, event)

    def judge(self, uid: str, body: Body, window: str, event: ActivityEvent) -> None:
        scheduling = body["scheduling"]
        keys = [key for issued, key, _ in self.issues if issued == uid]
        kind, limit = scheduling["scheduleType"], scheduling.get("scheduleOccurrencesLimit", 1)
        if len(keys) >= (1 if kind == "Once" else limit) or (kind in LENGTHS and window in keys):
            return
        inside = [
            each
            for each in self.history
            if window_of(scheduling, each.at) == window and each.id not in self.consumed.get(uid, set())
        ]
        touched = any(concern_any(body, each) for each in inside)
        if touched and self.allowed(body) and any(rule_set_holds(one, inside) for one in by_priority(body)):
            key = window if kind in LENGTHS else str(len(keys) + 1)
            self.issues.append((uid, key, event.id))
            if kind == "Repeatedly":
                self.consumed.setdefault(uid, set()).update(each.id for each in self.history)

    def allowed(self, body: Body) -> bool:
        issued = {uid for uid, _, _ in self.issues}
        links = [(link["linkType"], link["achievementId"] in issued) for link in body.get("dependantOn", [])]
        wanted = set(body.get("memberGroups", []))
        return (
            all(is_issued for link, is_issued in links if link == "Must")
            and not any(is_issued for link, is_issued in links if link == "Must-Not")
            and sum(is_issued for link, is_issued in links if link == "Should")
            >= body.get("minimumShouldMatch", 0)
            and (not wanted or bool(wanted & self.groups))
        )


LENGTHS = {"Daily": "%Y-%m-%d", "Weekly": "%G-W%V", "Monthly": "%Y-%m"}
PLACES = {"Daily": "%u", "Weekly": "%V", "Monthly": "%m"}


def window_of(scheduling: dict[str, Any], at: datetime) -> str | None:
    """Day by day to the next chosen one."""
    if at < datetime.fromisoformat(scheduling["startDate"]):
        return None
    if scheduling.get("endDate") and at >= datetime.fromisoformat(scheduling["endDate"]):
        return None
    kind, every = scheduling["scheduleType"], scheduling.get("every") or []
    if kind not in LENGTHS:
        return "-"
    days = [at.date()] if scheduling.get("onlyAggregateOnActiveDays") else days_from(at.date())
    return next(
        (f"{day:{LENGTHS[kind]}}" for day in days if not every or int(f"{day:{PLACES[kind]}}") in every), None
    )


def days_from(day: date) -> Iterator[date]:
    yield from (day + timedelta(days=ahead) for ahead in range(3_000))


def by_priority(body: Body) -> list[Body]:
    return sorted(body["ruleSets"], key=lambda rule_set: rule_set["priority"])


def rule_set_holds(rule_set: Body, events: list[ActivityEvent]) -> bool:
    mine = [each for each in events if rule_set["action"] in ("", "member.achievement", each.action)]
    counted = {
        number: [each for each in mine if concerns(rule, each)]
        for number, rule in enumerate(rule for one in rule_set["conditions"] for rule in one["rules"])
    }
    numbers = iter(counted)
    answers = [
        [main_truth(rule, counted[next(numbers)]) for rule in condition["rules"]]
        for condition in rule_set["conditions"]
    ]
    return all(
        verdict(condition, truths) for condition, truths in zip(rule_set["conditions"], answers, strict=True)
    )


def verdict(condition: Body, truths: list[bool]) -> bool:
    right = [truth == condition["mustEvaluateTo"] for truth in truths]
    return all(right) if condition["matchCondition"] == "All" else any(right)


def concern_any(body: Body, event: ActivityEvent) -> bool:
    """Whether one of the rules counts it: without such an event an achievement is not judged."""
    return any(
        rule_set["action"] in ("", "member.achievement", event.action) and concerns(rule, event)
        for rule_set in body["ruleSets"]
        for condition in rule_set["conditions"]
        for rule in condition["rules"]
    )


def concerns(rule: Body, event: ActivityEvent) -> bool:
    return all(
        verdict(condition, [sub_truth(one, event) for one in condition["subRules"]])
        for condition in rule["subConditions"]
    )


def main_truth(rule: Body, events: list[ActivityEvent]) -> bool:
    figures = [Fraction(each.value) for each in events if each.value is not None]
    value: Fraction | None
    match rule["fact"].split(".")[0]:
        case "event":
            value = Fraction(len(events))
        case "sum":
            value = sum(figures, Fraction(0))
        case "avg":
            value = sum(figures, Fraction(0)) / len(figures) if figures else None
        case "min":
            value = min(figures, default=None)
        case _:
            value = max(figures, default=None)
    return value is not None and compare(value, rule["operator"], Fraction(Decimal(str(rule["constant"]))))


def sub_truth(rule: Body, event: ActivityEvent) -> bool:
    fact, operator, constant = rule["fact"], rule["operator"], rule["constant"]
    found: list[Any]
    if fact == "event.action.type":
        found = [event.action]
    elif fact == "event.external.id":
        found = [each for each in (event.event_ref, event.relates_to, event.entity_ref, event.action) if each]
    elif fact == "event.entity.ref":
        found = [event.entity_ref] if event.entity_ref else []
    elif fact == "event.source.value":
        found, constant = ([event.value] if event.value is not None else []), Decimal(str(constant))
    elif fact == "event.time":
        found, constant = [event.at], datetime.fromisoformat(constant)
    else:
        key = fact.removeprefix("event.metadata.")
        found = [event.metadata[key]] if key in event.metadata else []
    if operator == "<>":
        return all(each != constant for each in found)
    return any(compare(each, operator, constant) for each in found)


def compare(left: Any, operator: str, right: Any) -> bool:
    match operator:
        case "==":
            return bool(left == right)
        case "<>":
            return bool(left != right)
        case ">" | "after":
            return bool(left > right)
        case ">=" | "on.or.after":
            return bool(left >= right)
        case "<" | "before":
            return bool(left < right)
        case _:
            return bool(left <= right)
