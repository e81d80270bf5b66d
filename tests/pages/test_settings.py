"""The office's page of settings: what is sent is kept, tried, or told of, and never half."""

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.spent import Purse
from chalicelib.api.body import BadBody
from chalicelib.api.pages import uploads
from tests.asking import Club
from tests.domain.logo_files import a_png, a_svg
from tests.pages.browser import SITE, Browser, Page

OLGA = "olga.office@example.org"
EDGE = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
PNG, SVG = a_png(8, 8), a_svg('<path d="M1 1h7v7z"/>')
FIELDS = ("name", "colour", "accent", "locale", "timezone", "website", "reply_to")


@pytest.fixture
def office(club: Club) -> Browser:
    """Signed in as an admin."""
    club.person(first_name="Olga", email=OLGA, role="admin")
    browser = Browser(club.house)
    browser.sign_in(OLGA)
    return browser


def multipart(*fields: tuple[str, bytes], file: tuple[str, bytes] | None = None, edge: str = EDGE) -> bytes:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + said for name, said in fields
    ]
    if file:
        head = (
            f'Content-Disposition: form-data; name="{file[0]}"; filename="l.png"\r\nContent-Type: image/png'
        )
        parts.append(head.encode() + b"\r\n\r\n" + file[1])
    return b"".join(b"--%s\r\n%s\r\n" % (edge.encode(), part) for part in parts) + f"--{edge}--\r\n".encode()


def upload(browser: Browser, file: bytes, **more: Any) -> Page:
    csrf = dict(browser.get(f"{SITE}/settings").form("/settings").fields)["csrf"]
    body = multipart(("csrf", csrf.encode()), file=("logo", file))
    return sent(browser, body, **more)


def sent(browser: Browser, body: bytes, kind: str = f"multipart/form-data; boundary={EDGE}") -> Page:
    page = browser.bring(f"{SITE}/settings/logo", body, **{"Content-Type": kind})
    return browser.get(page.reply.headers["Location"]) if page.status == 303 else page


def test_the_form_holds_what_is_kept_and_sent_back_it_changes_nothing(club: Club, office: Browser) -> None:
    before = club.got("tenant/")

    page = office.send(office.get(f"{SITE}/settings"), "/settings", do="save")

    after = club.got("tenant/")
    assert (page.status, "Saved." in page.text) == (200, True)
    assert {**after, "last_updated": ""} == {**before, "last_updated": ""}


def test_what_is_sent_is_kept(club: Club, office: Browser) -> None:
    wanted = {
        "name": "Turnverein „Frisch“ & Co",
        "colour": "#123ABC",
        "accent": "#abcdef",
        "locale": "de",
        "timezone": "Europe/Berlin",
        "website": "https://verein.example",
        "reply_to": "buero@verein.example",
    }

    page = office.send(office.get(f"{SITE}/settings"), "/settings", do="save", **wanted)

    assert {name: club.got("tenant/")[name] for name in FIELDS} == {**wanted, "colour": "#123abc"}
    assert "Gespeichert." in page.text and '<html lang="de" dir="ltr">' in page.source


def test_what_may_be_nothing_is_cleared(club: Club, office: Browser) -> None:
    club.done("tenant/", {"website": "https://a.example", "reply_to": "a@example.org"})

    office.send(office.get(f"{SITE}/settings"), "/settings", do="save", website="", reply_to="")

    assert [club.got("tenant/")[name] for name in ("website", "reply_to")] == [None, None]


