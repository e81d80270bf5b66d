"""Why a file is no logo: each reason in the words that its sender reads, and the edges of what is one."""

import struct
import zlib

import pytest

from chalicelib.domain.drawings import DEEPEST, MOST_ELEMENTS
from chalicelib.domain.logos import LARGEST_FILE, fault_in_logo

from .logo_files import a_png, a_svg, chunk

WHOLE, DRAWN = "Not a whole PNG.", "Neither a PNG nor a well-formed SVG."
FRAME = "An SVG logo has a viewBox, and is at least 1 wide and high."
OUTSIDE = "An SVG logo refers to nothing outside itself."
LARGE = "The drawing has sizes of a hundred thousand or more."
DEEP = "The drawing is too large or too deeply nested."
SLIM = "A logo is at most 20 times as long as it is wide."
PIXELS = "At most 3000 pixels a side and 4 million in all."
HEADER = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
PNG = b"\x89PNG\r\n\x1a\n"
DATA, END = chunk(b"IDAT", zlib.compress(b"\0\0\0\0")), chunk(b"IEND", b"")


def framed(attributes: str) -> bytes:
    return a_svg("", attributes=attributes)


REFUSED: list[tuple[bytes, str]] = [
    (b"x" * (LARGEST_FILE + 1), "Larger than 256 KB."),
    (b"", DRAWN),
    (a_svg("<g>"), DRAWN),
    (b"\xff\xfe", "Neither a PNG nor an SVG in UTF-8."),
    (a_svg("", before="<!DOCTYPE svg>"), "An SVG logo has no DOCTYPE and no entities."),
    (a_svg("<?x y?>"), "An SVG logo has no processing instructions."),
    (a_svg("<g>" * DEEPEST + "</g>" * DEEPEST), DEEP),
    (a_svg("<g>" * 30 + "<g/><g><g/></g>" + "</g>" * 30), DEEP),
    (a_svg("<g/>" * MOST_ELEMENTS), DEEP),
    (a_svg("<script/>"), "<script> is not allowed in an SVG logo; keep to plain shapes."),
    (a_svg(f"<{'x' * 50}/>"), f"<{'x' * 40}> is not allowed in an SVG logo; keep to plain shapes."),
    (b"<svg/>", "<svg> is not allowed in an SVG logo; keep to plain shapes."),
    (a_svg('<g xmlns="urn:x"/>'), "<g> is not allowed in an SVG logo; keep to plain shapes."),
    (a_svg('<svg viewBox="0 0 9 9"/>'), "<svg> is not allowed in an SVG logo; keep to plain shapes."),
    (a_svg('<g onload="x"/>'), "onload is not allowed in an SVG logo; keep to plain shapes."),
    (a_svg(f'<g {"x" * 50}="1"/>'), f"{'x' * 40} is not allowed in an SVG logo; keep to plain shapes."),
    (a_svg('<g href="x#a"/>'), OUTSIDE),
    (a_svg('<g style="background: red"/>'), "The style background is not allowed in an SVG logo."),
    (a_svg(f'<g style="{"x" * 50}: red"/>'), f"The style {'x' * 40} is not allowed in an SVG logo."),
    (a_svg('<g style="fill: red; behavior: x"/>'), "The style behavior is not allowed in an SVG logo."),
    (a_svg('<g style="fill"/><g style="x"/>'), "The style x is not allowed in an SVG logo."),
    *[
        (a_svg(f'<g fill="a{sign}b"/>'), "An SVG logo has only plain styles.")
        for sign in ("\\", "@", "&amp;", "&lt;")
    ],
    (a_svg('<g fill="url(x)"/>'), OUTSIDE),
    (a_svg('<g fill="url(#a) URL( //x)"/>'), OUTSIDE),
    (a_svg('<g style="stroke:url(x)"/>'), OUTSIDE),
    (a_svg('<g r="100000"/>'), LARGE),
    (a_svg('<g r="1e9"/>'), LARGE),
    (a_svg('<g r="1E+9"/>'), LARGE),
    (a_svg('<g r="NaN"/>'), LARGE),
    (a_svg('<g style="stroke-width: 100000"/>'), LARGE),
    (framed(""), FRAME),
    (framed('viewBox="0 0 9"'), FRAME),
    (framed('viewBox="0 0 9 -9"'), FRAME),
    (framed('viewBox="0 0 9 9" width="0"'), FRAME),
    (framed('viewBox="0 0 9 9" height="1e9"'), FRAME),
    (framed('viewBox="0 0 9 9" width="1" height="x"'), FRAME),
    (framed('viewBox="0 0 0 9"'), SLIM),
    (framed('viewBox="0 0 9 0"'), SLIM),
    (framed('viewBox="0 0 21 1"'), SLIM),
    (framed('viewBox="0 0 1 21"'), SLIM),
    (PNG, WHOLE),
    (PNG + b"x", WHOLE),
    (PNG + chunk(b"IHDR", HEADER) + DATA, WHOLE),
    (PNG + DATA + END, WHOLE),
    (PNG + chunk(b"IHDR", HEADER[:-1]) + DATA + END, WHOLE),
    (PNG + chunk(b"IHDR", HEADER) + chunk(b"IDAT", b"x") + END, WHOLE),
    (PNG + chunk(b"IHDR", HEADER) + chunk(b"IDAT", b"not zlib") + END, WHOLE),
    (a_png(2, 2)[:-1] + b"x", WHOLE),
    (a_png(2, 2, pixels=b"\0" * 13), WHOLE),
    (a_png(2, 2, pixels=b"\0" * 15), WHOLE),
    (a_png(3_001, 1), PIXELS),
    (a_png(1, 3_001), PIXELS),
    (a_png(0, 1), PIXELS),
    (a_png(1, 0), PIXELS),
    (a_png(2_000, 2_001, pixels=b""), PIXELS),
    (a_png(2, 2, interlace=1), "Only plain PNG (not interlaced)."),
    (PNG + chunk(b"IHDR", HEADER[:9] + b"\5" + HEADER[10:]) + DATA + END, "Only plain PNG (not interlaced)."),
]


