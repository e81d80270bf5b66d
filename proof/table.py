"""The table of figures, as a reader of docs/promises.md sees it."""

from collections.abc import Iterable, Sequence

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
    return _table(("what", "tried", "violations"), sorted(rows))


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
    return _table(("stage", "passed", "failed", "skipped", "time", ""), rows)


def violations(lines: Iterable[Line]) -> int:
    return sum(int(line.get("bad", 0)) for line in lines)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Markdown whose columns also stand straight in a terminal; all but the first to the right."""
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = [heads, *rows]
    texts = [
        "| " + " | ".join(_cell(cell, widths[at], at) for at, cell in enumerate(row)) + " |" for row in lines
    ]
    rule = "|" + "|".join("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths)) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])


def _cell(text: str, width: int, at: int) -> str:
    return text.rjust(width) if at else text.ljust(width)
