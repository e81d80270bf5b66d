"""Where a certificate's QR code leads: to what stands in the books now, for programs and for people."""


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
