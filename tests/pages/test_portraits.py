"""What the page of a person and its timeline say: memberships, points, badges, goals, and when what came."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from chalicelib.store import game
from tests.api import aiming
from tests.asking import Club
from tests.pages.browser import SITE, Browser
from tests.secretary import Secretary

PAULA, ADA = "paula@example.org", "ada@example.org"


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def ada(club: Club) -> Any:
    paula = club.person(first_name="Paula", email=PAULA)
    return club.person(first_name="Ada", email=ADA, guardians=[paula["uri"]])


def pages_of(club: Club, address: str, contact: Any) -> tuple[str, str]:
    """The person's page and its timeline, as whoever has the address reads them."""
    browser = Browser(club.house)
    browser.sign_in(address)
    person, timeline = (browser.get(f"{SITE}/person/{contact['uid']}{more}") for more in ("", "/timeline"))
    assert (person.status, timeline.status) == (200, 200)
    return person.text, timeline.text


@pytest.mark.parametrize("reader", [ADA, PAULA])
def test_a_membership_is_told_with_its_number_and_papers(
    office: Secretary, club: Club, ada: Any, reader: str
) -> None:
    member = office.active(contact=ada)
    browser = Browser(club.house)
    browser.sign_in(reader)

    page = browser.get(f"{SITE}/person/{ada['uid']}")

    assert f"Grade F Active until 21 November 2027 Number {member['membership_number']}" in page.text
    paper = club.house.ask("GET", urlsplit(page.link("Certificate of membership")).path, {})
    assert (paper.status, paper.body[:5]) == (200, b"%PDF-")
    assert "Invoice" not in page.text


def test_the_invoice_opens_from_the_page(office: Secretary, club: Club, ada: Any) -> None:
    kind = office.type()
    office.active(kind=kind, contact=ada)
    office.turn_to("2027-11-01")
    [member] = club.got(f"member/?contact={ada['uid']}")["results"]
    office.call(member, "renew")
    club.house.settle()
    browser = Browser(club.house)
    browser.sign_in(ADA)

    page = browser.get(f"{SITE}/person/{ada['uid']}")

    bills = [urlsplit(href).path for href, said in page.links if "Invoice" in said]
    assert bills and club.house.ask("GET", bills[0], {}).body[:5] == b"%PDF-"


def test_a_coach_sees_neither_memberships_nor_papers(office: Secretary, club: Club, ada: Any) -> None:
    office.active(contact=ada)
    club.person(first_name="Carla", email="carla@example.org", role="coach")

    person, timeline = pages_of(club, "carla@example.org", ada)

    assert "Grade F" not in person + timeline


def test_a_linked_member_sees_its_own_number_and_no_paper_of_the_payer(
    office: Secretary, club: Club, ada: Any
) -> None:
    kind = office.type(max_linked_members=2)
    member = office.active(kind=kind, contact=club.person(first_name="Olga"))
    linked = office.call(member, "link", {"contact": ada["uri"]})["linked_members"][0]

    person, _ = pages_of(club, ADA, ada)

    assert f"Grade F Active until 21 November 2027 Number {linked['membership_number']}" in person
    assert "Certificate of membership" not in person


def test_points_and_the_level_stand_on_the_page_and_the_level_in_the_timeline(club: Club, ada: Any) -> None:
    club.made(f"person/{ada['uid']}/points/", {"points": 5, "reason": "helped"})
    club.house.settle()

    person, timeline = pages_of(club, PAULA, ada)

    assert "Points and level Level 8 · 5 points Level 9 begins at 7.81 points" in person
    assert "21 November 2026 Level 8 reached" in timeline


def test_badges_stand_with_the_day_on_which_they_were_earned(club: Club, ada: Any) -> None:
    club.house.wired.table.of("example").put(game.badge("example", ada["uid"], 8, club.house.clock.now()))

    person, timeline = pages_of(club, PAULA, ada)

    assert "Badges The helper 21 November 2026" in person
    assert "21 November 2026 Badge earned: The helper" in timeline


def test_who_plays_nothing_is_told_of_no_points_or_badges(club: Club, ada: Any) -> None:
    person, timeline = pages_of(club, PAULA, ada)

    assert "Points" not in person and "Badges" not in person and "Goals" not in person
    assert "Nothing is recorded yet." in person and "Nothing is recorded yet." in timeline


def test_the_timeline_tells_what_came_and_the_newest_first(office: Secretary, club: Club, ada: Any) -> None:
    office.active(contact=ada)
    uid = club.start(contact=ada)["uid"]
    office.turn_to("2026-11-23T12:00")
    for number in (1, 2):
        club.done(f"achievement/{uid}/complete_step/", {"number": number}, role="coach")
    office.turn_to("2026-11-24T12:00")
    club.done(f"achievement/{uid}/complete_all_steps/", role="coach")
    club.done(f"achievement/{uid}/finish/", role="coach")

    _, timeline = pages_of(club, PAULA, ada)

    wanted = (
        "24 November 2026 Badge 3 : 1 step done",
        "23 November 2026 Badge 3 : 2 steps done Forward roll Cartwheel",
        "21 November 2026 Membership began: Grade F",
    )
    places = [timeline.index(text) for text in wanted]
    assert places == sorted(places)
    assert "24 November 2026 Badge 3 : finished" in timeline


def test_a_long_timeline_is_told_in_parts(club: Club, ada: Any) -> None:
    kind = club.type(steps=["only one"])
    for _ in range(16):
        club.finished(kind=kind, contact=ada)
    browser = Browser(club.house)
    browser.sign_in(PAULA)

    first = browser.get(f"{SITE}/person/{ada['uid']}/timeline")
    second = browser.get(first.link("Older"))

    assert (first.text.count("Badge 3"), second.text.count("Badge 3")) == (30, 2)
    assert second.link("Newer") and not [said for _, said in second.links if said == "Older"]


def test_the_pages_of_a_german_club_are_german(office: Secretary, club: Club, ada: Any) -> None:
    club.done("tenant/", {"locale": "de", "timezone": "Europe/Berlin"})
    office.active(contact=ada)
    club.finished(contact=ada)
    club.made(f"person/{ada['uid']}/points/", {"points": 5, "reason": "helped"})
    club.house.settle()

    person, timeline = pages_of(club, ADA, ada)

    assert "Aktiv bis 21. November 2027" in person and "Abgeschlossen am 21. November 2026" in person
    assert "Badge 3 : 3 Schritte geschafft" in timeline and "Stufe 8 erreicht" in timeline


def test_a_goal_and_a_streak_stand_on_the_page(club: Club) -> None:
    member = club.residents.member
    visits = aiming.target(
        club,
        aiming.group(club, name="Visits", trackingType="STREAKS"),
        name="Come every month",
        targetType="COUNT",
        eventName="visit",
        defaultValue=1,
        levels=[{"name": "bronze", "cycles": 1}, {"name": "silver", "cycles": 2}],
    )
    sales = aiming.target(club, aiming.group(club, name="Sales"), name="A thousand")
    for one in (visits, sales):
        aiming.enrolled(club, one, member["number"])
    told = {"memberRefId": member["member_ref"], "action": "visit", "eventRefId": "v1"}
    assert club.ask("POST", "/api/example/events", [told]).status in (200, 202)
    club.house.settle()

    person, _ = pages_of(club, "mia.member@example.org", {"uid": member["contact"]})

    assert "Come every month 1 of 1 Reached on 21 November 2026" in person
    assert "Streak: 1 in a row · next: silver at 2" in person
    assert "A thousand 0 of 1000 Until 30 November 2026" in person
