"""What may be a logo, and the attacks that come dressed as one."""

import pytest

from chalicelib.domain.logos import LARGEST_FILE, fault_in_logo
from tests.domain.logo_files import a_png, a_svg, chunk

SHAPES = (
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#123456"/></linearGradient></defs>'
    '<g style="fill:url(#g)"><path d="M0 0h9v9z"/><circle r="3" fill="url( \'#g\' )"/></g>'
)

ATTACKS = {
    "script": a_svg("<script>alert(1)</script>"),
    "script in capitals": a_svg("<SCRIPT>alert(1)</SCRIPT>"),
    "event handler": a_svg('<rect onload="alert(1)"/>'),
    "event handler on the root": a_svg("", attributes='viewBox="0 0 9 9" onload="alert(1)"'),
    "foreign object": a_svg("<foreignObject><body/></foreignObject>"),
    "image of a file": a_svg('<image href="file:///etc/passwd"/>'),
    "image of a URL": a_svg('<image xlink:href="http://169.254.169.254/latest/meta-data/"/>'),
    "image of data": a_svg('<image href="data:image/png;base64,AAAA"/>'),
    "use of another file": a_svg('<use href="http://evil.example/x.svg#a"/>'),
    "use upon use": a_svg('<g id="a"/><use href="#a"/>'),
    "link": a_svg('<a href="javascript:alert(1)"><rect/></a>'),
    "gradient from outside": a_svg('<linearGradient xlink:href="http://evil.example/g.svg#a"/>'),
    "base": a_svg("", attributes='viewBox="0 0 9 9" xml:base="http://evil.example/"'),
    "style sheet": a_svg("<style>@import url(http://evil.example/x.css);</style>"),
    "style attribute with url": a_svg('<rect style="fill:url(http://evil.example/x)"/>'),
    "style attribute with spaces": a_svg('<rect style="fill: URL ( //evil.example/x )"/>'),
    "style attribute escaped": a_svg('<rect style="fill:u\\72l(//evil.example/x)"/>'),
    "style attribute in an attribute entity": a_svg('<rect fill="u&#114;l(//evil.example)"/>'),
    "import in an attribute": a_svg("<rect style=\"@import 'x'\"/>"),
    "filter": a_svg('<filter id="f"><feImage href="#x"/></filter>'),
    "text": a_svg("<text>hello</text>"),
    "animation": a_svg('<rect><set attributeName="href" to="javascript:1"/></rect>'),
    "another namespace": a_svg('<html xmlns="http://www.w3.org/1999/xhtml"/>'),
    "document type": a_svg("", before='<!DOCTYPE svg SYSTEM "http://evil.example/x.dtd">'),
    "entity from a file": a_svg(
        "<desc>&x;</desc>", before='<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "a billion laughs": a_svg(
        "<desc>&c;</desc>",
        before='<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
    ),
    "style sheet by instruction": a_svg("", before='<?xml-stylesheet href="http://evil.example/x.css"?>'),
    "deep": a_svg("<g>" * 2_000 + "</g>" * 2_000),
    "many": a_svg("<g/>" * 6_000),
    "svg in svg": a_svg('<svg width="1"/>'),
    "other encoding": a_svg("", before='<?xml version="1.0" encoding="utf-16"?>').decode().encode("utf-16"),
    "no namespace": b"<svg><rect/></svg>",
    "no frame": a_svg('<polyline points="1e-9 -1 1e-9 5"/>', attributes=""),
    "a hair wide": a_svg("", attributes='viewBox="0 0 0.00001 9"'),
    "a ribbon": a_svg("", attributes='viewBox="0 0 9 9999"'),
    "no height": a_svg("", attributes='viewBox="0 0 9 9" height="0.0001"'),
    "overflowing exponent": a_svg('<rect width="1e38" height="1e38"/>'),
    "overflowing digits": a_svg('<path d="M0 0L-1234567 0"/>'),
    "overflowing transform": a_svg('<g transform="scale(1E+9)"><rect width="9" height="9"/></g>'),
    "blur by style": a_svg('<rect width="9" height="9" style="filter:blur(9px)"/>'),
    "mask by attribute": a_svg('<rect width="9" height="9" mask="url(#a)"/>'),
    "not a drawing": b"<html/>",
    "broken": b'<svg xmlns="http://www.w3.org/2000/svg">',
    "nothing": b"",
    "gif": b"GIF89a" + b"\0" * 40,
    "jpeg": b"\xff\xd8\xff\xe0" + b"\0" * 40,
    "pdf": b"%PDF-1.7",
    "zipped svg": b"\x1f\x8b\x08" + b"\0" * 40,
    "too large": a_svg(f"<desc>{'x' * LARGEST_FILE}</desc>"),
}

BAD_PNG = {
    "only the magic": b"\x89PNG\r\n\x1a\n",
    "cut short": a_png(8, 8)[:-6],
    "a bit turned": a_png(8, 8)[:-14] + b"\x00" + a_png(8, 8)[-13:],
    "sides too long": a_png(3_001, 1),
    "too many pixels": a_png(3_000, 2_000, pixels=b""),
    "no width": a_png(0, 8),
    "grows beyond its header": a_png(8, 8, pixels=b"\0" * 50_000_000),
    "less than promised": a_png(8, 8, pixels=b"\0"),
    "not packed": b"\x89PNG\r\n\x1a\n"
    + a_png(8, 8)[8:33]
    + chunk(b"IDAT", b"not zlib")
    + chunk(b"IEND", b""),
    "interlaced": a_png(8, 8, interlace=1),
    "unknown colour": a_png(8, 8, colour=2)[:25] + b"\x05" + a_png(8, 8)[26:],
}


@pytest.mark.parametrize("colour", [0, 2, 4, 6])
def test_a_plain_png_is_a_logo(colour):
    assert fault_in_logo(a_png(64, 32, colour=colour)) is None


@pytest.mark.parametrize(
    "attributes", ['viewBox="0 0 9 9"', 'viewBox="-4.5,0,312.25 24" width="210mm" height="9.5"']
)
def test_a_frame_may_be_any_sane_one(attributes):
    assert (
        fault_in_logo(a_svg('<path d="M.5.123456l1.2e-5 9" fill="#123456"/>', attributes=attributes)) is None
    )


def test_a_drawing_of_shapes_is_a_logo():
    assert fault_in_logo(a_svg(SHAPES, before='\ufeff<?xml version="1.0" encoding="UTF-8"?>')) is None


@pytest.mark.parametrize("logo", ATTACKS.values(), ids=ATTACKS)
def test_a_drawing_that_reaches_out_or_is_none_is_refused(logo):
    assert fault_in_logo(logo)


@pytest.mark.parametrize("logo", BAD_PNG.values(), ids=BAD_PNG)
def test_a_png_that_is_not_what_it_says_is_refused(logo):
    assert fault_in_logo(logo)
