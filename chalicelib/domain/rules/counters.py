"""One counter: as much of the counted events as its fact needs, in plain data that a table keeps as a map.

Adding is order-free and exact, so that counters may be counted anew from the events at any time.
"""

from decimal import Decimal
from typing import TypedDict

from .model import MainFact, MainRule
from .operators import COMPARE
from .values import EXACT

Number = Decimal | int  # a table gives whole numbers back as int


class Counter(TypedDict, total=False):
    """c: events. Of those that carry a value, v: how many, s: their sum, lo and hi: the bounds."""

    c: int
    v: int
    s: Number
    lo: Number
    hi: Number


def add(counter: Counter, fact: MainFact, value: Number | None) -> None:
    """Counts one event in. An event without a sourceValue counts, and adds nothing else."""
    counter["c"] = counter.get("c", 0) + 1
    if value is None or fact is MainFact.COUNT:
        return
    match fact:
        case MainFact.LEAST:
            counter["lo"] = min(counter.get("lo", value), value)
        case MainFact.MOST:
            counter["hi"] = max(counter.get("hi", value), value)
        case _:
            counter["s"] = EXACT.add(counter.get("s", 0), value)
            if fact is MainFact.AVERAGE:
                counter["v"] = counter.get("v", 0) + 1


def satisfied(rule: MainRule, counter: Counter) -> bool:
    """Whether the rule is true of what was counted; avg, min, max of nothing are not, whatever is asked."""
    value = stands_at(rule.fact, counter)
    if value is None:
        return False
    number, parts = value
    wanted = rule.constant if parts == 1 else EXACT.multiply(rule.constant, parts)
    return COMPARE[rule.operator](number, wanted)


def stands_at(fact: MainFact, counter: Counter) -> tuple[Number, int] | None:
    """The fact's value, as a number and what it is divided by; None where it has none."""
    match fact:
        case MainFact.COUNT:
            return counter.get("c", 0), 1
        case MainFact.SUM:
            return counter.get("s", 0), 1
        case MainFact.AVERAGE:
            return (counter["s"], counter["v"]) if counter.get("v") else None
        case MainFact.LEAST:
            return (counter["lo"], 1) if "lo" in counter else None
        case _:
            return (counter["hi"], 1) if "hi" in counter else None
