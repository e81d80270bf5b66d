"""The secretary's lists: each need finds whom it means, page by page, at a cost that does not grow."""

from typing import Any

import pytest

from benchmarks.spent import Purse
from chalicelib.actions import desks
from tests.asking import Club
from tests.pages.browser import SITE, Browser
from tests.pages.office import Desk, listed
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    """On the engine of this process."""
    return office.club


def joined(office: Secretary, name: str, kind: Any, **fields: Any) -> Any:
    contact = office.club.person(first_name=name, last_name="Member", email=f"{name.lower()}@example.org")
    return office.member(kind, contact, **fields)


def active(office: Secretary, name: str, kind: Any, **fields: Any) -> Any:
    return office.call(joined(office, name, kind, **fields), "activate")


@pytest.fixture
def crowd(office: Secretary) -> Secretary:
    """One of each; the clock stands on 2026-11-21."""
    kind = office.type()
    joined(office, "Pia", kind)
    active(office, "Eva", kind, start_date="2025-12-10", end_date="2026-12-10")
    active(office, "Far", kind, start_date="2026-10-01", end_date="2027-10-01")
    active(office, "Gus", kind, start_date="2025-11-01", end_date="2026-11-01")
    active(office, "Aut", kind, start_date="2025-12-11", end_date="2026-12-11", auto_renew=True)
    gone = active(office, "Can", kind, start_date="2026-01-01", end_date="2027-01-01")
    office.call(gone, "cancel", {"reason": "moved"})
    leaving = active(office, "Lea", kind, start_date="2026-01-02", end_date="2027-01-02")
    office.call(leaving, "cancel", {"when": "2026-12-24"})
    renewed = active(office, "Ren", kind, start_date="2025-12-15", end_date="2026-12-15")
    office.call(renewed, "renew")
    return office


NAMED = {
    "pending": ["Pia Member"],
    "expiring": ["Eva Member"],
    "grace": ["Gus Member"],
    "lapsed": [],
    "active": [f"{name} Member" for name in ("Gus", "Eva", "Aut", "Lea", "Far", "Ren")],
    "cancelled": ["Can Member"],
}


@pytest.mark.parametrize("state", NAMED)
def test_each_list_names_whom_it_means(crowd: Secretary, state: str) -> None:
    assert Desk(crowd.club).named(state) == NAMED[state]


def test_the_first_page_says_how_much_there_is_to_do(crowd: Secretary) -> None:
    text = Desk(crowd.club).page("members").text

    for count in ("1 wait to be activated", "1 end within 30 days", "1 are in grace", "0 mails came back"):
        assert count in text


def test_who_is_not_renewed_goes_from_list_to_list_by_the_clock(office: Secretary) -> None:
    active(office, "Eva", office.type(), start_date="2025-12-10", end_date="2026-12-10")
    seen = {}
    for day in ("2026-11-22", "2026-12-10", "2027-01-08", "2027-01-09"):
        office.turn_to(f"{day}T00:01:00")
        desk = Desk(office.club)
        seen[day] = [state for state in NAMED if desk.named(state)]

    assert seen == {
        "2026-11-22": ["expiring", "active"],
        "2026-12-10": ["grace", "active"],
        "2027-01-08": ["grace", "active"],
        "2027-01-09": ["lapsed"],
    }


def test_who_has_lapsed_is_in_grace_no_more_before_the_clock_has_come(office: Secretary) -> None:
    active(office, "Gus", office.type(), start_date="2025-11-01", end_date="2026-11-01")
    office.club.house.clock.turn_to(office.at("2026-12-01T00:00:00"))

    assert Desk(office.club).named("grace") == []


@pytest.mark.parametrize(("days", "named"), [("7", []), ("30", ["Eva Member"]), ("60", ["Eva Member"])])
def test_how_soon_is_soon_can_be_said(crowd: Secretary, days: str, named: list[str]) -> None:
    assert Desk(crowd.club).named("expiring", within=days) == named


def test_a_removed_membership_is_in_no_list(office: Secretary) -> None:
    member = joined(office, "Pia", office.type())
    assert office.club.ask("DELETE", f"member/{member['uid']}/").status == 204

    assert Desk(office.club).named("pending") == []


def test_pages_follow_each_other_and_skip_nobody(office: Secretary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "PAGE", 2)
    kind = office.type()
    for name, day in (("Ann", "10"), ("Bea", "11"), ("Cyd", "12"), ("Dan", "13"), ("Els", "14")):
        auto = name in ("Bea", "Els")
        active(office, name, kind, start_date=f"2025-12-{day}", end_date=f"2026-12-{day}", auto_renew=auto)
    desk = Desk(office.club)

    page, seen = desk.page("members?state=active"), []
    while True:
        seen.append(listed(page))
        following = [href for href, words in page.links if words == "Next page"]
        if not following:
            break
        page = desk.browser.get(following[0])

    assert seen == [["Ann Member", "Bea Member"], ["Cyd Member", "Dan Member"], ["Els Member"]]
    assert listed(desk.browser.get(page.link("To the first page"))) == seen[0]


