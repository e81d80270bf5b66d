"""Reads the sub conditions of a main rule: which events it is about. They do not nest."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from . import values
from .faults import Findings, Kind
from .model import Constant, Match, Operator, SubConditionSet, SubFact, SubRule
from .operators import METADATA_AS, OF_NUMBERS, OF_TEXTS, OF_TIMES
from .reading import flag, listed, member, shown

MOST_CONDITIONS = 20
MOST_SUB_RULES = 50
LONGEST_CONSTANT = 1_000
LONGEST_KEY = 200

_NESTED = ("subConditions", "subRules", "conditions", "rules")
_OPERATORS = {
    SubFact.ACTION: OF_TEXTS,
    SubFact.EXTERNAL: OF_TEXTS,
    SubFact.ENTITY: OF_TEXTS,
    SubFact.VALUE: OF_NUMBERS,
    SubFact.TIME: OF_TIMES,
    SubFact.HOUR: OF_NUMBERS,
    SubFact.WEEKDAY: OF_NUMBERS,
    SubFact.METADATA: frozenset(Operator),
}
_WANTED = {
    SubFact.VALUE: "a number",
    SubFact.TIME: "an ISO 8601 time",
    SubFact.HOUR: "0 to 23",
    SubFact.WEEKDAY: "1 (Monday) to 7",
}
_WANTED_OF_METADATA = {str: "text or a number", Decimal: "a number", datetime: "an ISO 8601 time"}
# What the wall's clock and calendar can show.
_SHOWN = {SubFact.HOUR: range(24), SubFact.WEEKDAY: range(1, 8)}


def sub_conditions(raw: object, path: str, findings: Findings) -> tuple[SubConditionSet, ...]:
    """Absent or empty: the rule is about every event of its action."""
    read = listed(raw or [], path, MOST_CONDITIONS, findings)
    return tuple(_condition(each, at, findings) for each, at in read)


def _condition(raw: dict[str, Any], path: str, findings: Findings) -> SubConditionSet:
    match = member(Match, raw.get("matchCondition", "All"), f"{path}.matchCondition", findings)
    must = flag(raw.get("mustEvaluateTo", True), f"{path}.mustEvaluateTo", findings)
    rules = raw.get("subRules")
    if rules is None or rules == []:
        findings.add(Kind.EMPTY, f"{path}.subRules", "Rules cannot be empty.")
        rules = []
    read = [
        _rule(each, at, findings) for each, at in listed(rules, f"{path}.subRules", MOST_SUB_RULES, findings)
    ]
    return SubConditionSet(match or Match.ALL, must, tuple(rule for rule in read if rule))


def _rule(raw: dict[str, Any], path: str, findings: Findings) -> SubRule | None:
    if any(raw.get(name) for name in _NESTED):
        findings.add(Kind.NESTED, path, "Sub rules do not nest.")
    fact, key = _fact(raw.get("fact"), f"{path}.fact", findings)
    operator = member(Operator, raw.get("operator"), f"{path}.operator", findings)
    if fact is None or operator is None:
        return None
    if operator not in _OPERATORS[fact]:
        message = f"The operator [{operator}] does not fit the fact [{fact}{key}]."
        findings.add(Kind.UNFIT, f"{path}.operator", message)
        return None
    constant = _constant(fact, operator, raw.get("constant"))
    if constant is None:
        message = f"The constant does not fit: {_wanted(fact, operator)} is expected."
        findings.add(Kind.UNFIT, f"{path}.constant", message)
        return None
    return SubRule(fact, operator, constant, key)


def _fact(raw: object, path: str, findings: Findings) -> tuple[SubFact | None, str]:
    """`event.metadata.<key>` and the closed list; a bare `event.metadata.` names nothing."""
    if isinstance(raw, str) and raw.startswith(SubFact.METADATA):
        key = raw.removeprefix(SubFact.METADATA)
        if 0 < len(key) <= LONGEST_KEY:
            return SubFact.METADATA, key
        findings.add(Kind.UNKNOWN, path, f"Unknown fact [{shown(raw)}].")
        return None, ""
    return member(SubFact, raw, path, findings), ""


def _constant(fact: SubFact, operator: Operator, raw: object) -> Constant | None:
    match fact:
        case SubFact.VALUE:
            return values.number(raw)
        case SubFact.TIME:
            return values.moment(raw)
        case SubFact.HOUR | SubFact.WEEKDAY:
            read = values.number(raw)
            return read if read in _SHOWN[fact] else None
        case SubFact.METADATA:
            return _of_metadata(operator, raw)
        case _:
            return _literal(raw)


def _wanted(fact: SubFact, operator: Operator) -> str:
    """In words. Of metadata and of text alike, the operator says what is compared."""
    return _WANTED.get(fact) or _WANTED_OF_METADATA[METADATA_AS[operator]]


def _of_metadata(operator: Operator, raw: object) -> Constant | None:
    kind = METADATA_AS[operator]
    if kind is str:
        return _literal(raw)
    return values.number(raw) if operator in OF_NUMBERS else values.moment(raw)


def _literal(raw: object) -> str | None:
    written = values.text(raw)
    return written if written and len(written) <= LONGEST_CONSTANT else None
