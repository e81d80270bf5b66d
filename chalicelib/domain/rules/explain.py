"""Why an achievement is issued or not: each rule's value, what is missing, what blocks, and how far."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Context, Decimal

from .counters import Number, satisfied, stands_at
from .engine import Standing, are_met, is_true, takes_part
from .links import Link
from .model import Definition, MainConditionSet, MainFact, MainRule, Operator, RuleSet
from .progress import NOTHING, Kept, Progress, counter, is_finished
from .shares import GROWING, percentage
from .windows import ALL_TIME

_SHOWN = Context(prec=30)


@dataclass(frozen=True)
class RuleTrace:
    """`missing` is 0 where the rule is as it must be, None where no amount is sure to make it so."""

    id: str
    fact: str
    operator: str
    constant: Decimal
    current: Decimal | None
    missing: Decimal | None
    is_true: bool


@dataclass(frozen=True)
class ConditionTrace:
    match: str
    must: bool
    rules: tuple[RuleTrace, ...]


@dataclass(frozen=True)
class RuleSetTrace:
    priority: int
    holds: bool
    conditions: tuple[ConditionTrace, ...]


@dataclass(frozen=True)
class Blocking:
    """A prerequisite that is not issued, or a Must-Not that is."""

    achievement: str
    link: Link


@dataclass(frozen=True)
class Explanation:
    """How a contact stands in the window that is counted `now`, None where nothing is.

    `percentage` is 100 where it was issued (for good, or in this window) or its rules hold.
    """

    percentage: int
    issued: int
    window: str | None
    takes_part: bool
    blocking: tuple[Blocking, ...]
    rule_sets: tuple[RuleSetTrace, ...]


def explain(progress: Progress, definition: Definition, standing: Standing, now: datetime) -> Explanation:
    tally = progress.get(definition.id, NOTHING)
    window = _window(definition, now)
    kept = tally.get("w", {}).get(window or "", Kept())
    reached = bool(kept.get("i")) or is_finished(tally, definition)
    return Explanation(
        percentage=100 if reached else percentage(definition, kept),
        issued=tally.get("n", 0),
        window=window,
        takes_part=takes_part(definition, standing),
        blocking=_blocking(definition, standing),
        rule_sets=tuple(_of_rule_set(rule_set, kept) for rule_set in definition.rule_sets),
    )


def _window(definition: Definition, now: datetime) -> str | None:
    """All of time is shown before it starts and after it ends, too."""
    return definition.scheduling.window(now) if definition.scheduling.span else ALL_TIME


def _blocking(definition: Definition, standing: Standing) -> tuple[Blocking, ...]:
    dependencies, issued = definition.dependencies, standing.issued
    if are_met(dependencies, issued):
        return ()
    short = len(dependencies.should & issued) < dependencies.minimum
    found = {
        Link.MUST: dependencies.must - issued,
        Link.MUST_NOT: dependencies.must_not & issued,
        Link.SHOULD: dependencies.should - issued if short else frozenset(),
    }
    return tuple(Blocking(uid, link) for link, uids in found.items() for uid in sorted(uids))


def _of_rule_set(rule_set: RuleSet, kept: Kept) -> RuleSetTrace:
    conditions = tuple(_of_condition(condition, kept) for condition in rule_set.conditions)
    return RuleSetTrace(rule_set.priority, bool(kept.get("r")) and is_true(rule_set, kept), conditions)


def _of_condition(condition: MainConditionSet, kept: Kept) -> ConditionTrace:
    rules = tuple(_of_rule(rule, condition.must, kept) for rule in condition.rules)
    return ConditionTrace(condition.match.value, condition.must, rules)


def _of_rule(rule: MainRule, must: bool, kept: Kept) -> RuleTrace:
    one = counter(kept, rule)
    truth, current = satisfied(rule, one), _current(stands_at(rule.fact, one))
    missing = Decimal(0) if truth is must else _missing(rule, current) if must else None
    return RuleTrace(rule.id, rule.fact, rule.operator, rule.constant, current, missing, truth)


def _current(value: tuple[Number, int] | None) -> Decimal | None:
    """As a number; only an average may have to be rounded."""
    return None if value is None else _SHOWN.divide(Decimal(value[0]), Decimal(value[1]))


def _missing(rule: MainRule, current: Decimal | None) -> Decimal | None:
    if rule.operator not in GROWING:
        return None
    missing = rule.constant - (current or 0)
    if rule.operator is Operator.MORE and rule.fact is MainFact.COUNT:
        missing += 1
    return missing if missing > 0 else None
