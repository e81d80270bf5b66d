"""Where a certificate's QR code leads: to what stands in the books now, for programs and for people."""

from datetime import timedelta

import pytest

from chalicelib.actions import tenants
from chalicelib.domain import links
from chalicelib.domain.links import Paper
from tests.awarding import table_of
from tests.pages.browser import Page


def only_signed(club):
    club.done("tenant/", {"public_links": "signed"})


def test_a_verification_says_that_a_membership_holds(visitor, member):
    assert visitor.verification(member["link_id"]) == {
        "document": "membership",
        "valid": True,
        "organisation": "Example Gymnastics & Canoe Club",
        "name": "Ada Berger",
        "type": "Grade F",
        "status": "active",
        "number": member["membership_number"],
        "member_since": "2026-11-21",
        "valid_from": "2026-11-21",
        "valid_until": "2027-11-21",
    }


def test_a_verification_says_that_a_membership_is_cancelled(visitor, secretary, member):
    secretary.call(member, "cancel")

    said = visitor.verification(member["link_id"])

    assert (said["valid"], said["status"], said["ended_on"]) == (False, "cancelled", "2026-11-21")


def test_a_verification_says_that_an_achievement_was_finished_and_is_open_again(club, visitor):
    achievement = club.finished()

    finished = visitor.verification(achievement["uid"])
    club.done(f"achievement/{achievement['uid']}/reopen/")
    reopened = visitor.verification(achievement["uid"])

    assert (finished["valid"], finished["type"], finished["finished_on"]) == (True, "Badge 3", "2026-11-21")
    assert (reopened["valid"], reopened["status"]) == (False, "reopened")
    assert "finished_on" not in reopened


def test_a_browser_gets_a_page_that_shows_any_name_as_text(club, visitor, secretary):
    hostile = "<script>alert(1)</script>"
    member = secretary.active(contact=club.person(first_name=hostile, last_name=None))

    page = visitor.ask(f"verify/{member['link_id']}/", headers={"Accept": "text/html,*/*;q=0.8"})
    program = visitor.ask(f"verify/{member['link_id']}/", headers={"Accept": "application/json, text/html"})

    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in page.body
    assert b"<script" not in page.body
    assert program.json["name"] == hostile


def test_the_verification_follows_the_tenants_policy(club, visitor, member):
    only_signed(club)

    assert visitor.ask(f"verify/{member['uid']}/").status == 404
    assert visitor.ask(f"verify/{member['link_id']}/").status == 200


HTML = {"Accept": "text/html,*/*;q=0.8"}


def page(visitor, link, **query):
    return Page(visitor.ask(f"verify/{link}/", headers=HTML, **query))


def test_the_page_of_an_achievement_leads_to_its_certificate_and_its_badge(club, visitor):
    achievement = club.finished()

    found = page(visitor, achievement["uid"])

    assert "This achievement is valid" in found.text
    certificate, wallet, picture = (
        visitor.ask(found.link(words))
        for words in ("Certificate (PDF)", "Badge for a wallet", "Badge as a picture")
    )
    assert certificate.headers["Content-Type"] == "application/pdf"
    assert wallet.headers["Content-Type"] == "application/jwt"
    assert picture.headers["Content-Type"].startswith("image/svg+xml")


def test_the_page_of_what_was_taken_back_says_so_and_leads_to_no_paper(club, visitor):
    achievement = club.finished()
    club.done(f"achievement/{achievement['uid']}/reopen/")

    found = page(visitor, achievement["uid"])

    assert "This achievement is not valid" in found.text
    assert "was taken back" in found.text
    assert not [href for href, _ in found.links if "/public/" in href]


def test_the_page_of_a_cancelled_membership_says_since_when(visitor, secretary, member):
    secretary.call(member, "cancel")

    found = page(visitor, member["link_id"])

    assert "This membership is not valid" in found.text
    assert "Ended on 21 November 2026" in found.text
    assert visitor.ask(found.link("Certificate (PDF)")).status == 200


def test_a_link_that_opens_the_verification_alone_leads_to_no_paper(club, visitor, member):
    only_signed(club)
    soon = club.house.clock.now() + timedelta(days=1)
    query = links.signed_query(tenants.get(table_of(club)), Paper("verify", ""), member["link_id"], soon)

    found = page(visitor, member["uid"], **query)

    assert "This membership is valid" in found.text
    assert not [href for href, _ in found.links if "/public/" in href]


@pytest.mark.parametrize("link", ["0" * 24, "0" * 40, "x", "%3Cscript%3E"])
def test_a_page_says_in_one_and_the_same_words_that_a_link_confirms_nothing(club, visitor, link):
    gone = club.finished()
    assert club.ask("DELETE", f"achievement/{gone['uid']}/").status == 204

    unknown, removed = page(visitor, link), page(visitor, gone["uid"])

    assert (unknown.status, removed.status) == (404, 404)
    assert unknown.source == removed.source
    assert "We cannot confirm this document" in unknown.text
    assert visitor.ask(f"verify/{link}/").json["error"] == "Not Found"


def test_a_tenant_that_does_not_exist_has_no_looks(club):
    found = Page(club.ask("GET", f"/api/v1/public/nobody/verify/{'0' * 24}/", role=None, headers=HTML))

    assert (found.status, "There is no such document." in found.text) == (404, True)
    assert "look.css" not in found.source


def test_the_page_speaks_the_tenants_language_and_wears_its_colours(club, visitor):
    achievement = club.finished()
    club.done("tenant/", {"locale": "de-AT"})

    found = page(visitor, achievement["uid"])

    assert "Dieser Erfolg ist gültig" in found.text
    assert "21. November 2026" in found.text
    assert '<html lang="de"' in found.source
    assert "/site/example/look.css" in found.source


def test_nothing_frames_the_page_keeps_it_or_finds_it(club, visitor):
    reply = visitor.ask(f"verify/{club.finished()['uid']}/", headers=HTML)

    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in reply.headers["Content-Security-Policy"]
    assert reply.headers["Cache-Control"] == "private, no-store"
    assert reply.headers["X-Robots-Tag"] == "noindex"
    assert len(reply.body) < 50_000
