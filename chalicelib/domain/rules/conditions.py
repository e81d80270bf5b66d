"""All and Any, with mustEvaluateTo, over sub rules and over main rules alike."""

from collections.abc import Iterable

from .facts import said
from .model import ActivityEvent, MainRule, Match, Operator, SubConditionSet, SubRule
from .operators import COMPARE


def holds(match: Match, must: bool, answers: Iterable[bool]) -> bool:
    """All (any) of the answers are `must`: All with false is "every rule is false"."""
    judge = all if match is Match.ALL else any
    return judge(answer is must for answer in answers)


def counts(rule: MainRule, event: ActivityEvent) -> bool:
    """Whether the event is one of those that the main rule is about."""
    if rule.action is not None and rule.action != event.action:
        return False
    return all(_passes(conditions, event) for conditions in rule.sub_conditions)


def _passes(conditions: SubConditionSet, event: ActivityEvent) -> bool:
    return holds(conditions.match, conditions.must, (is_true(rule, event) for rule in conditions.rules))


def is_true(rule: SubRule, event: ActivityEvent) -> bool:
    """One of the things said compares so; `<>` is true exactly where `==` is not."""
    if rule.operator is Operator.UNEQUAL:
        return rule.constant not in said(rule, event)
    compare = COMPARE[rule.operator]
    return any(compare(value, rule.constant) for value in said(rule, event))
