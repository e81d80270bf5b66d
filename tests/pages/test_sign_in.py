"""Signing in by a link in a mail: once, in time, by who has the address, and telling nobody who that is."""

from datetime import timedelta

import pytest

from benchmarks.spent import Purse
from tests.asking import Club
from tests.pages.browser import FORM, SITE, Browser, Page, link_for

MIA = "mia.member@example.org"
NOBODY = "nobody@example.org"


@pytest.fixture
def browser(club: Club) -> Browser:
    return Browser(club.house)


def later(club: Club, **duration: float) -> None:
    club.house.clock.turn_to(club.house.clock.now() + timedelta(**duration))


def asked(browser: Browser, address: str) -> Page:
    return browser.send(browser.get(f"{SITE}/sign-in"), "/sign-in", email=address)


def test_a_page_leads_to_signing_in_and_back_to_it(club: Club, browser: Browser) -> None:
    page = browser.get(SITE)
    browser.send(page, "/sign-in", email=MIA)
    club.house.settle()

    inside = browser.follow_link(MIA)

    assert (inside.status, "Mia Member" in inside.text) == (200, True)


def test_the_answer_does_not_tell_whether_anybody_has_the_address(club: Club, browser: Browser) -> None:
    known, unknown = asked(browser, MIA), asked(browser, NOBODY)

    assert known.status == unknown.status == 200
    assert known.source.replace(MIA, "…") == unknown.source.replace(NOBODY, "…")
    club.house.settle()
    assert [to for to, _ in club.mails()] == [MIA]


def test_asking_costs_the_same_for_a_known_address_and_another(club: Club, browser: Browser) -> None:
    asked(browser, "first@example.org")  # whoever asks again at once, from the same place, pays for that
    purse = Purse(club.house)

    known, unknown = (purse.spent(lambda a=a: asked(browser, a)) for a in (MIA, NOBODY))

    assert (known.calls, known.rru, known.wru) == (unknown.calls, unknown.rru, unknown.wru)


def test_a_form_that_is_sent_twice_is_one_link(club: Club, browser: Browser) -> None:
    page = browser.get(f"{SITE}/sign-in")

    for _ in range(2):
        assert browser.send(page, "/sign-in", email=MIA).status == 200
    club.house.settle()

    assert len(club.mails()) == 1


def test_looking_at_the_link_does_not_use_it_up(club: Club, browser: Browser) -> None:
    asked(browser, MIA)
    club.house.settle()
    scanner = Browser(club.house)

    assert [scanner.get(link_for(club.house, MIA)).status for _ in range(3)] == [200, 200, 200]
    assert browser.follow_link(MIA).status == 200


def test_a_link_is_good_once(club: Club, browser: Browser) -> None:
    page = Browser(club.house)
    asked(browser, MIA)
    club.house.settle()
    entering = page.get(link_for(club.house, MIA))
    browser.follow_link(MIA)

    again = page.send(entering, "/enter")

    assert (again.status, page.cookies) == (400, {})
    assert "no longer good" in again.text
    assert page.get(link_for(club.house, MIA)).status == 400


def test_a_link_is_good_for_fifteen_minutes(club: Club, browser: Browser) -> None:
    asked(browser, MIA)
    club.house.settle()
    later(club, minutes=14, seconds=59)
    in_time = browser.get(link_for(club.house, MIA))
    later(club, seconds=1)

    too_late = browser.send(in_time, "/enter")

    assert (in_time.status, too_late.status) == (200, 400)


@pytest.mark.parametrize("place", [0, 30, -1])
def test_a_link_that_was_changed_opens_nothing(club: Club, browser: Browser, place: int) -> None:
    asked(browser, MIA)
    club.house.settle()
    token = link_for(club.house, MIA).rpartition("=")[2]
    forged = list(token)
    forged[place] = "0" if forged[place] != "0" else "1"

    refused = browser.post(f"{SITE}/enter", [("token", "".join(forged))])

    assert (refused.status, browser.cookies) == (400, {})


def test_a_link_of_one_tenant_opens_nothing_at_another(club: Club, browser: Browser) -> None:
    asked(browser, MIA)
    club.house.settle()
    token = link_for(club.house, MIA).rpartition("=")[2]

    refused = browser.post("/site/other/enter", [("token", token)])

    assert (refused.status, browser.cookies) == (400, {})


