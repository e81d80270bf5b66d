"""Reads the rule sets of a definition as clients write them (seed 001); every fault is found and named."""

from decimal import Decimal
from typing import Any

from .faults import Findings, Kind
from .model import ANY_ACTION, MainConditionSet, MainFact, MainRule, Match, Operator, RuleSet
from .operators import OF_NUMBERS
from .reading import flag, listed, member, whole
from .sub_rules import sub_conditions
from .values import number

MOST_RULE_SETS = 20
MOST_CONDITIONS = 20
MOST_RULES = 50
LONGEST_NAME = 200
_PRIORITIES = range(-(10**9), 10**9)
_EMPTY = "Rules cannot be empty."


def read_rule_sets(raw: object, findings: Findings) -> tuple[RuleSet, ...]:
    """Lowest priority first, equals as written."""
    read = _Reading(findings)
    found = [read.rule_set(each, path) for each, path in _some(raw, "ruleSets", MOST_RULE_SETS, findings)]
    if read.position > MOST_RULES:
        findings.add(Kind.TOO_MANY, "ruleSets", f"There are at most {MOST_RULES} rules in an achievement.")
    return tuple(sorted(found, key=lambda rule_set: rule_set.priority))


class _Reading:
    """One pass over the rule sets as written, which numbers the main rules through."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.position = 0

    def rule_set(self, raw: dict[str, Any], path: str) -> RuleSet:
        priority = whole(raw.get("priority", 1), f"{path}.priority", _PRIORITIES, self.findings)
        action = self._action(raw.get("action"), f"{path}.action")
        conditions = _some(raw.get("conditions"), f"{path}.conditions", MOST_CONDITIONS, self.findings)
        return RuleSet(priority, action, tuple(self.condition(each, at, action) for each, at in conditions))

    def condition(self, raw: dict[str, Any], path: str, action: str | None) -> MainConditionSet:
        match = member(Match, raw.get("matchCondition", "All"), f"{path}.matchCondition", self.findings)
        must = flag(raw.get("mustEvaluateTo", True), f"{path}.mustEvaluateTo", self.findings)
        rules = _some(raw.get("rules"), f"{path}.rules", MOST_RULES, self.findings)
        read = tuple(self.rule(each, at, action) for each, at in rules)
        return MainConditionSet(match or Match.ALL, must, read)

    def rule(self, raw: dict[str, Any], path: str, action: str | None) -> MainRule:
        fact = member(MainFact, raw.get("fact"), f"{path}.fact", self.findings)
        operator = member(Operator, raw.get("operator"), f"{path}.operator", self.findings)
        if operator and operator not in OF_NUMBERS:
            message = f"The operator [{operator}] does not fit a number."
            self.findings.add(Kind.UNFIT, f"{path}.operator", message)
        constant = self._number(raw.get("constant"), f"{path}.constant")
        said = sub_conditions(raw.get("subConditions"), f"{path}.subConditions", self.findings)
        position, self.position = self.position, self.position + 1
        name = raw.get("id")
        return MainRule(
            position,
            name[:LONGEST_NAME] if isinstance(name, str) else "",
            fact or MainFact.COUNT,
            operator or Operator.EQUAL,
            constant,
            action,
            said,
        )

    def _number(self, raw: object, path: str) -> Decimal:
        constant = number(raw)
        if constant is None:
            self.findings.add(Kind.UNFIT, path, "The constant is not a number.")
        return constant or Decimal(0)

    def _action(self, raw: object, path: str) -> str | None:
        if raw is None or (isinstance(raw, str) and raw in ANY_ACTION):
            return None
        if not isinstance(raw, str):
            self.findings.add(Kind.SHAPE, path, "The action is not text.")
            return None
        if len(raw) > LONGEST_NAME:
            self.findings.add(Kind.UNFIT, path, f"The action is longer than {LONGEST_NAME} characters.")
        return raw


def _some(raw: object, path: str, most: int, findings: Findings) -> list[tuple[dict[str, Any], str]]:
    """The objects of a list that must not be empty; null and absent are empty too."""
    if raw is None or raw == []:
        findings.add(Kind.EMPTY, path, _EMPTY)
        return []
    return listed(raw, path, most, findings)
