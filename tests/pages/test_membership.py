"""One membership on its page, and what is done with it there: asked once more, done once, refused in words."""

from typing import Any

import pytest

from benchmarks.spent import Purse
from tests.asking import Club
from tests.pages.browser import SITE, Page
from tests.pages.office import Desk
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    """On the engine of this process."""
    return office.club


def acted(desk: Desk, member: Any, verb: str, **fields: Any) -> Page:
    """The page that asks, filled in and sent."""
    asking = desk.page(f"membership/{member['uid']}/{verb}")
    return desk.browser.send(asking, f"/{verb}", **fields)


def test_a_pending_one_is_activated_after_one_more_look(office: Secretary, desk: Desk) -> None:
    member = office.member()
    before = desk.page(f"membership/{member['uid']}")

    after = desk.browser.send(desk.browser.get(before.link("Activate")), "/activate")

    assert "It is active now." in after.text
    assert office.got(member)["status"] == "active"


def test_looking_at_a_page_that_asks_changes_nothing(office: Secretary, desk: Desk) -> None:
    member = office.active(start_date="2025-12-10", end_date="2026-12-10")
    before = office.club.items()

    for verb in ("activate", "renew", "cancel"):
        desk.page(f"membership/{member['uid']}/{verb}")

    assert office.club.items() == before


@pytest.mark.parametrize("verb", ["activate", "renew", "cancel"])
def test_a_form_that_is_sent_twice_acts_once(office: Secretary, desk: Desk, verb: str) -> None:
    member = office.member() if verb == "activate" else office.active(end_date="2026-12-10")
    asking = desk.page(f"membership/{member['uid']}/{verb}")

    first = desk.browser.send(asking, f"/{verb}", follow=False)
    stands = [one for one in office.club.items() if one["sk"]["S"] in ("M", "EV")]
    again = desk.browser.send(asking, f"/{verb}", follow=False)

    assert (first.status, again.status) == (303, 303)
    assert first.reply.headers["Location"] == again.reply.headers["Location"]
    assert [one for one in office.club.items() if one["sk"]["S"] in ("M", "EV")] == stands


def test_a_renewal_shows_the_next_period_first_and_leads_to_it(office: Secretary, desk: Desk) -> None:
    member = office.active(start_date="2025-12-10", end_date="2026-12-10")
    asking = desk.page(f"membership/{member['uid']}/renew")

    after = desk.browser.send(asking, "/renew")

    assert "10 December 2026 – 10 December 2027" in asking.text
    assert "This is the next period." in after.text and "Renewed: begins on 10 December 2026" in after.text
    assert "this one" in after.text and "Ends on 10 December 2026, and is renewed" in after.text


def test_two_secretaries_who_renew_at_once_make_one_period(office: Secretary, desk: Desk) -> None:
    member = office.active(start_date="2025-12-10", end_date="2026-12-10")
    asking = [desk.page(f"membership/{member['uid']}/renew") for _ in range(2)]

    first, second = (desk.browser.send(page, "/renew") for page in asking)

    assert (first.status, second.status) == (200, 409)
    assert "This was not done. It has been renewed already." in second.text
    assert office.events().count("renewal_confirmation") == 1


@pytest.mark.parametrize(
    ("fields", "status", "done"),
    [
        ({"reason": "moved"}, "cancelled", "It is cancelled."),
        (
            {"at": "later", "when": "2026-12-01", "reason": "moved"},
            "active",
            "It will be cancelled on that day.",
        ),
    ],
)
def test_a_membership_is_cancelled_at_once_or_on_a_day(
    office: Secretary, desk: Desk, fields: dict[str, str], status: str, done: str
) -> None:
    member = office.active(start_date="2025-12-10", end_date="2026-12-10")

    after = acted(desk, member, "cancel", **fields)

    assert done in after.text and "moved" in after.text
    found = office.got(member)
    assert (found["status"], found["cancel_reason"]) == (status, "moved")


@pytest.mark.parametrize("when", ["", "2026-11-01", "2027-01-01", "2026-02-30"])
def test_a_day_on_which_it_cannot_end_is_refused_where_it_was_given(
    office: Secretary, desk: Desk, when: str
) -> None:
    member = office.active(start_date="2025-12-10", end_date="2026-12-10")

    refused = acted(desk, member, "cancel", at="later", when=when, reason="moved")

    assert (refused.status, "This was not done." in refused.text) == (422, True)
    assert ("reason", "moved") in refused.form("/cancel").fields
    assert office.got(member)["cancel_date"] is None


