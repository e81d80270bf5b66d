"""The table of figures as text: a section a table, a row a thing, a column a measure, the floor beside each."""

from collections.abc import Mapping, Sequence

from benchmarks.figures import Figure

Taken = Mapping[str, Sequence[Figure]]


def of(taken: Taken, missing: Mapping[str, str] | None = None) -> str:
    """Markdown that stands straight in a terminal. `3 / 2` is three with a floor of two; `*` is over its budget with a
    reason, which stands below, `!` without one."""
    parts = [f"## {title}\n\n{_section(figures)}" for title, figures in taken.items()]
    parts += [f"## {title}\n\nNot measured here: {reason}" for title, reason in (missing or {}).items()]
    return (
        "\n\n".join([*parts, _verdict([figure for figures in taken.values() for figure in figures])]) + "\n"
    )


def _section(figures: Sequence[Figure]) -> str:
    rows = list(dict.fromkeys(figure.of for figure in figures))
    columns = list(dict.fromkeys(figure.measure for figure in figures))
    cells = {(figure.of, figure.measure): _cell(figure) for figure in figures}
    notes = [f"- {figure.of}: {said}" for figure in figures if (said := _note(figure))]
    lines = [[row, *(cells.get((row, column), "") for column in columns)] for row in rows]
    text = straight([["", *columns], *lines])
    return text + ("\n\n" + "\n".join(dict.fromkeys(notes)) if notes else "")


def _cell(figure: Figure) -> str:
    floor = "" if figure.floor is None else f" / {number(figure.floor)}"
    return f"{number(figure.value)}{floor}{_mark(figure)}"


def _mark(figure: Figure) -> str:
    return "" if figure.kept else " *" if figure.why else " !"


def _note(figure: Figure) -> str:
    over = f"over its budget: {figure.why}" if figure.why and not figure.kept else ""
    return ". ".join(one for one in (figure.note, over) if one)


def number(value: float) -> str:
    """Three figures of what is small, whole numbers of what is large: 0.087, 1.25, 3.5, 12,345."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _verdict(figures: Sequence[Figure]) -> str:
    judged = [figure for figure in figures if figure.most is not None or figure.least is not None]
    over = [figure for figure in judged if not figure.kept and not figure.why]
    excused = [figure for figure in judged if not figure.kept and figure.why]
    kept = f"{len(judged) - len(over) - len(excused)} of {len(judged)} figures keep their budget"
    if not over:
        return kept + (f"; {len(excused)} are over it with a reason (*)." if excused else ".")
    return f"{kept}; {len(excused)} are over it with a reason (*). Without a reason (!):\n" + "\n".join(
        f"- {one.of}: {one.measure} {number(one.value)}, budget "
        f"{number(one.most if one.most is not None else one.least or 0)}"
        for one in over
    )


def straight(lines: Sequence[Sequence[str]]) -> str:
    """Markdown whose columns also stand straight in a terminal; all but the first to the right."""
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    texts = [
        "| "
        + " | ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths)) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])
