"""The link of a mail opens one achievement's page for its reader, without signing in, and nothing else."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.spent import Purse
from tests.asking import Club
from tests.pages.browser import SITE, Browser

PAULA = "paula@example.org"
MAIL = {"action": "send-templated-email", "template": "achievement_completed"}


@pytest.fixture
def browser(club: Club) -> Browser:
    return Browser(club.house)


@pytest.fixture
def paula(club: Club) -> Any:
    club.done("triggers/", {"achievement_completed": [MAIL]})
    return club.person(first_name="Paula", email=PAULA)


@pytest.fixture
def ada(club: Club, paula: Any) -> Any:
    return club.person(first_name="Ada", guardians=[paula["uri"]])


@pytest.fixture
def done(club: Club, ada: Any) -> Any:
    """An achievement of Ada's that is finished, of which Paula has a mail."""
    uid = club.start(contact=ada)["uid"]
    club.done(f"achievement/{uid}/complete_step/", {"number": 1, "note": "for the family"}, role="coach")
    club.done(f"achievement/{uid}/complete_all_steps/", role="coach")
    found = club.done(f"achievement/{uid}/finish/", role="coach")
    club.house.settle()
    return found


def link(club: Club) -> str:
    """Of the newest mail, as its text says it; the HTML part has the same."""
    mail = club.house.mails()[-1]
    found = [word for word in mail.text.split() if "?pass=" in word]
    assert len(found) == 1 and found[0].replace("&", "&amp;") in mail.html
    return found[0]


def later(club: Club, **duration: float) -> None:
    club.house.clock.turn_to(club.house.clock.now() + timedelta(**duration))


def test_the_link_of_the_mail_opens_the_page_with_the_certificate(
    club: Club, browser: Browser, done: Any
) -> None:
    page = browser.get(link(club))

    assert (page.status, browser.cookies) == (200, {})
    assert "Badge 3 Ada Berger Finished on 21 November 2026" in page.text
    paper = club.house.ask("GET", urlsplit(page.link("certificate")).path, {})
    assert (paper.status, paper.body[:5]) == (200, b"%PDF-")


def test_the_page_says_no_more_than_the_mail_does(club: Club, browser: Browser, done: Any) -> None:
    page = browser.get(link(club))

    assert "for the family" not in page.text and PAULA not in page.source
    assert [href for href, _ in page.links if "/person/" in href] == []


def test_a_press_of_a_button_mails_a_link_that_leads_back_to_all_of_it(
    club: Club, browser: Browser, done: Any, ada: Any
) -> None:
    page = browser.get(link(club))

    told = browser.send(page, "/sign-in")
    club.house.settle()
    inside = browser.follow_link(PAULA)

    assert (told.status, PAULA in told.source) == (200, False)
    assert (inside.status, "for the family" in inside.text) == (200, True)
    assert inside.link("Ada Berger").endswith(f"/person/{ada['uid']}")


def test_with_a_session_the_same_link_shows_all_of_it(club: Club, browser: Browser, done: Any) -> None:
    browser.sign_in(PAULA)

    assert "for the family" in browser.get(_first_link(club)).text


def test_who_is_signed_in_as_somebody_else_sees_what_the_pass_shows(
    club: Club, browser: Browser, done: Any
) -> None:
    club.person(first_name="Olga", email="olga@example.org")
    browser.sign_in("olga@example.org")

    page = browser.get(_first_link(club))
    told = browser.send(page, f"{done['uid']}/sign-in")

    assert (page.status, "for the family" in page.text) == (200, False)
    assert told.status == 200
    assert browser.get(f"{SITE}/achievement/{done['uid']}").status == 404


def _first_link(club: Club) -> str:
    return next(word for mail in club.house.mails() for word in mail.text.split() if "?pass=" in word)


def test_a_pass_opens_no_other_page(club: Club, browser: Browser, done: Any, ada: Any) -> None:
    other = club.start(contact=ada)["uid"]
    query = urlsplit(link(club)).query

    pages = [browser.get(f"{SITE}/achievement/{other}?{query}", follow=False)]
    pages += [browser.get(f"{SITE}/{page}", follow=False) for page in ("", f"person/{ada['uid']}")]

    assert [(page.status, "/sign-in" in page.reply.headers["Location"]) for page in pages] == [
        (303, True)
    ] * 3