def test_colours_are_tried_on_the_whole_page_and_kept_nowhere(club: Club, office: Browser) -> None:
    page = office.get(f"{SITE}/settings")
    before = club.items()

    tried = office.send(page, "/settings", do="try", colour="#ffe600", accent="#333333", name="The Club")

    assert f"look.css?colour={quote('#ffe600')}&amp;accent={quote('#333333')}" in tried.source
    assert "Nothing is saved yet" in tried.text and 'value="The Club"' in tried.source
    assert club.items() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "n" * 201),
        ("colour", "red"),
        ("accent", "#12345g"),
        ("locale", "de;"),
        ("timezone", "Europe/Atlantis"),
        ("timezone", "../../etc/passwd"),
        ("website", "javascript:alert(1)"),
        ("reply_to", "nobody"),
        ("reply_to", "<script>alert(1)</script>"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_changed(
    club: Club, office: Browser, field: str, value: str
) -> None:
    page = office.get(f"{SITE}/settings")
    before = club.items()

    told = office.send(page, "/settings", do="save", **{field: value})

    assert (told.status, told.source.count('aria-invalid="true"')) == (422, 1)
    assert f'id="{field}-fault"' in told.source and f'aria-describedby="{field}-fault"' in told.source
    assert "<script>" not in told.source and club.items() == before


def test_a_logo_is_uploaded_and_taken_away(club: Club, office: Browser) -> None:
    with_it = upload(office, PNG)
    shown = club.house.ask("GET", club.got("tenant/")["logo_url"].partition("8000")[2], {})
    without = office.send(with_it, "/settings/logo/remove")

    assert (with_it.status, "The new logo is shown" in with_it.text, shown.body) == (200, True, PNG)
    assert ("/logo?v=" in with_it.source, "/logo?v=" in without.source) == (True, False)
    assert club.got("tenant/")["logo_url"] is None


@pytest.mark.parametrize("file", [b"", b"GIF89a", PNG[:-9], b"<html></html>", bytes(256 * 1024 + 1)])
def test_what_is_no_logo_is_told_and_nothing_is_changed(club: Club, office: Browser, file: bytes) -> None:
    before = club.items()

    told = upload(office, file)

    assert (told.status, 'id="logo-fault"' in told.source) == (422, True)
    assert club.items() == before


def test_an_upload_without_its_token_changes_nothing(club: Club, office: Browser) -> None:
    before = club.items()

    refused = [
        sent(office, multipart(file=("logo", PNG))),
        sent(office, multipart(("csrf", b"0" * 32), file=("logo", PNG))),
    ]

    assert [page.status for page in refused] == [403, 403]
    assert club.items() == before


GOOD = multipart(("csrf", b"x"), file=("logo", PNG))


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", f"multipart/form-data; boundary={EDGE}", 400),
        (GOOD, "multipart/form-data", 400),
        (GOOD, "multipart/form-data; boundary=other", 400),
        (GOOD, "multipart/mixed; boundary=" + EDGE, 415),
        (GOOD, f"multipart/form-data; boundary={EDGE}; charset=utf-8", 400),
        (GOOD[:-20], f"multipart/form-data; boundary={EDGE}", 400),
        (b"before\r\n" + GOOD, f"multipart/form-data; boundary={EDGE}", 400),
        (GOOD + b"after", f"multipart/form-data; boundary={EDGE}", 400),
        (multipart(*[("csrf", b"x")] * 11), f"multipart/form-data; boundary={EDGE}", 400),
        (multipart(("csrf", b"\xff")), f"multipart/form-data; boundary={EDGE}", 400),
        (multipart(("csrf", b"\0")), f"multipart/form-data; boundary={EDGE}", 400),
        (multipart(file=("csrf", b"x")), f"multipart/form-data; boundary={EDGE}", 400),
        (GOOD.replace(b"form-data; name", b"attachment; name"), f"multipart/form-data; boundary={EDGE}", 400),
        (GOOD.replace(b'name="csrf"', b"x"), f"multipart/form-data; boundary={EDGE}", 400),
        (
            GOOD.replace(
                b"Content-Type: image/png", b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64"
            ),
            f"multipart/form-data; boundary={EDGE}",
            400,
        ),
        (
            GOOD.replace(b"Content-Type: image/png", b"Content-Type: message/rfc822"),
            f"multipart/form-data; boundary={EDGE}",
            400,
        ),
        (b"a" * 310_000, f"multipart/form-data; boundary={EDGE}", 413),
        (b'{"logo": ""}', "application/json", 415),
    ],
)
def test_a_form_with_a_file_that_cannot_be_read_is_refused_with_a_page(
    club: Club, office: Browser, body: bytes, kind: str, status: int
) -> None:
    before = club.items()

    refused = sent(office, body, kind)

    assert (refused.status, refused.reply.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert club.items() == before


def test_a_form_without_files_takes_none(club: Club, office: Browser) -> None:
    body = multipart(("name", b"x"))
    kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}

    assert office.bring(f"{SITE}/settings", body, **kind).status == 415


@given(st.binary(max_size=300))
@example(b"\r")
@example(b"\n")
@example(b"\r\n\r\n")
@example(b"a\r\n")
@example(b"a\r")
@example(b"\r\na: b\r\n\r\n\x1a\x85\x0c")
@example(b"From x\n--" + EDGE[:-1].encode())
def test_a_file_arrives_as_it_was_sent(file: bytes) -> None:
    body = multipart(("csrf", b"abc"), file=("logo", file))

    assert uploads.read(body, f"multipart/form-data; boundary={EDGE}") == [("csrf", "abc"), ("logo", file)]


@given(st.binary(max_size=200))
def test_whatever_arrives_is_read_or_refused(inside: bytes) -> None:
    body = b"--" + EDGE.encode() + b"\r\n" + inside + b"\r\n--" + EDGE.encode() + b"--\r\n"

    try:
        fields = uploads.read(body, f"multipart/form-data; boundary={EDGE}")
    except BadBody as bad:
        assert bad.status == 400
    else:
        assert all(isinstance(name, str) for name, _ in fields)


@pytest.mark.parametrize("role", ["member", "coach"])
def test_settings_are_for_admins_alone(club: Club, role: str) -> None:
    club.person(first_name="Carl", email="carl@example.org", role=role)
    browser = Browser(club.house)
    browser.sign_in("carl@example.org")
    csrf = dict(browser.get(SITE).form("/sign-out").fields)["csrf"]
    before = club.items()

    statuses = [
        browser.get(f"{SITE}/settings").status,
        browser.post(f"{SITE}/settings", [("csrf", csrf), ("name", "Mine")]).status,
        browser.post(f"{SITE}/settings/logo/remove", [("csrf", csrf)]).status,
        sent(browser, multipart(("csrf", csrf.encode()), file=("logo", PNG))).status,
    ]

    assert statuses == [403] * 4 and club.items() == before


def test_the_page_is_small_and_reads_nothing_of_its_own(club: Club, office: Browser) -> None:
    purse = Purse(club.house)
    home, page = (purse.spent(lambda p=p: office.get(p)) for p in (SITE, f"{SITE}/settings"))

    assert page.calls <= home.calls
    assert len(office.get(f"{SITE}/settings").source.encode()) < 30_000