@pytest.mark.parametrize(("logo", "fault"), REFUSED)
def test_what_is_no_logo_is_told_why(logo: bytes, fault: str) -> None:
    assert fault_in_logo(logo) == fault


TAKEN: list[bytes] = [
    a_svg("<g>" * (DEEPEST - 1) + "</g>" * (DEEPEST - 1)),
    a_svg("<g/>" * (MOST_ELEMENTS - 1)),
    a_svg("<g/>").ljust(LARGEST_FILE),
    framed('viewBox=" 0 0 20 1 "'),
    framed('viewBox="0 0 1 20"'),
    framed('viewBox="0 0 1 1"'),
    framed('viewBox="0 0 9 9" width=" 12.5% " height="99999pt"'),
    a_svg('<g xlink:href="#a" id="a" class="x"/>'),
    a_svg("<g style=\" ; fill : red ;; stroke: url( '#a' ) \"/>"),
    a_svg("<g fill='url(\"#a\")' stroke='url(#b)'/>"),
    a_svg('<g fill="#123456" stroke="#999999" r="99999" id="id999999"/>'),
    a_svg('<g fill="url(#a999999)"/>'),
    a_svg('<g r="1.1234567" d="M1e-9 0"/>'),
    a_png(1, 1),
    PNG + chunk(b"IHDR", HEADER) + chunk(b"IDAT", DATA[8:11]) + chunk(b"IDAT", DATA[11:-4]) + END,
    a_png(3_000, 1),
    a_png(1, 3_000),
    a_png(2_000, 2_000, colour=0),
    a_png(2, 2, colour=3),
    PNG + chunk(b"IHDR", HEADER) + chunk(b"tEXt", b"x") + DATA + END,
    PNG
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 1, 1, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0\0"))
    + END,
]


@pytest.mark.parametrize("logo", TAKEN)
def test_what_stays_within_the_edges_is_a_logo(logo: bytes) -> None:
    assert fault_in_logo(logo) is None
