"""What became of a mail, in plain words."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.mail import STATES, Mail, State
from chalicelib.domain.mail_news import Fate
from chalicelib.domain.mail_words import REFUSED, kind, state, why

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_mail(of: State, reason: str | None = None, delivery: Fate | None = None) -> Mail:
    return Mail(
        uid="0" * 24,
        event="e",
        event_name="lapsed",
        template="lapsed",
        created=NOON,
        last_updated=NOON,
        said={},
        state=of,
        reason=reason,
        delivery=delivery,
    )


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("expiring_6wk", "Reminder before the end"),
        ("expiring_soon", "Reminder before the end"),
        ("lapsed", "Reminder after the end"),
        ("lapsed_90d", "Reminder after the end"),
        ("payment_due", "A payment falls due"),
        ("our_own", "our own"),
    ],
)
def test_a_mail_is_called_what_it_is(template: str, words: str) -> None:
    assert kind(template) == words


def test_every_state_has_its_words() -> None:
    assert all(state(a_mail(one)) for one in STATES)


@pytest.mark.parametrize(
    ("delivery", "words"),
    [(None, "Sent"), ("delivered", "Delivered"), ("delayed", "Delayed by the receiver")],
)
def test_what_was_sent_says_how_it_fared(delivery: Fate | None, words: str) -> None:
    assert state(a_mail("sent", delivery=delivery)) == words


@pytest.mark.parametrize(
    ("reason", "begins"),
    [
        ("template: no such word", "Its text"),
        ("given up: Throttling", "The mail service did not take it"),
        ("MessageRejected", "The mail service refused it"),
        (None, "The mail service refused it"),
    ],
)
def test_it_is_said_why_a_mail_was_given_up(reason: str | None, begins: str) -> None:
    assert (why(a_mail("failed_permanent", reason)) or "").startswith(begins)


def test_nothing_is_explained_where_nothing_failed() -> None:
    assert why(a_mail("sent")) is None
    assert why(a_mail("bounced")) not in (None, REFUSED)
