"""What says that it is of SES and is not about a mail of ours changes nothing; and nobody is named in a log."""

from dataclasses import replace
from typing import Any

import pytest

from sandbox import ses_events
from sandbox.ses import SentMail
from sandbox.ses_events import Event, event
from tests.asking import Club
from tests.mailing import kept, sent
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


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
