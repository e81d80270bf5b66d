"""A tenant's looks: colours that can be read whatever was chosen, and a logo from our own origin."""

import base64
import re
from typing import Any

import pytest

from benchmarks.spent import Purse
from chalicelib.documents import pages
from chalicelib.domain.colours import READABLE, contrast
from chalicelib.domain.looks import DARK, LIGHT
from tests.asking import Club
from tests.domain.logo_files import a_png, a_svg
from tests.pages.browser import SITE, Browser, Page

PNG, SVG = a_png(8, 8), a_svg('<path d="M1 1h7v7z"/>')
FOREVER = "public, max-age=31536000, immutable"


def sent(club: Club, file: bytes, **more: Any) -> Any:
    return club.ask("PUT", "tenant/logo/", {"logo": base64.b64encode(file).decode()}, **more)


def loaded(page: Page, what: str) -> str:
    """The address of the picture or stylesheet that the page names."""
    found = [one for one in re.findall(r'(?:src|href)="([^"]+)"', page.source) if what in one]
    assert len(found) == 1, found
    return found[0].replace("&amp;", "&")


def variables(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """The custom properties by day, and those by night."""
    day, _, night = css.partition("@media (prefers-color-scheme")
    return tuple(dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]+)", part)) for part in (day, night))  # type: ignore[return-value]


def test_the_stylesheet_and_the_rules_know_the_same_colours() -> None:
    day, night = variables(re.sub(r"#fff\b", "#ffffff", pages.file("style.css")[0].decode()))

    for scheme, said in ((LIGHT, day), (DARK, night)):
        for name in ("paper", "soft", "text", "quiet", "good", "bad"):
            assert said[name] == getattr(scheme, name), name


def test_before_a_tenant_chose_the_stylesheet_looks_as_its_own_would(club: Club) -> None:
    own = variables(Browser(club.house).get(f"{SITE}/look.css").source)
    house = variables(re.sub(r"#fff\b", "#ffffff", pages.file("style.css")[0].decode()))

    for mine, theirs in zip(own, house, strict=True):
        assert {name: mine[name] for name in theirs if name in mine} == {
            name: value for name, value in theirs.items() if name in mine
        }


def test_a_colour_that_cannot_be_read_is_used_in_shades_that_can(club: Club) -> None:
    club.done("tenant/", {"colour": "#ffe600", "accent": "#333333"})

    page = Browser(club.house).get(f"{SITE}/sign-in")
    sheet = club.house.ask("GET", loaded(page, "look.css"), {})

    day, night = variables(sheet.body.decode())
    assert (day["brand"], day["ink"], sheet.headers["Cache-Control"]) == ("#ffe600", "#000000", FOREVER)
    assert contrast(day["link"], LIGHT.paper) >= READABLE and day["link"] != "#ffe600"
    assert contrast(day["tint"], LIGHT.quiet) >= READABLE and night["tint"] == "#333333"
    assert contrast(night["link"], DARK.paper) >= READABLE


def test_another_look_has_another_address(club: Club) -> None:
    browser = Browser(club.house)
    before = loaded(browser.get(f"{SITE}/sign-in"), "look.css")

    club.done("tenant/", {"name": "The Club"})
    renamed = loaded(browser.get(f"{SITE}/sign-in"), "look.css")
    club.done("tenant/", {"colour": "#123456"})

    assert before == renamed != loaded(browser.get(f"{SITE}/sign-in"), "look.css")


def test_colours_can_be_tried_before_anybody_chooses_them(club: Club) -> None:
    before = club.items()

    tried = Browser(club.house).get(f"{SITE}/look.css?colour=%23123456&accent=%23abcdef")

    assert variables(tried.source)[0]["brand"] == "#123456" and club.items() == before


@pytest.mark.parametrize("value", ["red", "#12345", "#123456;}", "#123456}*{display:none", ""])
def test_what_is_no_colour_reaches_no_stylesheet(club: Club, value: str) -> None:
    from urllib.parse import quote

    refused = Browser(club.house).get(f"{SITE}/look.css?colour={quote(value)}")

    assert refused.status == 422 and "display:none" not in refused.source


