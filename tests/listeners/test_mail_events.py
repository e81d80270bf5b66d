"""SES tells how mails fared: doubts end, deliveries are noted, bounces shut an address; and who else tells is not
believed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.domain.mail import HOLD
from sandbox import ses_events
from sandbox.ses import SentMail
from sandbox.ses_events import Event, event
from tests.asking import Club
from tests.listeners.test_following import answer_ses, states
from tests.secretary import Secretary

LONGER = HOLD + timedelta(minutes=5)


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def sent(club: Club, email: str = "ada@example.org", **more: Any) -> SentMail:
    """A mail that SES took, and of which it has told nothing yet."""
    club.finished(contact=club.person(email=email, **more))
    club.house.settle()
    return club.house.mails()[-1]


def doubted(club: Club) -> SentMail:
    answer_ses(club, error=ReadTimeoutError(endpoint_url="ses"), times=1)
    return sent(club)


def kept(club: Club) -> Any:
    return club.got("mail/")["results"][-1]


def suppressions(club: Club, query: str = "") -> Any:
    return club.got(f"suppression/{query}")["results"]


@pytest.mark.parametrize("kind", ["Email Sent", "Email Delivered", "Email Delivery Delayed"])
def test_what_ses_tells_settles_a_doubt_and_the_mail_goes_out_once(club: Club, kind: str) -> None:
    mail = doubted(club)
    before = states(club)

    club.house.tell(event(mail, kind))
    after = states(club)
    club.house.turn_to(club.house.clock.now() + LONGER)

    assert (before, after) == ([("in_doubt", "ReadTimeoutError")], [("sent", None)])
    assert len(club.mails()) == 1
    assert kept(club)["message_id"] == mail.message_id


def test_without_an_event_a_doubt_ends_with_a_second_mail(club: Club) -> None:
    doubted(club)

    club.house.turn_to(club.house.clock.now() + LONGER)

    assert len(club.mails()) == 2


def test_ses_may_tell_before_its_answer_arrives(club: Club) -> None:
    """The event is taken in while the sender still waits; the sender finds it settled."""
    told: list[bool] = []

    def tell(**_: Any) -> None:
        told.append(club.house.tell(event(club.house.mails()[-1], "Email Delivered")))

    club.house.wired.mailer._client.meta.events.register("after-call.sesv2.SendEmail", tell)

    mail = sent(club)
    shown = kept(club)
    club.house.turn_to(club.house.clock.now() + LONGER)

    assert told == [True]
    assert (shown["state"], shown["delivery"], shown["message_id"]) == ("sent", "delivered", mail.message_id)
    assert len(club.mails()) == 1


def test_ses_may_tell_before_an_answer_that_is_lost(club: Club) -> None:
    def tell(**_: Any) -> None:
        club.house.tell(event(club.house.mails()[-1], "Email Sent"))
        raise ReadTimeoutError(endpoint_url="ses")

    club.house.wired.mailer._client.meta.events.register("after-call.sesv2.SendEmail", tell)

    sent(club)
    club.house.turn_to(club.house.clock.now() + LONGER)

    assert states(club) == [("sent", None)]
    assert len(club.mails()) == 1


def test_an_answer_that_comes_after_the_lease_ran_out_still_ends_the_doubt(club: Club) -> None:
    """The sender was slow, and the sweep has taken its mail for doubtful meanwhile."""

    def dawdle(**_: Any) -> None:
        club.house.clock.turn_to(club.house.clock.now() + timedelta(seconds=61))
        club.house.sweep()
        states_.append(states(club))

    states_: list[Any] = []
    club.house.wired.mailer._client.meta.events.register("after-call.sesv2.SendEmail", dawdle)

    sent(club)

    assert [state for state, _ in states_[0]] == ["in_doubt"]
    assert states(club) == [("sent", None)]


def test_a_delivery_is_shown_with_its_time(club: Club) -> None:
    mail = sent(club)

    club.house.tell(event(mail, "Email Delivered"))

    shown = kept(club)
    assert (shown["state"], shown["delivery"], shown["delivery_code"]) == ("sent", "delivered", None)
    assert shown["delivery_date"] == "2026-11-21T12:00:01"


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


def test_an_event_that_comes_again_writes_nothing(club: Club) -> None:
    mail = sent(club)
    for kind in ("Email Bounced", "Email Complaint Received"):
        club.house.tell(event(mail, kind))
    before = club.items()

    for kind in ses_events.KINDS:
        club.house.tell(event(mail, kind))

    assert club.items() == before


def test_what_an_admin_shut_stays_as_it_was_said_when_its_mail_bounces(club: Club) -> None:
    mail = sent(club)
    assert club.ask("POST", "suppression/", {"email": "ada@example.org", "reason": "asked"}).status == 204

    club.house.tell(event(mail, "Email Bounced"))

    assert [(one["cause"], one["reason"]) for one in suppressions(club)] == [("asked", "asked")]
    assert kept(club)["state"] == "bounced"


def with_tags(sent_mail: SentMail, **tags: str) -> Event:
    return event(replace(sent_mail, tags={**sent_mail.tags, **tags}), "Email Bounced")


def with_mail(mail: SentMail, **changes: Any) -> Event:
    told = event(mail, "Email Bounced")
    told["detail"]["mail"] |= changes
    return told


def forged(mail: SentMail) -> dict[str, Event]:
    bounce = event(mail, "Email Bounced")
    return {
        "of another source": {**bounce, "source": "club.example"},
        "of another account": {**bounce, "account": "111111111111"},
        "of another kind": {**bounce, "detail-type": "Email Opened"},
        "without a detail": {**bounce, "detail": None},
        "with words for a mail": {**bounce, "detail": {"mail": "all of them"}},
        "of nothing": {},
        "of another tenant": with_tags(mail, tenant="other"),
        "of no tenant": with_tags(mail, tenant="nobody"),
        "with a key for a tenant": with_tags(mail, tenant="example#P#x"),
        "with a reserved word for a tenant": with_tags(mail, tenant="public"),
        "of an unknown mail": with_tags(mail, mail="0" * 24),
        "with a path for a mail": with_tags(mail, mail="../etc"),
        "of a later attempt": with_tags(mail, attempt="2"),
        "of no attempt": with_tags(mail, attempt="0"),
        "of an attempt in words": with_tags(mail, attempt="first"),
        "without tags": event(replace(mail, tags={}), "Email Bounced"),
        "with a list of tags": with_mail(mail, tags=["mail"]),
        "with empty tags": with_mail(mail, tags={"mail": [], "tenant": []}),
        "with numbers for tags": with_mail(mail, tags={"mail": [7], "tenant": [None]}),
        "with a time in words": with_mail(mail, timestamp="yesterday"),
        "with a time without its zone": with_mail(mail, timestamp="2026-11-21T12:00:00"),
        "without a time": with_mail(mail, timestamp=None),
        "with an address in its id": with_mail(mail, messageId="0100 <ada@example.org>"),
        "before all times": event(mail, "Email Bounced", timestamp="0001-01-01T00:00:00+14:00"),
        "with a word for recipients": event(mail, "Email Bounced", bouncedRecipients="ada@example.org"),
        "with a number for recipients": event(mail, "Email Bounced", bouncedRecipients=7),
        "without its part": {**bounce, "detail": {"mail": bounce["detail"]["mail"]}},
    }


def test_what_is_not_about_a_mail_of_ours_is_passed_over(club: Club) -> None:
    """And nothing that anybody says makes Lambda try again."""
    mail = sent(club)
    before = club.items()

    failed = [name for name, said in forged(mail).items() if not club.house.tell({**said, "id": name})]

    assert (failed, club.items() == before) == ([], True)
    assert club.house.tell(event(mail, "Email Bounced")) and club.items() != before


def test_only_the_deployments_own_configuration_set_is_believed(club: Club) -> None:
    mail = sent(club)
    settings = club.house.wired.settings
    club.house.wired.settings = replace(settings, mail_configuration_set="laurel-prod")
    ours, theirs = ({**mail.tags, "ses:configuration-set": name} for name in ("laurel-prod", "laurel-dev"))

    club.house.tell(event(replace(mail, tags=theirs), "Email Bounced"))
    club.house.tell(event(mail, "Email Bounced"))
    before = kept(club)["state"]
    club.house.tell(event(replace(mail, tags=ours), "Email Bounced"))

    assert (before, kept(club)["state"]) == ("sent", "bounced")


def test_a_mail_that_was_sent_before_attempts_were_told_is_settled_too(club: Club) -> None:
    mail = doubted(club)
    older = {name: value for name, value in mail.tags.items() if name != "attempt"}

    club.house.tell(event(replace(mail, tags=older), "Email Sent"))

    assert states(club) == [("sent", None)]


def test_words_of_a_mail_server_are_not_kept(club: Club) -> None:
    mail = sent(club)

    club.house.tell(
        event(
            mail,
            "Email Bounced",
            bounceSubType="user <ada@example.org> unknown",
            bouncedRecipients=[{"status": "550 ada@example.org", "diagnosticCode": "smtp; ada@example.org"}],
        )
    )

    assert kept(club)["delivery_code"] == "Permanent"


def test_nobody_is_named_in_the_log(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "chalicelib")
    mail = sent(club)

    for kind in ses_events.KINDS:
        club.house.tell(event(mail, kind))
        club.house.tell({**event(mail, kind), "account": "1"})
        club.house.tell({**event(mail, kind), "detail": {"mail": "ada@example.org"}})

    assert "ignored" in caplog.text
    assert "ada@example.org" not in caplog.text


def test_a_table_that_does_not_answer_is_asked_again_and_then_the_event_is_kept(club: Club) -> None:
    mail = sent(club)
    told = event(mail, "Email Bounced")

    club.house.engine.throttle_next = 5
    assert club.house.tell(told), "the third attempt was answered"
    club.house.engine.throttle_next = 100
    assert not club.house.tell(event(mail, "Email Complaint Received"))
    club.house.engine.throttle_next = 0

    assert kept(club)["state"] == "bounced"
    assert [one["detail-type"] for one in club.house.failed_mail_events] == ["Email Complaint Received"]


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
