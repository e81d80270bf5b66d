"""Mails that bounce or are complained of end so, and nobody is written to any more who does not want it."""

import pytest

from sandbox.ses_events import event
from tests.asking import Club
from tests.listeners.test_following import states
from tests.mailing import kept, sent, suppressions
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.mark.parametrize(
    ("kind", "state", "code"),
    [
        ("Email Bounced", "bounced", "Permanent General 5.1.1"),
        ("Email Complaint Received", "complained", "abuse"),
    ],
)
def test_a_bounce_or_complaint_ends_the_mail_and_shuts_its_address(
    club: Club, kind: str, state: str, code: str
) -> None:
    mail = sent(club)

    club.house.tell(event(mail, kind))
    sent(club, email="ADA@example.org")

    [first] = club.got(f"mail/?state={state}")["results"]
    [second] = club.got("mail/?state=suppressed")["results"]
    assert (first["delivery"], first["delivery_code"], first["reason"]) == (state, code, f"{state}: {code}")
    assert second["reason"] == f"{state}: {code}"
    assert len(club.mails()) == 1
    assert suppressions(club) == [
        {
            "email": "ada@example.org",
            "created": "2026-11-21T12:00:00",
            "cause": state,
            "reason": f"{state}: {code}",
            "mail": first["uri"],
        }
    ]


def test_a_bounce_that_may_pass_shuts_nothing(club: Club) -> None:
    mail = sent(club)

    club.house.tell(event(mail, "Email Bounced", bounceType="Transient", bounceSubType="MailboxFull"))

    assert (kept(club)["state"], kept(club)["delivery"]) == ("sent", "returned")
    assert suppressions(club) == []


@pytest.mark.parametrize("kind", ["Email Rejected", "Email Rendering Failed"])
def test_what_ses_refused_afterwards_has_failed_and_can_be_resent(club: Club, kind: str) -> None:
    mail = sent(club)

    club.house.tell(event(mail, kind))
    failed = states(club)
    club.done(f"mail/{kept(club)['uid']}/resend/")
    club.house.settle()

    assert [state for state, _ in failed] == ["failed_permanent"]
    assert suppressions(club) == []
    assert len(club.mails()) == 2 and states(club) == [("sent", None)]


def test_an_address_that_is_open_again_gets_its_mail_once_more_and_old_news_shut_it_no_second_time(
    club: Club,
) -> None:
    mail = sent(club)
    bounce = event(mail, "Email Bounced")
    club.house.tell(bounce)

    assert club.ask("DELETE", "suppression/Ada@example.org/").status == 204
    club.done(f"mail/{kept(club)['uid']}/resend/")
    club.house.tell(bounce)
    club.house.settle()
    club.house.tell(bounce)

    assert suppressions(club) == []
    assert len(club.mails()) == 2
    assert club.house.mails()[-1].tags["attempt"] == "2"
    assert (kept(club)["state"], kept(club)["delivery"]) == ("sent", None)


def test_a_complaint_is_for_good(club: Club) -> None:
    mail = sent(club)
    club.house.tell(event(mail, "Email Complaint Received"))

    reply = club.ask("PUT", f"mail/{kept(club)['uid']}/resend/")

    assert reply.status == 409


def test_what_an_admin_shut_stays_as_it_was_said_when_its_mail_bounces(club: Club) -> None:
    mail = sent(club)
    assert club.ask("POST", "suppression/", {"email": "ada@example.org", "reason": "asked"}).status == 204

    club.house.tell(event(mail, "Email Bounced"))

    assert [(one["cause"], one["reason"]) for one in suppressions(club)] == [("asked", "asked")]
    assert kept(club)["state"] == "bounced"


@pytest.fixture
def telling(club: Club) -> Club:
    """SES tells of every mail at once, as in the sandbox."""
    club.house._mail_events = True
    return club


@pytest.mark.parametrize(
    ("name", "state", "delivery", "cause"),
    [
        ("success", "sent", "delivered", None),
        ("ooto", "sent", "delivered", None),
        ("bounce", "bounced", "bounced", "bounced"),
        ("bounce+ada", "bounced", "bounced", "bounced"),
        ("suppressionlist", "bounced", "bounced", "bounced"),
        ("complaint", "complained", "complained", "complained"),
    ],
)
def test_the_mailbox_simulator_does_as_sess(
    telling: Club, name: str, state: str, delivery: str, cause: str | None
) -> None:
    sent(telling, email=f"{name}@simulator.amazonses.com")

    shown = kept(telling)
    assert (shown["state"], shown["delivery"]) == (state, delivery)
    assert [one["cause"] for one in suppressions(telling)] == ([cause] if cause else [])