@pytest.mark.parametrize(
    ("file", "media", "ending"), [(PNG, "image/png", ".png"), (SVG, "image/svg+xml", ".svg")]
)
def test_an_uploaded_logo_stands_on_every_page_with_the_tenants_name(
    club: Club, file: bytes, media: str, ending: str
) -> None:
    record = sent(club, file).json
    page = Browser(club.house).get(f"{SITE}/sign-in")

    address = loaded(page, "/logo")
    shown = club.house.ask("GET", address, {})

    assert f'alt="{club.got("tenant/")["name"].replace("&", "&amp;")}"' in page.source
    assert record["logo_url"].endswith(address) and address.endswith(ending)
    assert (shown.status, shown.headers["Content-Type"]) == (200, media)
    assert shown.headers["Cache-Control"] == FOREVER
    assert shown.headers["Content-Security-Policy"].endswith("; sandbox")
    assert shown.body.startswith(b"<svg") or shown.body == file


def test_without_a_logo_the_name_stands_there_and_nothing_is_loaded(club: Club) -> None:
    page = Browser(club.house).get(f"{SITE}/sign-in")

    assert "<img" not in page.source and "Example Gymnastics & Canoe Club" in page.text
    assert club.house.ask("GET", f"{SITE}/logo", {}).status == 404


def test_a_new_logo_takes_the_place_of_the_old_one_also_under_its_address(club: Club) -> None:
    old = sent(club, PNG).json["logo_url"].partition("8000")[2]
    sent(club, SVG)

    shown = club.house.ask("GET", old, {})

    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/svg+xml")
    assert shown.headers["Cache-Control"] == "public, max-age=300"
    assert sum("LOGO#" in item["sk"]["S"] for item in club.items()) == 1


def test_the_same_logo_again_changes_nothing(club: Club) -> None:
    first = sent(club, PNG).json
    before = club.items()

    assert sent(club, PNG).json == first
    assert club.items() == before


def test_a_logo_that_was_taken_away_is_gone(club: Club) -> None:
    sent(club, PNG)

    answers = [club.ask("DELETE", "tenant/logo/").status for _ in range(2)]

    assert answers == [204, 204] and club.got("tenant/")["logo_url"] is None
    assert not any("LOGO#" in item["sk"]["S"] for item in club.items())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"logo": "***"}, "logo"),
        ({"logo": ""}, "logo"),
        ({}, "logo"),
        ({"logo": base64.b64encode(b"GIF89a").decode()}, "logo"),
        ({"logo": base64.b64encode(a_png(8, 8)[:-9]).decode()}, "logo"),
    ],
)
def test_what_is_no_logo_is_refused_and_nothing_is_written(club: Club, body: Any, field: str) -> None:
    before = club.items()

    refused = club.ask("PUT", "tenant/logo/", body)

    assert (refused.status, list(refused.json["fields"])) == (422, [field])
    assert club.items() == before


def test_a_logo_is_the_admins_to_change_and_everybodys_to_see(club: Club) -> None:
    assert sent(club, PNG, role="coach").status == 403
    assert club.ask("DELETE", "tenant/logo/", role="coach").status == 403
    sent(club, PNG)

    assert club.house.ask("GET", f"{SITE}/logo", {}).status == 200
    assert club.house.ask("GET", "/site/other/logo", {}).status == 404


def test_a_logo_costs_two_reads(club: Club) -> None:
    sent(club, PNG)
    purse = Purse(club.house)

    spent = purse.spent(lambda: club.house.ask("GET", f"{SITE}/logo", {}))

    assert (spent.calls, spent.wru) == (2, 0)


def test_the_tenants_record_goes_back_as_it_was_got(club: Club) -> None:
    sent(club, PNG)
    record = club.got("tenant/")

    again = club.done("tenant/", record)

    assert {**again, "last_updated": ""} == {**record, "last_updated": ""}
