"""The picture of the figures: a bar for each figure with a floor, as long as it is times its floor."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks import table
from benchmarks.figures import Figure

LONGEST = 4.0  # times the floor: what is longer is cut, and says how long it is


def of(taken: Mapping[str, Sequence[Figure]]) -> str:
    """SVG."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    sections = [
        (title, bars) for title, figures in taken.items() if (bars := [_bar(f) for f in figures if f.ratio])
    ]
    return environment.get_template("picture.svg.jinja").render(sections=sections, longest=LONGEST)


def _bar(figure: Figure) -> dict[str, object]:
    ratio = figure.ratio or 0.0
    return {
        "label": f"{figure.of}: {figure.measure}",
        "text": f"{table.number(figure.value)} / {table.number(figure.floor or 0)}",
        "ratio": ratio,
        "cut": ratio > LONGEST,
        "kept": figure.kept,
        "excused": bool(figure.why),
        "judged": figure.most is not None or figure.least is not None,
    }
