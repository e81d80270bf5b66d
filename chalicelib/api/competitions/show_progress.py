"""A member's progress as face 001 shows it; `_include=explain` adds why it is as it is."""

from typing import Any

from ...actions.progressing import Progressed
from ...domain.rules.explain import ConditionTrace, Explanation, RuleSetTrace, RuleTrace


def progress(member: str, one: Progressed, *, explained: bool) -> dict[str, Any]:
    found = one.explanation
    shown = {
        "memberId": member,
        "achievementId": one.achievement,
        "goalPercentageComplete": found.percentage,
        "issued": found.issued > 0,
        "timesIssued": found.issued,
    }
    return {**shown, "explain": _explained(found)} if explained else shown


def _explained(found: Explanation) -> dict[str, Any]:
    return {
        "window": found.window,
        "openToMember": found.takes_part,
        "blockedBy": [
            {"achievementId": one.achievement, "linkType": one.link.value} for one in found.blocking
        ],
        "ruleSets": [_rule_set(one) for one in found.rule_sets],
    }


def _rule_set(one: RuleSetTrace) -> dict[str, Any]:
    conditions = [_condition(condition) for condition in one.conditions]
    return {"priority": one.priority, "fulfilled": one.holds, "conditions": conditions}


def _condition(one: ConditionTrace) -> dict[str, Any]:
    rules = [_rule(rule) for rule in one.rules]
    return {"matchCondition": one.match, "mustEvaluateTo": one.must, "rules": rules}


def _rule(one: RuleTrace) -> dict[str, Any]:
    """`missing` is null where no amount is sure to make the rule what it must be."""
    return {
        "id": one.id,
        "fact": one.fact,
        "operator": one.operator,
        "constant": one.constant,
        "current": one.current,
        "missing": one.missing,
        "evaluatesTo": one.is_true,
    }
