"""How a Lambda function follows a stream: the event source mapping's parameters, and its filter patterns."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

Record = dict[str, Any]
FOREVER = -1


def everything(_: Record) -> bool:
    return True


@dataclass(frozen=True)
class Mapping:
    """The defaults are AWS's for a DynamoDB stream; FOREVER retries until the record leaves the stream."""

    batch_size: int = 100
    maximum_retry_attempts: int = FOREVER
    maximum_record_age_seconds: int = FOREVER
    bisect_on_error: bool = False
    report_failures: bool = False
    starting_position: str = "TRIM_HORIZON"
    wants: Callable[[Record], bool] = everything

    @classmethod
    def of(cls, properties: dict[str, Any]) -> "Mapping":
        """From the properties of a SAM DynamoDB event or an AWS::Lambda::EventSourceMapping, as deployed."""
        return cls(
            batch_size=properties.get("BatchSize", 100),
            maximum_retry_attempts=properties.get("MaximumRetryAttempts", FOREVER),
            maximum_record_age_seconds=properties.get("MaximumRecordAgeInSeconds", FOREVER),
            bisect_on_error=properties.get("BisectBatchOnFunctionError", False),
            report_failures="ReportBatchItemFailures" in properties.get("FunctionResponseTypes", ()),
            starting_position=properties["StartingPosition"],
            wants=_filter(properties.get("FilterCriteria", {}).get("Filters", [])),
        )


def _filter(filters: list[dict[str, str]]) -> Callable[[Record], bool]:
    patterns = [json.loads(each["Pattern"]) for each in filters]
    return (lambda record: any(matches(pattern, record) for pattern in patterns)) if patterns else everything


def matches(pattern: dict[str, Any], value: Any) -> bool:
    """EventBridge's pattern rule: every key of the pattern must fit; a list holds the allowed values."""
    if not isinstance(value, dict):
        return False
    return all(_fits(wanted, value, key) for key, wanted in pattern.items())


def _fits(wanted: Any, holder: dict[str, Any], key: str) -> bool:
    if key == "$or":
        return any(matches(pattern, holder) for pattern in wanted)
    if isinstance(wanted, dict):
        return matches(wanted, holder.get(key))
    return any(_allows(rule, key in holder, holder.get(key)) for rule in wanted)


def _allows(rule: Any, present: bool, value: Any) -> bool:
    if not isinstance(rule, dict):
        return present and rule == value
    (kind, operand), *others = rule.items()
    if others or kind not in _RULES:
        raise ValueError(f"sandbox.mapping does not know the filter rule {rule!r}.")
    return _RULES[kind](operand, present, value)


def _but(operand: Any, present: bool, value: Any) -> bool:
    excluded = operand if isinstance(operand, list) else [operand]
    return present and not any(_allows(rule, present, value) for rule in excluded)


_RULES: dict[str, Callable[[Any, bool, Any], bool]] = {
    "prefix": lambda operand, _, value: isinstance(value, str) and value.startswith(operand),
    "suffix": lambda operand, _, value: isinstance(value, str) and value.endswith(operand),
    "wildcard": lambda operand, _, value: isinstance(value, str) and fnmatchcase(value, operand),
    "exists": lambda operand, present, _: present is operand,
    "anything-but": _but,
}
