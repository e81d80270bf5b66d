"""Mails that did not arrive: found by what became of them, explained, sent again, their addresses opened."""

from typing import Any

import pytest

from benchmarks.spent import Purse
from sandbox.ses_events import event
from tests.asking import Club
from tests.listeners.test_following import answer_ses
from tests.mailing import sent
from tests.pages.browser import SITE, Page
from tests.pages.office import Desk
from tests.secretary import Secretary

ADA = "ada@example.org"


@pytest.fixture
def club(office: Secretary) -> Club:
    """On the engine of this process."""
    return office.club


def kept(club: Club) -> Any:
    return next(mail for mail in club.got("mail/")["results"] if mail["to"] == ADA)


def told(club: Club, kind: str) -> Any:
    """A mail of which SES tells this; as the API shows it."""
    club.house.hear(event(sent(club), kind))
    return kept(club)


def barred(club: Club) -> Any:
    """A mail that was not sent, for its address is shut."""
    club.ask("POST", "suppression/", {"email": ADA, "reason": "by letter"})
    club.finished(contact=club.person(email=ADA))
    club.house.settle()
    return kept(club)


def given_up(club: Club) -> Any:
    answer_ses(club, code="MessageRejected", times=1)
    club.finished(contact=club.person(email=ADA))
    club.house.settle()
    return kept(club)


MADE = {
    "failed": (given_up, "The mail service refused it"),
    "refused": (lambda club: told(club, "Email Rejected"), "The mail service refused it"),
    "bounced": (lambda club: told(club, "Email Bounced"), "The address takes no mails"),
    "complained": (lambda club: told(club, "Email Complaint Received"), "marked it as spam"),
    "suppressed": (barred, "Nothing goes to this address"),
}


def shown(page: Page) -> list[str]:
    return [href.rpartition("/")[2] for href, _ in page.links if "/mail/" in href]


@pytest.mark.parametrize("state", MADE)
def test_a_mail_that_did_not_arrive_is_in_its_list_with_the_reason(
    club: Club, desk: Desk, state: str
) -> None:
    make, words = MADE[state]
    mail = make(club)

    lists = {name: shown(desk.page(f"mails?state={name}")) for name in MADE}

    assert {name: uids for name, uids in lists.items() if mail["uid"] in uids} == {state: [mail["uid"]]}
    assert words in desk.page(f"mails?state={state}").text
    assert words in desk.page(f"mail/{mail['uid']}").text


def test_a_mail_that_arrived_is_in_no_list(club: Club, desk: Desk) -> None:
    mail = told(club, "Email Delivered")

    assert not any(shown(desk.page(f"mails?state={name}")) for name in MADE)
    assert "Delivered" in desk.page(f"mail/{mail['uid']}").text
    assert not [form for form in desk.page(f"mail/{mail['uid']}").forms if "resend" in form.action]


def test_a_mail_is_sent_again_and_leaves_the_list(club: Club, desk: Desk) -> None:
    mail = given_up(club)
    page = desk.page(f"mail/{mail['uid']}")

    after = desk.browser.send(page, "/resend")
    club.house.settle()

    assert "On its way" in after.text
    assert [to for to, _ in club.mails() if to == ADA] == [ADA]
    assert shown(desk.page("mails?state=failed")) == []


def test_a_mail_that_is_sent_again_twice_goes_out_once(club: Club, desk: Desk) -> None:
    page = desk.page(f"mail/{given_up(club)['uid']}")

    answers = [desk.browser.send(page, "/resend").status for _ in range(2)]
    club.house.settle()
    answers.append(desk.browser.send(page, "/resend").status)
    club.house.settle()

    assert answers == [200, 200, 200]
    assert [to for to, _ in club.mails() if to == ADA] == [ADA]


def test_to_a_shut_address_it_goes_only_where_that_is_opened(club: Club, desk: Desk) -> None:
    mail = MADE["bounced"][0](club)
    page = desk.page(f"mail/{mail['uid']}")

    desk.browser.send(page, "/resend")
    club.house.settle()
    held = club.got(f"mail/{mail['uid']}/")["state"]
    desk.browser.send(page, "/resend", lift="yes")
    club.house.settle()

    assert "The address is shut." in page.text
    assert (held, club.got(f"mail/{mail['uid']}/")["state"]) == ("suppressed", "sent")


def test_a_shut_address_is_shown_with_its_cause_and_opened_again(club: Club, desk: Desk) -> None:
    told(club, "Email Bounced")
    page = desk.page("mails?state=addresses")

    after = desk.browser.send(page, "/lift")
    again = desk.browser.send(page, "/lift")

    assert ADA in page.text and "A mail came back" in page.text
    assert "Mails go to this address again." in after.text and "No address is in this list." in after.text
    assert again.status == 200
    assert club.got("suppression/")["results"] == []


def test_one_shut_address_is_looked_up(club: Club, desk: Desk) -> None:
    for address in (ADA, "bea@example.org"):
        club.ask("POST", "suppression/", {"email": address})

    found = desk.page(f"mails?state=addresses&email={ADA}")

    assert "Somebody asked for it" in found.text and "bea@example.org" not in found.text


def test_a_link_to_sign_in_is_nobody_s_business(club: Club, desk: Desk) -> None:
    club.person(email=ADA)
    club.ask("POST", "suppression/", {"email": ADA})
    desk.browser.post(f"{SITE}/sign-in", [("email", ADA), *desk.page("mails").form("/sign-out").fields])
    club.house.settle()

    assert shown(desk.page("mails?state=suppressed")) == []


@pytest.mark.parametrize("query", ["state=sent", "state=bounced&after=x", "what=1"])
def test_a_list_that_there_is_not_is_refused(desk: Desk, query: str) -> None:
    assert desk.browser.get(f"{SITE}/mails?{query}").status in (400, 422)


@pytest.mark.parametrize("fields", [[("lift", "no")], [("more", "1")]])
def test_a_form_that_is_not_ours_sends_nothing(club: Club, desk: Desk, fields: list[tuple[str, str]]) -> None:
    mail = given_up(club)
    token = desk.page("mails").form("/sign-out").fields
    before = club.items()

    assert desk.browser.post(f"{SITE}/mail/{mail['uid']}/resend", [*token, *fields]).status == 422
    assert club.items() == before


@pytest.mark.parametrize("state", ["failed", "bounced", "addresses"])
def test_a_list_of_mails_asks_a_handful(club: Club, desk: Desk, state: str) -> None:
    MADE["bounced"][0](club)

    assert Purse(club.house).spent(lambda: desk.page(f"mails?state={state}")).calls <= 8
