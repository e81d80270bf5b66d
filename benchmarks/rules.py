"""Rule evaluation in the pure domain: what an event takes, however many rules are live."""

import time
from collections.abc import Iterable

from benchmarks.evaluated import CASES, LIVE_RULES, Turn
from benchmarks.figures import Figure
from benchmarks.instructions import each

TITLE = "Rules: what an event takes in the pure domain"
FEW, MANY = 100, 600
TIMED = 5_000
# Design §7: the cost of an event with live rules that do not name its action.
MOST_GROWTH = 1.05


def measure() -> Iterable[Figure]:
    rates = _rates({case: make() for case, make in CASES.items()})
    first = 0.0
    for number, case in enumerate(CASES):
        spent = each("-m", "benchmarks.evaluated", case, few=FEW, many=MANY) / 1e3
        first = first or spent
        grows = 0 < number < len(LIVE_RULES)
        floor, most = (first, first * MOST_GROWTH) if grows else (None, None)
        yield Figure(case, "k instructions", spent, floor, most)
        yield Figure(case, "events a second and core", rates[case])


def _rates(turns: dict[str, Turn]) -> dict[str, float]:
    """By CPU time, case by case in turn."""
    spent = dict.fromkeys(turns, 0.0)
    for round_ in range(10):
        for case, turn in turns.items():
            begun = time.process_time()
            for number in range(TIMED // 10):
                turn(round_ * TIMED + number)
            spent[case] += time.process_time() - begun
    return {case: TIMED / spent[case] for case in turns}
