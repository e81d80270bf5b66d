"""A mail on its way: every state it can be in, and every way out."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.mail import FIRST_BACKOFF, HOLD, LEASE, LONGEST_BACKOFF, PATIENCE, Mail, mail_uid

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def a_mail() -> Mail:
    return Mail(
        uid="a" * 24,
        event="b" * 24,
        event_name="achievement_completed",
        template="achievement_completed",
        created=NOON,
        last_updated=NOON,
        said={},
        contact="c" * 24,
        to="ada@example.org",
        due=NOON,
    )


def test_only_one_sender_claims_it() -> None:
    mail = a_mail()

    assert mail.claim(at=NOON)
    assert not mail.claim(at=NOON + timedelta(seconds=1))
    assert mail.state == "sending" and mail.due == NOON + LEASE


def test_a_lease_that_ran_out_is_a_doubt_and_not_a_second_mail() -> None:
    mail = a_mail()
    mail.claim(at=NOON)

    claimed = mail.claim(at=NOON + LEASE)

    assert not claimed
    assert mail.state == "in_doubt" and mail.due == NOON + LEASE + HOLD


def test_a_doubt_is_sent_again_after_the_hold_and_not_before() -> None:
    mail = a_mail()
    mail.claim(at=NOON)
    mail.doubt("no answer", at=NOON)

    assert not mail.claim(at=NOON + HOLD - timedelta(seconds=1))
    assert mail.claim(at=NOON + HOLD)
    assert mail.attempts == 2


def test_what_ses_did_not_take_waits_longer_each_time_but_not_for_ever() -> None:
    mail, at, waits = a_mail(), NOON, []
    while mail.state != "failed_permanent":
        assert mail.claim(at=at)
        mail.postpone("throttled", at=at, jitter=0)
        if mail.due:
            waits.append(mail.due - at)
            at = mail.due

    assert waits[:3] == [FIRST_BACKOFF, 2 * FIRST_BACKOFF, 4 * FIRST_BACKOFF]
    assert max(waits) == LONGEST_BACKOFF
    assert PATIENCE < at - NOON < PATIENCE + 2 * LONGEST_BACKOFF
    assert mail.due is None


def test_jitter_spreads_the_back_off_by_up_to_half() -> None:
    mail = a_mail()
    mail.claim(at=NOON)

    mail.postpone("throttled", at=NOON, jitter=1)

    assert mail.due == NOON + FIRST_BACKOFF * 1.5


@pytest.mark.parametrize("state", ["suppressed", "no_recipient", "erased"])
def test_what_must_not_be_sent_is_never_claimed(state: str) -> None:
    mail = a_mail()
    mail.stop(state, "why", at=NOON)  # type: ignore[arg-type]

    assert not mail.claim(at=NOON + timedelta(days=1))
    assert mail.due is None


def test_a_sent_mail_stays_sent() -> None:
    mail = a_mail()
    mail.claim(at=NOON)
    mail.sent("0100", at=NOON)

    assert not mail.claim(at=NOON + timedelta(days=1))
    assert (mail.state, mail.message_id, mail.sent_date) == ("sent", "0100", NOON)


def test_one_mail_for_one_event_template_and_address_whatever_its_case() -> None:
    assert mail_uid("e", "t", "Ada@Example.org") == mail_uid("e", "t", "ada@example.ORG")
    assert len({mail_uid("e", "t", "a@x.y"), mail_uid("e", "t", "b@x.y"), mail_uid("f", "t", "a@x.y")}) == 3


def test_a_resent_mail_is_due_at_once_whatever_became_of_it() -> None:
    mail, later = a_mail(), NOON + timedelta(days=9)
    mail.fail("rejected", at=NOON)
    assert (mail.state, mail.reason, mail.due) == ("failed_permanent", "rejected", None)

    mail.resend(at=later)

    assert (mail.state, mail.reason, mail.due, mail.last_updated) == ("due", None, later, later)
    assert mail.claim(at=later)


def test_each_state_keeps_its_reason_until_it_is_sent() -> None:
    mail = a_mail()

    mail.claim(at=NOON)
    mail.postpone("throttled", at=NOON, jitter=0)
    assert mail.reason == "throttled"
    mail.doubt("no answer", at=NOON)
    assert mail.reason == "no answer"
    mail.sent("0100", at=NOON)
    assert mail.reason is None
    mail.stop("erased", "by wish", at=NOON)
    assert (mail.state, mail.reason) == ("erased", "by wish")


def test_patience_ends_after_three_days_and_not_at_them() -> None:
    mail = a_mail()
    mail.claim(at=NOON)

    mail.postpone("throttled", at=NOON + PATIENCE, jitter=0)
    assert mail.state == "due"
    mail.postpone("throttled", at=NOON + PATIENCE + timedelta(microseconds=1), jitter=0)

    assert (mail.state, mail.reason) == ("failed_permanent", "given up: throttled")


def test_a_lease_still_runs_until_its_last_instant_and_without_an_end_never_ends() -> None:
    held, endless, doubted = a_mail(), a_mail(), a_mail()
    held.claim(at=NOON)
    endless.state, endless.due = "sending", None
    doubted.state, doubted.due = "in_doubt", None

    assert not held.claim(at=NOON + LEASE - timedelta(microseconds=1)) and held.state == "sending"
    assert not endless.claim(at=NOON + timedelta(days=9)) and endless.state == "sending"
    assert not doubted.claim(at=NOON + timedelta(days=9)) and doubted.state == "in_doubt"


def test_a_doubted_mail_goes_out_under_a_lease_of_its_own() -> None:
    mail, again = a_mail(), NOON + HOLD
    mail.claim(at=NOON)
    mail.doubt("no answer", at=NOON)

    assert mail.claim(at=again)

    assert (mail.state, mail.due, mail.last_updated) == ("sending", again + LEASE, again)


def test_a_dead_senders_mail_says_what_is_in_doubt() -> None:
    mail = a_mail()
    mail.claim(at=NOON)

    mail.claim(at=NOON + LEASE)

    assert mail.reason == "the sender died before SES's answer was kept"


def test_every_step_of_a_mail_is_an_update() -> None:
    later, steps = NOON + timedelta(minutes=1), []
    for act in (
        lambda it: it.claim(at=later),
        lambda it: it.sent("0100", at=later),
        lambda it: it.postpone("throttled", at=later, jitter=0),
        lambda it: it.doubt("no answer", at=later),
        lambda it: it.fail("rejected", at=later),
        lambda it: it.stop("erased", "by wish", at=later),
    ):
        mail = a_mail()
        act(mail)
        steps.append(mail.last_updated)

    assert steps == [later] * 6


def test_a_mail_that_is_given_up_says_since_when() -> None:
    mail, late = a_mail(), NOON + PATIENCE + timedelta(days=1)

    mail.postpone("throttled", at=late, jitter=0)

    assert (mail.state, mail.last_updated) == ("failed_permanent", late)


def test_a_held_mail_is_due_within_an_hour_of_the_moment_it_was_held_until_and_was_not_tried() -> None:
    mail, midnight = a_mail(), NOON + timedelta(hours=12)
    mail.claim(at=NOON)

    mail.hold("the day is full", until=midnight, at=NOON, jitter=0.5)

    assert (mail.state, mail.attempts, mail.reason) == ("due", 0, "the day is full")
    assert mail.due == mail.held == midnight + timedelta(minutes=30)


def test_patience_is_counted_from_when_a_mail_was_let_go() -> None:
    mail, later = a_mail(), NOON + PATIENCE * 2
    mail.claim(at=NOON)
    mail.hold("the day is full", until=later, at=NOON, jitter=0)
    mail.claim(at=later)

    mail.postpone("throttled", at=later + PATIENCE, jitter=0)

    assert mail.state == "due"
