"""How far a member is, as face 001 shows it, and the trace that `_include=explain` adds."""

from typing import Any

from ...actions.goals import Goal
from ...domain.rules.explain import ConditionTrace, Explanation, RuleSetTrace, RuleTrace
from ..wire import Number, Record


class RuleRecord(Record):
    """A rule as it was written, its value now, and what is missing; null: no amount is sure to do."""

    id: str
    fact: str
    operator: str
    constant: Number
    current: Number | None
    missing: Number | None
    isTrue: bool  # noqa: N815 - as the seed spells


class ConditionRecord(Record):
    matchCondition: str  # noqa: N815 - the seed's word
    mustEvaluateTo: bool  # noqa: N815 - the seed's word
    rules: list[RuleRecord]


class RuleSetRecord(Record):
    priority: int
    holds: bool
    conditions: list[ConditionRecord]


class BlockingRecord(Record):
    """A prerequisite that is not issued to the member, or a Must-Not that is."""

    achievementId: str  # noqa: N815 - the seed's word
    linkType: str  # noqa: N815 - the seed's word


class Trace(Record):
    """`window` is the period that is counted now: `-` is all of time, null that nothing counts now."""

    window: str | None
    takesPart: bool  # noqa: N815
    blockedBy: list[BlockingRecord]  # noqa: N815
    ruleSets: list[RuleSetRecord]  # noqa: N815 - the seed's word


class GoalRecord(Record):
    """`issued` is how often; `explain` only where it was asked for."""

    memberId: str  # noqa: N815 - as the seed spells
    achievementId: str  # noqa: N815
    goalPercentageComplete: int  # noqa: N815
    issued: int
    explain: Trace | None = None


class OneGoal(Record):
    """The envelope of one."""

    data: GoalRecord


def shown(goal: Goal, *, explained: bool) -> dict[str, Any]:
    record = GoalRecord(
        memberId=goal.contact,
        achievementId=goal.achievement,
        goalPercentageComplete=goal.told.percentage,
        issued=goal.told.issued,
        explain=_trace(goal.told) if explained else None,
    )
    return record.model_dump(exclude=None if explained else {"explain"})


def _trace(told: Explanation) -> Trace:
    return Trace(
        window=told.window,
        takesPart=told.takes_part,
        blockedBy=[
            BlockingRecord(achievementId=each.achievement, linkType=each.link.value) for each in told.blocking
        ],
        ruleSets=[_rule_set(each) for each in told.rule_sets],
    )


def _rule_set(trace: RuleSetTrace) -> RuleSetRecord:
    conditions = [_condition(each) for each in trace.conditions]
    return RuleSetRecord(priority=trace.priority, holds=trace.holds, conditions=conditions)


def _condition(trace: ConditionTrace) -> ConditionRecord:
    rules = [_rule(each) for each in trace.rules]
    return ConditionRecord(matchCondition=trace.match, mustEvaluateTo=trace.must, rules=rules)


def _rule(trace: RuleTrace) -> RuleRecord:
    return RuleRecord(
        id=trace.id,
        fact=trace.fact,
        operator=trace.operator,
        constant=trace.constant,
        current=trace.current,
        missing=trace.missing,
        isTrue=trace.is_true,
    )