def test_what_cannot_be_done_is_said_and_not_offered(office: Secretary, desk: Desk) -> None:
    member = office.active(start_date="2026-11-01", end_date="2027-11-01")

    page = desk.page(f"membership/{member['uid']}")
    asking = desk.page(f"membership/{member['uid']}/renew")

    assert "It can be renewed from 3 August 2027 on." in page.text
    assert not [words for _, words in page.links if words in ("Renew", "Activate")]
    assert not [form for form in asking.forms if form.action.endswith("/renew")]


def test_what_was_done_meanwhile_is_refused_in_words(office: Secretary, desk: Desk) -> None:
    member = office.member()
    asking = desk.page(f"membership/{member['uid']}/activate")
    office.call(member, "activate")

    refused = desk.browser.send(asking, "/activate")

    assert refused.status == 409
    assert "It is not pending any more." in refused.text


@pytest.mark.parametrize("verb", ["activate", "renew", "cancel"])
@pytest.mark.parametrize("fields", [[], [("once", "x")], [("once", "0" * 24), ("more", "1")]])
def test_a_form_that_is_not_ours_does_nothing(
    office: Secretary, desk: Desk, verb: str, fields: list[tuple[str, str]]
) -> None:
    member = office.member()
    token = desk.page(f"membership/{member['uid']}").form("/sign-out").fields
    before = office.club.items()

    refused = desk.browser.post(f"{SITE}/membership/{member['uid']}/{verb}", [*token, *fields])

    assert refused.status == 422
    assert office.club.items() == before


@pytest.mark.parametrize("path", ["", "/story", "/activate", "/renew", "/cancel"])
@pytest.mark.parametrize("uid", ["0" * 24, "nothing"])
def test_a_membership_that_there_is_not_has_no_page(desk: Desk, path: str, uid: str) -> None:
    assert desk.page(f"membership/{uid}{path}", 404)


def test_a_membership_of_another_tenant_has_no_page(office: Secretary, desk: Desk) -> None:
    other = Secretary(Club(office.club.house, office.club.residents, "other"))
    other.club.keys["admin"] = office.club.keys["other"]
    member = other.member()

    assert desk.page(f"membership/{member['uid']}", 404)


def test_the_page_shows_people_money_and_papers(office: Secretary, desk: Desk) -> None:
    terms = {"name": "Thirds", "payments": 3, "interval": "P1M", "deferral_days": 0}
    plan = office.club.made("payment_plan/", terms)
    kind = office.type(max_linked_members=1)
    member = office.member(kind, amount="120.00", currency="GBP", payment_plan=plan["uri"])
    office.call(member, "unpack_payment_plan")
    office.call(member, "activate")
    office.call(member, "link", {"contact": office.club.person(first_name="Kim")["uri"]})
    office.club.made("invoice/", an_invoice(member))

    page = desk.page(f"membership/{member['uid']}")

    assert page.text.count("40.00 GBP") == 3
    assert page.link("Kim Berger").endswith(office.got(member)["linked_members"][0]["contact"].split("/")[3])
    for paper in ("Certificate (PDF)", "(PDF)"):
        assert office.club.house.ask("GET", page.link(paper), {}).status == 200


def an_invoice(member: Any) -> dict[str, Any]:
    line = {"description": "Badge", "quantity": 1, "unit_price": "10.00", "vat_rate": 20}
    return {"member": member["uri"], "currency": "GBP", "lines": [line]}


def test_the_story_names_each_mail_with_what_became_of_it(office: Secretary, desk: Desk) -> None:
    member = office.active(start_date="2025-12-10", end_date="2026-12-10")
    office.club.house.settle()

    page = desk.page(f"membership/{member['uid']}/story")

    assert "Welcome" in page.text and "ada@example.org : Sent" in page.text
    assert "Welcome" in desk.browser.get(page.link("ada@example.org")).text


def test_a_membership_is_shown_in_a_handful_of_calls(office: Secretary, desk: Desk) -> None:
    member = office.active(start_date="2025-12-10", end_date="2026-12-10")
    office.call(member, "renew")
    purse = Purse(office.club.house)

    shown = purse.spent(lambda: desk.page(f"membership/{member['uid']}"))
    story = purse.spent(lambda: desk.page(f"membership/{member['uid']}/story"))

    assert (shown.calls, story.calls) <= (10, 16)
