"""All and Any, with mustEvaluateTo, over sub rules and over main rules alike."""

from collections.abc import Iterable

from .facts import said
from .model import ActivityEvent, MainRule, Match, Operator, SubRule
from .operators import COMPARE


def holds(match: Match, must: bool, answers: Iterable[bool]) -> bool:
    """All (any) of the answers are `must`: All with false is "every rule is false"."""
    every = match is Match.ALL
    for answer in answers:
        if (answer is must) is not every:
            return not every
    return every


def counts(rule: MainRule, event: ActivityEvent) -> bool:
    """Whether the event is one of those that the main rule is about."""
    if rule.action is not None and rule.action != event.action:
        return False
    for conditions in rule.sub_conditions:
        if not holds(conditions.match, conditions.must, [is_true(each, event) for each in conditions.rules]):
            return False
    return True


def is_true(rule: SubRule, event: ActivityEvent) -> bool:
    """One of the things said compares so; `<>` is true exactly where `==` is not, also of nothing."""
    if rule.operator is Operator.UNEQUAL:
        return rule.constant not in said(rule, event)
    compare, constant = COMPARE[rule.operator], rule.constant
    return any(compare(value, constant) for value in said(rule, event))
