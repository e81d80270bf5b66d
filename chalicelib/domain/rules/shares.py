"""How far an achievement is: the percentage of the way to its rules, exact, rounded down."""

from fractions import Fraction

from .counters import satisfied, stands_at
from .engine import is_true
from .model import Definition, MainConditionSet, MainRule, Match, Operator, RuleSet
from .progress import Kept, counter

# Comparisons that a growing value comes to meet.
GROWING = frozenset({Operator.AT_LEAST, Operator.MORE, Operator.EQUAL})
_NEARLY = 99


def percentage(definition: Definition, kept: Kept) -> int:
    """0 to 100: of several rule sets the nearest one's; 100 only where one holds, 0 while nothing counted."""
    if not kept.get("r"):
        return 0
    if any(is_true(rule_set, kept) for rule_set in definition.rule_sets):
        return 100
    nearest = max(_of_rule_set(rule_set, kept) for rule_set in definition.rule_sets)
    return min(_NEARLY, int(100 * nearest))


def _of_rule_set(rule_set: RuleSet, kept: Kept) -> Fraction:
    return _all([_of_condition(condition, kept) for condition in rule_set.conditions])


def _of_condition(condition: MainConditionSet, kept: Kept) -> Fraction | None:
    shares = [_of_rule(rule, condition.must, kept) for rule in condition.rules]
    if condition.match is Match.ANY:
        return max(Fraction(1) if share is None else share for share in shares)
    return None if shares == [None] * len(shares) else _all(shares)


def _all(shares: list[Fraction | None]) -> Fraction:
    """The mean of those that grow; what merely must not happen is left out until it happens."""
    growing = [share for share in shares if share is not None]
    return sum(growing, Fraction(0)) / len(growing) if growing else Fraction(1)


def _of_rule(rule: MainRule, must: bool, kept: Kept) -> Fraction | None:
    """From 0 to 1 for what grows towards its constant; else None where all is well and 0 where not."""
    one = counter(kept, rule)
    well = satisfied(rule, one) is must
    if not must or rule.operator not in GROWING or rule.constant <= 0:
        return None if well else Fraction(0)
    value = stands_at(rule.fact, one)
    if well or value is None:
        return Fraction(int(well))
    share = Fraction(value[0]) / (Fraction(rule.constant) * value[1])
    return share if 0 <= share <= 1 else Fraction(0)
