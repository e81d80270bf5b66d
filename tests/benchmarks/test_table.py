"""The table and the picture of `make bench` show each figure with its floor, and name what is over budget."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from benchmarks import picture, table
from benchmarks.figures import Figure

KEPT = Figure("finish", "WRU", 10, floor=8, most=10)
OVER = Figure("finish", "RRU", 2.5, floor=0.5, most=2)
SLOW = Figure("rules", "a second", 900, least=1_000)
TOLD = Figure("package <big>", "MB", 31.25, note="unzipped")


def test_a_cell_shows_the_figure_and_its_floor() -> None:
    text = table.of({"Units": [KEPT]})

    assert "## Units" in text
    assert "| finish | 10 / 8 |" in text
    assert text.endswith("1 of 1 figures keep their budget.\n")


def test_what_is_over_its_budget_is_marked_and_named() -> None:
    text = table.of({"Units": [KEPT, OVER], "Rates": [SLOW]})

    assert "2.5 / 0.5 !" in text
    assert "- finish: RRU 2.5, budget 2\n- rules: a second 900, budget 1,000" in text


def test_what_is_over_its_budget_with_a_reason_says_it() -> None:
    text = table.of({"Units": [KEPT, replace(OVER, why="its reads are consistent")]})

    assert "2.5 / 0.5 *" in text
    assert "- finish: over its budget: its reads are consistent" in text
    assert text.endswith("1 of 2 figures keep their budget; 1 are over it with a reason (*).\n")


def test_a_row_without_a_figure_in_a_column_is_left_empty() -> None:
    lines = table.of({"Units": [KEPT, Figure("show", "RRU", 1)]}).splitlines()

    assert lines[2].split("|")[1:-1] == ["        ", "    WRU ", " RRU "]
    assert lines[5].split("|")[2].strip() == ""


def test_what_this_machine_cannot_measure_is_named() -> None:
    assert "## CPU\n\nNot measured here: no valgrind" in table.of({}, {"CPU": "no valgrind"})


def test_a_note_stands_below_its_table() -> None:
    assert "- package <big>: unzipped" in table.of({"Sizes": [TOLD]})


@pytest.mark.parametrize(
    ("value", "text"), [(3, "3"), (0.0871, "0.0871"), (12345.6, "12,346"), (1.256, "1.26"), (0, "0")]
)
def test_a_number_is_as_exact_as_it_is_read(value: float, text: str) -> None:
    assert table.number(value) == text


def test_the_picture_has_a_bar_for_each_figure_with_a_floor() -> None:
    drawn = ElementTree.fromstring(picture.of({"Units & more": [KEPT, OVER, TOLD]}))

    texts = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "1.25 (10 / 8)" in texts
    assert "5.00 … (2.5 / 0.5)" in texts, "cut, and it says how long it is"
    assert not any("package" in str(text) for text in texts)
