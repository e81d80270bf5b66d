"""Which events a target is about, as clients write it: the sub-conditions of achievements by rules."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..rules.faults import Findings
from ..rules.model import Constant, SubConditionSet
from ..rules.sub_rules import sub_conditions


def read(raw: object, path: str = "filters") -> tuple[SubConditionSet, ...]:
    """As written; Invalid with each fault under its path."""
    findings = Findings()
    return findings.settle(sub_conditions(raw, path, findings))


def said(filters: Iterable[SubConditionSet]) -> list[dict[str, Any]]:
    """As a client would write them; read again they are the same."""
    return [
        {
            "matchCondition": str(one.match),
            "mustEvaluateTo": one.must,
            "subRules": [
                {
                    "fact": f"{rule.fact}{rule.key}",
                    "operator": str(rule.operator),
                    "constant": _written(rule.constant),
                }
                for rule in one.rules
            ],
        }
        for one in filters
    ]


def _written(constant: Constant) -> str:
    match constant:
        case Decimal():
            return f"{constant:f}"
        case datetime():
            return constant.isoformat()
        case _:
            return constant
