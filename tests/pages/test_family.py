"""What parents and members see: their own and their children's progress, and of nobody else's anything."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.spent import Purse
from sandbox.gateway import Reply
from tests.asking import Club
from tests.pages.browser import SITE, Browser

PAULA = "paula@example.org"
# Who asks, and at whose pages: the tenant, the session, its contacts, and the groups of each.
FRAME = 4
NOTE = "Held for five seconds\nand smiled"


@pytest.fixture
def paula(club: Club) -> Any:
    return club.person(first_name="Paula", email=PAULA)


@pytest.fixture
def ada(club: Club, paula: Any) -> Any:
    return club.person(first_name="Ada", guardians=[paula["uri"]])


@pytest.fixture
def browser(club: Club) -> Browser:
    return Browser(club.house)


def started(club: Club, contact: Any, **kind: Any) -> Any:
    return club.start(club.type(**kind), contact)


def finished(club: Club, contact: Any, **kind: Any) -> Any:
    return club.finished(kind=club.type(**kind), contact=contact)


def pdf(club: Club, link: str) -> Reply:
    return club.house.ask("GET", urlsplit(link).path, {})


def test_a_parent_finds_the_children_with_how_they_stand(club: Club, browser: Browser, ada: Any) -> None:
    done = started(club, ada)
    club.done(f"achievement/{done['uid']}/complete_step/", {"number": 1}, role="coach")

    home = browser.sign_in(PAULA)

    assert "Hello Paula" in home.text
    assert home.link("Ada Berger").endswith(f"/person/{ada['uid']}")
    assert "Badge 3 1 of 3 steps" in home.text
    assert browser.get(home.link("Badge 3")).status == 200


def test_the_page_of_a_child_shows_what_runs_and_what_is_finished(
    club: Club, browser: Browser, ada: Any
) -> None:
    started(club, ada, name="Badge 4")
    done = finished(club, ada)
    browser.sign_in(PAULA)

    page = browser.get(f"{SITE}/person/{ada['uid']}")

    assert "Working on Badge 4 0 of 3 steps Started on 21 November 2026" in page.text
    assert "Finished Badge 3 Finished on 21 November 2026" in page.text
    assert page.link("Badge 3").endswith(f"/achievement/{done['uid']}")
    assert '<progress max="3" value="0"' in page.source


def test_an_achievement_shows_its_steps_with_notes_and_evidence(
    club: Club, browser: Browser, ada: Any
) -> None:
    uid = started(club, ada)["uid"]
    proof = {"number": 2, "note": NOTE, "evidence": ["https://example.org/video", "javascript:alert(1)"]}
    club.done(f"achievement/{uid}/complete_step/", proof, role="coach")
    browser.sign_in(PAULA)

    page = browser.get(f"{SITE}/achievement/{uid}")

    assert "Cartwheel Done on 21 November 2026 Held for five seconds and smiled" in page.text
    assert page.link("https://example.org/video") == "https://example.org/video"
    assert "javascript:alert(1)" in page.text
    assert not [href for href, _ in page.links if href.startswith("javascript")]
    assert "certificate" not in page.source


def test_the_certificate_opens_from_the_page_of_what_is_finished(
    club: Club, browser: Browser, ada: Any
) -> None:
    uid = finished(club, ada)["uid"]
    browser.sign_in(PAULA)

    paper = pdf(club, browser.get(f"{SITE}/achievement/{uid}").link("certificate"))

    assert (paper.status, paper.body[:5]) == (200, b"%PDF-")


def test_the_badge_opens_from_the_page_of_what_is_finished(club: Club, browser: Browser, ada: Any) -> None:
    uid = finished(club, ada)["uid"]
    browser.sign_in(PAULA)

    link = urlsplit(browser.get(f"{SITE}/achievement/{uid}").link("Badge as a picture"))
    picture = club.house.ask("GET", f"{link.path}?{link.query}", {})

    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")


def test_a_member_without_children_sees_itself(club: Club, browser: Browser) -> None:
    contact = {"uri": f"/example/person/{club.residents.member['contact']}/"}
    started(club, contact)

    home = browser.sign_in("mia.member@example.org")

    assert "Mia Member Badge 3 0 of 3 steps" in home.text


@pytest.mark.parametrize("page", ["person/{person}", "person/{person}/timeline", "achievement/{achievement}"])
def test_whom_one_may_not_see_is_as_one_who_does_not_exist(
    club: Club, browser: Browser, ada: Any, page: str
) -> None:
    strange = club.person(first_name="Strange")
    uid = started(club, strange)["uid"]
    browser.sign_in(PAULA)

    refused = browser.get(f"{SITE}/{page.format(person=strange['uid'], achievement=uid)}")
    missing = browser.get(f"{SITE}/{page.format(person='0' * 24, achievement='0' * 24)}")
    nonsense = browser.get(f"{SITE}/{page.format(person='x', achievement='x')}")

    assert refused.status == missing.status == nonsense.status == 404
    assert refused.source == missing.source == nonsense.source


def test_a_child_that_came_to_others_is_seen_by_them_alone(club: Club, browser: Browser, ada: Any) -> None:
    other = club.person(first_name="Olga", email="olga@example.org")
    club.done(f"person/{ada['uid']}/", {"guardians": [other["uri"]]})

    home = browser.sign_in(PAULA)

    assert "Ada" not in home.text
    assert browser.get(f"{SITE}/person/{ada['uid']}").status == 404
    theirs = Browser(club.house)
    assert "Ada Berger" in theirs.sign_in("olga@example.org").text


@pytest.mark.parametrize("role", ["coach", "admin"])
def test_staff_sees_everybody(club: Club, browser: Browser, ada: Any, role: str) -> None:
    club.person(first_name="Carla", email="carla@example.org", role=role)
    uid = started(club, ada)["uid"]

    home = browser.sign_in("carla@example.org")

    assert home.link("registers").endswith("/groups")
    assert ("Look after members" in home.text) == (role == "admin")
    assert browser.get(f"{SITE}/person/{ada['uid']}").status == 200
    assert browser.get(f"{SITE}/achievement/{uid}").status == 200


def test_the_coach_of_a_group_sees_its_members_and_nobody_else(
    club: Club, browser: Browser, ada: Any
) -> None:
    carla = club.person(first_name="Carla", email="carla@example.org")
    club.made("group/", {"name": "Tuesday", "members": [ada["uri"]], "coaches": [carla["uri"]]})
    strange = club.person(first_name="Strange")

    home = browser.sign_in("carla@example.org")

    assert "/group/" in home.link("Tuesday")
    assert browser.get(f"{SITE}/person/{ada['uid']}").status == 200
    assert browser.get(f"{SITE}/person/{strange['uid']}").status == 404


def test_a_family_of_many_stands_on_several_pages(club: Club, browser: Browser, paula: Any) -> None:
    for number in range(9):
        club.person(first_name=f"Child {number}", guardians=[paula["uri"]])

    first = browser.sign_in(PAULA)
    second = browser.get(first.link("Older"))

    assert ("Child 6" in first.text, "Child 7" in first.text) == (True, False)
    assert ("Child 6" in second.text, "Child 7" in second.text) == (False, True)
    assert second.link("Newer")


def test_many_achievements_stand_on_several_pages(club: Club, browser: Browser, ada: Any) -> None:
    kind = club.type()
    for _ in range(26):
        club.start(kind, ada)
    browser.sign_in(PAULA)

    first = browser.get(f"{SITE}/person/{ada['uid']}")
    second = browser.get(first.link("Older"))

    assert (first.text.count("Badge 3"), second.text.count("Badge 3")) == (25, 1)
    assert browser.get(f"{SITE}/person/{ada['uid']}?before=%27%20OR%201").text.count("Badge 3") == 25
    assert len(first.reply.body) < 50_000


def test_what_is_looked_at_costs_few_calls(club: Club, browser: Browser, ada: Any) -> None:
    uid = finished(club, ada)["uid"]
    started(club, ada)
    browser.sign_in(PAULA)
    purse = Purse(club.house)
    pages = ("", f"/person/{ada['uid']}", f"/person/{ada['uid']}/timeline", f"/achievement/{uid}")

    calls = [purse.spent(lambda p=p: browser.get(SITE + p)).calls for p in pages]

    assert [number - FRAME for number in calls] == [7, 7, 5, 2]