@pytest.mark.parametrize("place", [0, 30, 40, -1])
def test_a_pass_that_was_changed_opens_nothing(club: Club, browser: Browser, done: Any, place: int) -> None:
    whole = link(club)
    head, _, token = whole.partition("?pass=")
    forged = list(token)
    forged[place] = "0" if forged[place] != "0" else "1"

    assert refused(browser, f"{head}?pass={''.join(forged)}")
    assert refused(browser, f"{head}?pass=")
    assert refused(browser, f"{head}?pass=%00%27")
    sent = browser.post(f"{urlsplit(head).path}/sign-in", [("token", "".join(forged))])
    assert sent.status == 404


def refused(browser: Browser, link: str) -> bool:
    """As a page that nobody without a session is shown, whatever stands behind it."""
    page = browser.get(link, follow=False)
    return page.status == 303 and "/sign-in" in page.reply.headers["Location"]


def test_a_pass_is_good_for_sixty_days(club: Club, browser: Browser, done: Any) -> None:
    opens = link(club)
    later(club, days=59, hours=23)
    in_time = browser.get(opens).status
    later(club, hours=1)

    assert (in_time, refused(browser, opens)) == (200, True)


def test_a_pass_dies_with_its_reader(club: Club, browser: Browser, done: Any, paula: Any) -> None:
    opens = link(club)

    assert club.ask("DELETE", f"person/{paula['uid']}/").status == 204

    assert refused(browser, opens)


def test_a_pass_dies_with_whom_it_tells_of(club: Club, browser: Browser, done: Any, ada: Any) -> None:
    opens = link(club)

    assert club.ask("PUT", f"person/{ada['uid']}/erase/").status == 202
    later(club, minutes=30)
    club.house.settle()

    assert refused(browser, opens)


def test_a_pass_dies_when_its_reader_is_guardian_no_more(
    club: Club, browser: Browser, done: Any, ada: Any
) -> None:
    opens = link(club)

    club.done(f"person/{ada['uid']}/", {"guardians": []})

    assert refused(browser, opens)


def test_a_pass_dies_with_the_links_of_its_record(club: Club, browser: Browser, done: Any) -> None:
    opens = link(club)

    assert club.ask("POST", "public_link/end/", {"document": done["uri"]}).status == 200

    assert refused(browser, opens)


def test_a_pass_of_one_tenant_opens_nothing_at_another(club: Club, browser: Browser, done: Any) -> None:
    assert refused(browser, link(club).replace("/site/example/", "/site/other/"))


def test_a_reader_without_an_address_is_offered_no_link(
    club: Club, browser: Browser, done: Any, paula: Any
) -> None:
    opens = link(club)
    page = browser.get(opens)
    club.done(f"person/{paula['uid']}/", {"emails": [], "email": None})

    assert "Sign in to see everything" not in browser.get(opens).text
    assert browser.send(page, "/sign-in").status == 404


def test_a_pass_may_not_send_mails_without_end(club: Club, browser: Browser, done: Any) -> None:
    page = browser.get(link(club))

    told = [browser.send(page, "/sign-in").status for _ in range(11)]

    assert told == [200] * 10 + [429]


def test_what_is_no_pass_costs_no_look_at_the_record(club: Club, browser: Browser, done: Any) -> None:
    purse, path = Purse(club.house), urlsplit(link(club)).path

    spent = purse.spent(lambda: browser.get(path, follow=False))

    assert spent.calls == 1, "the tenant alone"


def test_a_member_that_is_told_of_itself_has_a_pass_too(club: Club, browser: Browser, paula: Any) -> None:
    club.finished(contact=paula)
    club.house.settle()

    page = browser.get(link(club))

    assert (page.status, "Paula Berger Finished" in page.text) == (200, True)


def test_every_other_mail_leads_to_the_pages(club: Club, browser: Browser, done: Any) -> None:
    club.done("triggers/", {"achievement_reopened": [{**MAIL, "template": "achievement_reopened"}]})
    club.done(f"achievement/{done['uid']}/reopen/")
    club.house.settle()
    mail = club.house.mails()[-1]

    found = [word for word in mail.text.split() if "/site/" in word]

    assert found == [f"{club.house.settings.base_url}{SITE}"]
    assert f'href="{found[0]}"' in mail.html
    assert "/sign-in" in browser.get(found[0], follow=False).reply.headers["Location"]


def test_no_pass_is_kept_anywhere(club: Club, done: Any) -> None:
    assert not [item for item in club.items() if "pass=" in str(item)]