@pytest.mark.parametrize(
    "query",
    ["state=none", "state=expiring&within=31", "state=active&after=AAAA", "other=1", "state=a&state=b"],
)
def test_a_list_that_there_is_not_is_refused(club: Club, query: str) -> None:
    assert Desk(club).browser.get(f"{SITE}/members?{query}").status in (400, 422)


def test_a_cursor_of_one_list_opens_no_other(office: Secretary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "PAGE", 1)
    kind = office.type()
    joined(office, "Pia", kind)
    joined(office, "Pit", kind)
    desk = Desk(office.club)
    following = desk.page("members?state=pending").link("Next page")

    assert desk.browser.get(following).status == 200
    assert desk.browser.get(following.replace("state=pending", "state=lapsed")).status == 400


def test_only_an_admin_sees_the_lists(club: Club) -> None:
    for role in ("member", "coach"):
        club.person(first_name=role, email=f"{role}@example.org", role=role)
        browser = Browser(club.house)
        browser.sign_in(f"{role}@example.org")

        for path in ("members", "members?q=a", "mails", f"membership/{'0' * 24}", f"contact/{'0' * 24}"):
            assert browser.get(f"{SITE}/{path}").status == 403


@pytest.mark.parametrize("text", ["ada@example.org", "ADA@example.org", "EAB54", "eab54", " ref-7 "])
def test_somebody_is_found_by_address_and_number(office: Secretary, text: str) -> None:
    contact = office.club.person(email="ada@example.org", member_ref="ref-7")
    office.member(contact=contact, membership_number="EAB54")
    desk = Desk(office.club)

    found = desk.page(f"members?q={text.replace(' ', '%20')}")

    assert "1 found" in found.text
    assert "Waits to be activated" in desk.browser.get(found.link("Ada Berger")).text


def test_somebody_is_found_by_the_contact_s_number(office: Secretary) -> None:
    contact = office.club.person()

    assert "Ada Berger" in Desk(office.club).page(f"members?q={contact['number']}").text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ber", ["Ada Berger", "Bo Bergmann"]),
        ("BERGER", ["Ada Berger"]),
        ("ada%20berger", ["Ada Berger"]),
        ("bo%20berg", ["Bo Bergmann"]),
        ("ozi", ["Cem Özil"]),
        ("society", []),
        ("royal", ["Royal Society"]),
    ],
)
def test_somebody_is_found_by_name(club: Club, text: str, found: list[str]) -> None:
    for first, last in (("Bo", "Bergmann"), ("Ada", "Berger"), ("Cem", "Özil")):
        club.person(first_name=first, last_name=last)
    club.made("organisation/", {"name": "Royal Society"})

    page = Desk(club).page(f"members?q={text}")

    assert [words for href, words in page.links if "/contact/" in href] == found


def test_somebody_is_found_by_the_new_name_and_gone_with_its_record(club: Club) -> None:
    uid = club.person()["uid"]
    club.done(f"person/{uid}/", {"last_name": "Bergmann"})
    desk = Desk(club)

    before, after = (desk.page(f"members?q={name}").text for name in ("berger", "bergmann"))
    club.ask("DELETE", f"person/{uid}/")

    assert ("Nobody was found." in before, "Ada Bergmann" in after) == (True, True)
    assert "Nobody was found." in desk.page("members?q=bergmann").text


def test_nobody_is_found_in_words(club: Club) -> None:
    assert "Nobody was found." in Desk(club).page("members?q=nobody@example.org").text


def test_a_list_costs_the_same_however_many_there_are(office: Secretary) -> None:
    kind, desk, costs = office.type(), Desk(office.club), []
    for number in range(60):
        joined(office, f"P{number}", kind)
        if number in (27, 59):
            costs.append(Purse(office.club.house).spent(lambda: desk.page("members?state=pending")))

    assert costs[0].calls == costs[1].calls <= 6
    assert abs(costs[0].rru - costs[1].rru) <= 0.5


def test_the_first_page_asks_a_handful(crowd: Secretary) -> None:
    desk = Desk(crowd.club)

    assert Purse(crowd.club.house).spent(lambda: desk.page("members")).calls <= 8


def test_a_hostile_name_is_text_wherever_it_is_shown(office: Secretary) -> None:
    name = "<script>alert(1)</script>{x}\"'"
    contact = office.club.person(first_name=name, last_name="Berger", email="ada@example.org")
    member = office.member(contact=contact, external_ref=name)
    desk = Desk(office.club)
    pages = ("members?state=pending", f"membership/{member['uid']}", f"contact/{contact['uid']}")

    for path in (
        *pages,
        f"membership/{member['uid']}/cancel",
        "members?q=berger",
        "members?q=%3Cscript%3E%7Bx%7D",
    ):
        page = desk.page(path)
        assert "<script" not in page.source
    assert name in desk.page(pages[0]).text
