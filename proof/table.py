"""The table of figures, as a reader of docs/promises.md sees it."""

from collections.abc import Iterable

from benchmarks.table import straight
from proof.running import Outcome

Line = dict[str, str | int]


def figures(lines: Iterable[Line]) -> str:
    """Counts of one name are added up; violations stand beside what was tried."""
    counts: dict[str, tuple[int, int]] = {}
    measures: dict[str, str] = {}
    for line in lines:
        what = str(line["what"])
        if "figure" in line:
            measures[what] = str(line["figure"])
        else:
            tried, bad = counts.get(what, (0, 0))
            counts[what] = (tried + int(line["tried"]), bad + int(line["bad"]))
    rows = [(what, f"{tried:,}", f"{bad:,}") for what, (tried, bad) in counts.items()]
    rows += [(what, figure, "") for what, figure in measures.items()]
    return straight([("what", "tried", "violations"), *sorted(rows)])


def stages(outcomes: Iterable[Outcome]) -> str:
    rows = [
        (
            one.stage.name,
            f"{one.tests - one.failed - one.skipped:,}",
            f"{one.failed:,}",
            f"{one.skipped:,}",
            f"{one.seconds:,.0f} s",
            "holds" if one.sound else "BROKEN",
        )
        for one in outcomes
    ]
    return straight([("stage", "passed", "failed", "skipped", "time", ""), *rows])


def violations(lines: Iterable[Line]) -> int:
    return sum(int(line.get("bad", 0)) for line in lines)
