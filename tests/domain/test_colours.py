"""Colours that a tenant chooses, and the shades of them that can be read whatever it chose."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.colours import (
    BLACK,
    COMFORTABLE,
    READABLE,
    VISIBLE,
    WHITE,
    contrast,
    ground,
    ink,
    is_colour,
    mixed,
    shade,
)
from chalicelib.domain.looks import DARK, LIGHT, Scheme, look

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#000000", "#000000", 1.0),
        ("#777777", "#ffffff", 4.48),  # the best known near miss of 4.5
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
        ("#ffff00", "#ffffff", 1.07),
        ("#1f5f4a", "#ffffff", 7.52),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert round(contrast(one, other), 2) == expected


@pytest.mark.parametrize(
    ("colour", "expected"), [("#1f5f4a", WHITE), ("#ffd200", BLACK), ("#757575", WHITE), ("#767676", BLACK)]
)
def test_ink_is_black_or_white(colour: str, expected: str) -> None:
    assert ink(colour) == expected


@pytest.mark.parametrize(
    ("part", "expected"), [(0, "#204060"), (0.5, "#102030"), (1, "#000000"), (0.1, "#1d3a56")]
)
def test_a_part_of_another_colour_is_mixed_in(part: float, expected: str) -> None:
    assert mixed("#204060", BLACK, part) == expected


@pytest.mark.parametrize(
    ("colour", "paper", "least", "expected"),
    [
        ("#1f5f4a", WHITE, READABLE, "#1f5f4a"),  # what can be read stays as it was chosen
        ("#777777", WHITE, READABLE, "#757575"),  # and what nearly can is hardly changed
        ("#ffd200", WHITE, READABLE, "#8a7100"),
        ("#ffd200", WHITE, VISIBLE, "#ad8f00"),
        ("#ffffff", WHITE, READABLE, "#757575"),
        ("#ffd200", "#161918", READABLE, "#ffd200"),
        ("#1f5f4a", "#161918", READABLE, "#5e8c7d"),
        ("#000000", "#161918", READABLE, "#858585"),
        ("#808080", "#777777", 99.0, BLACK),  # as much as there is
    ],
)
def test_a_shade_is_the_nearest_that_stands_out(colour: str, paper: str, least: float, expected: str) -> None:
    assert shade(colour, on=[paper], least=least) == expected


@pytest.mark.parametrize(
    ("accent", "scheme", "expected"),
    [
        ("#e8f1ee", LIGHT, "#e8f1ee"),
        ("#000000", LIGHT, "#d6d6d6"),
        ("#ffd200", LIGHT, "#ffd200"),
        ("#e8f1ee", DARK, "#404443"),
        ("#102030", DARK, "#102030"),
    ],
)
def test_a_ground_is_the_nearest_that_every_text_can_be_read_on(
    accent: str, scheme: Scheme, expected: str
) -> None:
    assert ground(accent, under=scheme.texts, paper=scheme.paper) == expected


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@given(colour=COLOURS, accent=COLOURS)
@example(colour="#ffffff", accent="#000000")
@example(colour="#000000", accent="#ffffff")
@example(colour="#808080", accent="#808080")
@example(colour="#ffd200", accent="#ffd200")
def test_whatever_is_chosen_can_be_read(scheme: Scheme, colour: str, accent: str) -> None:
    found = look(scheme, colour, accent)

    assert found.brand == colour and contrast(found.ink, colour) >= READABLE
    for paper in (scheme.paper, scheme.soft, found.tint):
        assert contrast(found.link, paper) >= READABLE
        assert contrast(found.mark, paper) >= VISIBLE
    for text in scheme.texts:
        assert contrast(text, found.tint) >= READABLE


def test_links_are_clear_at_night_and_the_tenants_own_colour_by_day() -> None:
    day, night = (look(scheme, "#1f5f4a", "#e8f1ee") for scheme in (LIGHT, DARK))

    assert (day.link, day.mark, day.tint) == ("#1f5f4a", "#1f5f4a", "#e8f1ee")
    assert contrast(night.link, DARK.paper) >= COMFORTABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_houses_own_texts_can_be_read_on_its_own_grounds(scheme: Scheme) -> None:
    for text, paper in itertools.product(scheme.texts, (scheme.paper, scheme.soft)):
        assert contrast(text, paper) >= READABLE


@pytest.mark.parametrize(
    ("value", "expected"), [("#1f5f4a", True), ("#FFF", False), ("red", False), ("#1f5f4a;", False)]
)
def test_a_colour_is_six_digits_behind_a_hash(value: str, expected: bool) -> None:
    assert is_colour(value) is expected
