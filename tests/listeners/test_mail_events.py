"""SES tells how mails fared: doubts end and deliveries are noted, however late, early or often it tells."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.domain.mail import HOLD
from sandbox import ses_events
from sandbox.ses_events import event
from tests.asking import Club
from tests.listeners.test_following import states
from tests.mailing import doubted, kept, sent
from tests.secretary import Secretary

LONGER = HOLD + timedelta(minutes=5)


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


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


def test_an_event_that_comes_again_writes_nothing(club: Club) -> None:
    mail = sent(club)
    for kind in ("Email Bounced", "Email Complaint Received"):
        club.house.tell(event(mail, kind))
    before = club.items()

    for kind in ses_events.KINDS:
        club.house.tell(event(mail, kind))

    assert club.items() == before


def test_a_mail_that_was_sent_before_attempts_were_told_is_settled_too(club: Club) -> None:
    mail = doubted(club)
    older = {name: value for name, value in mail.tags.items() if name != "attempt"}

    club.house.tell(event(replace(mail, tags=older), "Email Sent"))

    assert states(club) == [("sent", None)]


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
