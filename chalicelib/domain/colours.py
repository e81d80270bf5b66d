"""Colours as #rrggbb and how well one can be read on another (WCAG 2.2, relative luminance)."""

import re
from collections.abc import Sequence
from functools import lru_cache

HEX = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5  # WCAG 2.2, 1.4.3: contrast of normal text
COMFORTABLE = 7.0  # WCAG 2.2, 1.4.6: enhanced
VISIBLE = 3.0  # WCAG 2.2, 1.4.11: what is no text, as the edge of a button or how full a bar is
BLACK, WHITE = "#000000", "#ffffff"
# A colour is led to another one in so many steps.
STEPS = 50


def is_colour(value: str) -> bool:
    return HEX.fullmatch(value) is not None


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white); both must be #rrggbb."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink(colour: str) -> str:
    """Black or white, whichever reads better on this colour: at the worst with a contrast of 4.58."""
    return WHITE if contrast(colour, WHITE) >= contrast(colour, BLACK) else BLACK


def mixed(one: str, other: str, part: float) -> str:
    """`part` of the other colour, 0 to 1, in the one."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * part):02x}" for mine, theirs in pairs)


def shade(colour: str, *, on: Sequence[str], least: float) -> str:
    """The colour itself where it stands out from all of these, else the nearest to it that does.

    It is led towards black or white, whichever stands out more; where even that does not, it is that.
    """
    goal = max((BLACK, WHITE), key=lambda end: min(contrast(end, ground) for ground in on))
    return _led(colour, goal, on, least)


def ground(colour: str, *, under: Sequence[str], paper: str) -> str:
    """The colour itself where all these texts can be read on it, else the nearest to it towards the paper."""
    return _led(colour, paper, under, READABLE)


def _led(colour: str, goal: str, others: Sequence[str], least: float) -> str:
    """The first step from the colour to its goal that has this contrast with all the others."""
    ways = (mixed(colour, goal, step / STEPS) for step in range(STEPS + 1))
    return next((way for way in ways if all(contrast(way, other) >= least for other in others)), goal)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=1024)
def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
