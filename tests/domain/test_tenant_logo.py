"""A tenant's logo: what is kept of an upload, and where it is shown."""

import pytest

from chalicelib.domain.icons import Picture
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.site import logo_url, mail_logo, site_url
from chalicelib.domain.tenant_logo import logo, media_of, name_of
from tests.domain.logo_files import a_png, a_svg, chunk
from tests.domain.papers import a_tenant

SVG = a_svg('<path d="M1 1h7v7z"/>')
BASE = "https://laurel.example/api"


def test_a_drawing_is_written_anew_with_nothing_but_its_shapes() -> None:
    kept = logo(a_svg('<script>alert(1)</script><path onclick="x()" d="M1 1h7v7z"/>'))

    assert kept.media == "image/svg+xml"
    assert b"script" not in kept.file and b"onclick" not in kept.file and b'd="M1 1h7v7z"' in kept.file


def test_a_png_keeps_its_pixels_and_loses_what_else_is_in_it() -> None:
    whole = a_png(8, 8)

    kept = logo(whole[:33] + chunk(b"tEXt", b"Comment\0secret") + whole[33:])

    assert kept == Picture("image/png", whole)


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"", "Neither a PNG nor"),
        (b"GIF89a", "Neither a PNG nor"),
        (a_png(8, 8)[:-9], "Not a whole PNG."),
        (a_svg("", attributes=""), "An SVG logo has a viewBox"),
        (b"<!DOCTYPE svg>" + SVG, "An SVG logo has no DOCTYPE and no entities."),
        (b"\x89PNG\r\n\x1a\n" + bytes(256 * 1024), "Larger than 256 KB."),
    ],
)
def test_what_is_no_logo_is_refused_with_its_reason(file: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=r"^The file is not a logo\.$") as refused:
        logo(file)

    assert refused.value.fields["logo"].startswith(why)


def test_another_file_has_another_name_and_its_name_says_what_it_is() -> None:
    drawn, painted = logo(SVG), logo(a_png(8, 8))

    assert name_of(drawn) == name_of(logo(SVG)) != name_of(painted)
    assert [media_of(name_of(one)) for one in (drawn, painted)] == ["image/svg+xml", "image/png"]


@pytest.mark.parametrize(
    ("page", "expected"), [("", f"{BASE}/site/example"), ("members", f"{BASE}/site/example/members")]
)
def test_a_page_has_its_address(page: str, expected: str) -> None:
    assert site_url(BASE, "example", page) == site_url(BASE + "/", "example", page) == expected


@pytest.mark.parametrize(
    ("named", "uploaded", "on_pages", "in_mails"),
    [
        (None, None, None, None),
        ("https://a.example/l.png", None, None, "https://a.example/l.png"),
        (None, "ab.png", f"{BASE}/site/example/logo?v=ab.png", f"{BASE}/site/example/logo?v=ab.png"),
        (None, "ab.svg", f"{BASE}/site/example/logo?v=ab.svg", None),  # few mail programs show SVG
        (
            "https://a.example/l.png",
            "ab.png",
            f"{BASE}/site/example/logo?v=ab.png",
            "https://a.example/l.png",
        ),
    ],
)
def test_mails_show_the_logo_that_is_meant_for_them_else_the_uploaded_one(
    named: str | None, uploaded: str | None, on_pages: str | None, in_mails: str | None
) -> None:
    tenant = a_tenant(slug="example", logo=named, logo_file=uploaded)

    assert logo_url(BASE, tenant) == on_pages
    assert mail_logo(BASE, tenant) == in_mails
