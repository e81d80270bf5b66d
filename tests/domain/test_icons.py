"""An icon keeps nothing but its picture: whatever hides in the file, or could act, is left out."""

import struct
import zlib

import pytest

from chalicelib.domain.drawings import DEEPEST, MOST_ELEMENTS
from chalicelib.domain.icons import Picture, picture
from chalicelib.domain.logos import LARGEST_FILE, PNG_MAGIC, png_chunks
from chalicelib.domain.refusals import Invalid

from .logo_files import a_png, a_svg, chunk

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def drawn(inside: str, **more: str) -> str:
    found = picture(a_svg(inside, **more))
    assert found.media == "image/svg+xml"
    return found.file.decode()


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("", ""),
        ('<rect width="1" fill="#fff"/>', '<rect width="1" fill="#fff"></rect>'),
        ("<g><path d='M0 0'/><circle r='3'/></g>", '<g><path d="M0 0"></path><circle r="3"></circle></g>'),
        ("<title>A &lt;star&gt; &amp; more</title>", "<title>A &lt;star&gt; &amp; more</title>"),
        ("<desc>a<rect/>b</desc>", "<desc>a<rect></rect>b</desc>"),
        ("words<g>more</g>", "<g></g>"),
        ("<!-- secret --><g/>", "<g></g>"),
        ("<?php secret ?><g/>", "<g></g>"),
        ("<script>alert(1)</script><g/>", "<g></g>"),
        ("<style>@import url(x)</style><g/>", "<g></g>"),
        ("<script><g><title>x</title></g></script><g/>", "<g></g>"),
        ("<g><script/><script/><rect/></g>", "<g><rect></rect></g>"),
        ("<title>x<b>bold</b>y</title>", "<title>xy</title>"),
        ('<a href="javascript:x"><rect/></a><g/>', "<g></g>"),
        ('<svg viewBox="0 0 1 1"><g/></svg>', ""),
        ('<g xmlns="urn:other"/><g/>', "<g></g>"),
        ('<rect onload="x()" r="1"/>', '<rect r="1"></rect>'),
        ('<g xml:lang="en" xlink:title="t"/>', '<g lang="en" title="t"></g>'),
        ('<g xlink:href="#a" id="a"/>', '<g href="#a" id="a"></g>'),
        ('<g xlink:href="https://x.example/"/>', "<g></g>"),
        ('<rect fill="url(#a)" stroke="url(http://x)"/>', '<rect fill="url(#a)"></rect>'),
        ('<rect r="1e38" fill=""/>', "<rect></rect>"),
        (
            '<rect style="fill: red; background: url(x); ;stroke:blue"/>',
            '<rect style="fill: red;stroke:blue"></rect>',
        ),
        ('<rect style="behavior: x"/>', "<rect></rect>"),
        ('<rect style="fill:url(http://x)"/>', "<rect></rect>"),
        ('<rect id="&quot;&lt;"/>', "<rect></rect>"),
    ],
)
def test_a_drawing_is_written_anew_of_what_only_draws(inside: str, kept: str) -> None:
    assert drawn(inside) == f"{EMPTY}{kept}</svg>"


def test_a_byte_order_mark_is_no_fault() -> None:
    found = picture(b"\xef\xbb\xbf" + a_svg("<g/>"))

    assert found.file.decode() == f"{EMPTY}<g></g></svg>"


def test_what_is_clean_comes_back_as_it_is() -> None:
    once = drawn("<g><rect r='1'/></g>")

    assert picture(once.encode()).file.decode() == once


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (b"", "Neither a PNG nor a well-formed SVG in UTF-8."),
        (b"GIF89a", "Neither a PNG nor a well-formed SVG in UTF-8."),
        (a_svg("<g>"), "Neither a PNG nor a well-formed SVG in UTF-8."),
        (a_svg("\xff").decode().encode("latin-1"), "Neither a PNG nor a well-formed SVG in UTF-8."),
        (b"<html/>", "Neither a PNG nor an SVG."),
        (b"<svg/>", "Neither a PNG nor an SVG."),
        (b'<g xmlns="http://www.w3.org/2000/svg"/>', "Neither a PNG nor an SVG."),
        (a_svg("", before="<!DOCTYPE svg>"), "An SVG icon has no DOCTYPE and no entities."),
        (a_svg("", attributes=""), "An SVG logo has a viewBox, and is at least 1 wide and high."),
        (a_svg("<g>" * DEEPEST + "</g>" * DEEPEST), "The drawing is too large or too deeply nested."),
        (a_svg("<a>" * DEEPEST + "</a>" * DEEPEST), "The drawing is too large or too deeply nested."),
        (a_svg("<g/>" * MOST_ELEMENTS), "The drawing is too large or too deeply nested."),
        (a_svg("<a/>" * MOST_ELEMENTS), "The drawing is too large or too deeply nested."),
        (b"x" * (LARGEST_FILE + 1), "Larger than 256 KB."),
        (PNG_MAGIC, "Not a whole PNG."),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(file: bytes, fault: str) -> None:
    with pytest.raises(Invalid, match=r"^The file is not an icon\.$") as refused:
        picture(file)

    assert refused.value.fields == {"file": fault}


def test_the_deepest_and_the_largest_drawing_are_still_drawings() -> None:
    deep, many = DEEPEST - 1, MOST_ELEMENTS - 1

    assert drawn("<g>" * deep + "</g>" * deep).count("<g>") == deep
    assert drawn("<a>" * deep + "</a>" * deep) == f"{EMPTY}</svg>"
    assert drawn("<g/>" * many).count("<g>") == many


def test_a_png_keeps_the_chunks_that_make_its_picture() -> None:
    plain = a_png(4, 4)
    header, rest = plain[:33], plain[33:]
    hidden = chunk(b"tEXt", b"Author\0Ada") + chunk(b"tIME", b"1234567")

    found = picture(header + hidden + chunk(b"tRNS", b"\0" * 6) + rest)

    assert found == Picture("image/png", header + chunk(b"tRNS", b"\0" * 6) + rest)
    assert [kind for kind, _, _ in png_chunks(found.file)] == [b"IHDR", b"tRNS", b"IDAT", b"IEND"]


def test_a_palette_stays() -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 3, 0, 0, 0))
    palette, pixels = chunk(b"PLTE", b"\0\0\0"), chunk(b"IDAT", zlib.compress(b"\0\0"))
    file = PNG_MAGIC + header + palette + pixels + chunk(b"IEND", b"")

    assert picture(file).file == file


def test_the_largest_file_is_still_an_icon() -> None:
    assert picture(a_svg("<g/>").ljust(LARGEST_FILE)).file.decode() == f"{EMPTY}<g></g></svg>"