def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_connections(
    club: Club, browser: Browser
) -> None:
    asked(browser, MIA)
    club.house.settle()

    inside = browser.send(browser.get(link_for(club.house, MIA)), "/enter", follow=False)

    _, *marks = inside.reply.headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/site/example"} <= set(marks)


def test_who_leaves_is_out_even_with_the_old_cookie(club: Club, browser: Browser) -> None:
    inside = browser.sign_in(MIA)
    kept = dict(browser.cookies)

    browser.send(inside, "/sign-out")

    assert browser.cookies == {}
    browser.cookies = kept
    assert "E-mail address" in browser.get(SITE).text


def test_a_session_ends_by_itself(club: Club, browser: Browser) -> None:
    browser.sign_in(MIA)
    later(club, days=30)

    assert "E-mail address" in browser.get(SITE).text


def test_whose_address_was_changed_is_signed_out(club: Club, browser: Browser) -> None:
    browser.sign_in(MIA)
    uid = club.residents.member["contact"]

    club.done(f"person/{uid}/", {"email": "mia@elsewhere.example"})

    assert "E-mail address" in browser.get(SITE).text


def test_every_contact_of_the_address_is_signed_in_and_the_weightiest_acts(
    club: Club, browser: Browser
) -> None:
    club.person(first_name="Max", email=MIA, role="coach")

    inside = browser.sign_in(MIA)

    assert "Hello Max" in inside.text


def test_too_many_links_for_one_address_are_refused_whoever_has_it(club: Club, browser: Browser) -> None:
    for address in (MIA, NOBODY):
        told = [asked(browser, address).status for _ in range(11)]
        assert told == [200] * 10 + [429]

    later(club, minutes=3)
    assert asked(browser, MIA).status == 200


def test_a_form_without_its_token_or_from_another_site_changes_nothing(club: Club, browser: Browser) -> None:
    inside = browser.sign_in(MIA)
    good = inside.form("/sign-out").fields

    refused = [
        browser.post(f"{SITE}/sign-out", []),
        browser.post(f"{SITE}/sign-out", [("csrf", "0" * 32)]),
        browser.post(f"{SITE}/sign-out", good, **{"Sec-Fetch-Site": "cross-site"}),
        browser.post(f"{SITE}/sign-out", good, Origin="https://evil.example"),
    ]

    assert [page.status for page in refused] == [403] * 4
    assert browser.get(SITE).status == 200 and "Hello Mia" in browser.get(SITE).text


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "../other", "a\\b"])
def test_signing_in_goes_on_to_none_but_the_tenants_own_pages(
    club: Club, browser: Browser, then: str
) -> None:
    browser.post(f"{SITE}/sign-in", [("email", MIA), ("then", then)])
    club.house.settle()

    inside = browser.send(browser.get(link_for(club.house, MIA)), "/enter", follow=False)

    assert inside.reply.headers["Location"] == SITE


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", FORM, 422),
        (b"email=", FORM, 422),
        (b"email=a", FORM, 422),
        (b"email=a@b.example&email=c@d.example", FORM, 422),
        (b"email=a@b.example&what=1", FORM, 422),
        (b"email=%00a@b.example", FORM, 400),
        (b"email=%ff@b.example", FORM, 400),
        (b"\xff\xfe", FORM, 400),
        (b"=&&&=;", FORM, 400),
        (b'{"email": "a@b.example"}', "application/json", 415),
        (b"email=" + b"a" * 200_000, FORM, 413),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_with_a_page(
    club: Club, body: bytes, kind: str, status: int
) -> None:
    before = club.items()

    reply = club.house.ask("POST", f"{SITE}/sign-in", {"Content-Type": kind}, body)

    assert (reply.status, reply.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert club.items() == before


@pytest.mark.parametrize("path", ["/site/nobody", "/site/EXAMPLE/sign-in", "/site/%2e%2e/sign-in"])
def test_a_tenant_that_does_not_exist_has_no_pages(club: Club, path: str) -> None:
    reply = club.house.ask("GET", path, {})

    assert (reply.status, reply.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_nothing_may_frame_a_page_or_run_in_it(club: Club) -> None:
    reply = club.house.ask("GET", f"{SITE}/sign-in", {})

    policy = dict(
        part.strip().partition(" ")[::2] for part in reply.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert reply.headers["X-Frame-Options"] == "DENY"
    assert b"style=" not in reply.body and b"<script>" not in reply.body and b"onclick" not in reply.body
