"""What SES tells of a mail: in any order, late and twice, and what it makes of the mail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.mail import ENDS, HOLD, LEASE, RESENT_STATES, STATES, Mail
from chalicelib.domain.mail_news import BARRING, FATES, Fate, News
from tests.domain.test_mail import NOON, a_mail

SOON = NOON + timedelta(seconds=2)
LATER = NOON + timedelta(minutes=3)


def news(fate: Fate, **fields: Any) -> News:
    said = {"at": SOON, "taken": NOON, "message_id": "0100", "attempt": 1}
    return News("a" * 24, fate, **{**said, **fields})


def claimed() -> Mail:
    mail = a_mail()
    assert mail.claim(at=NOON)
    return mail


def sent() -> Mail:
    mail = claimed()
    mail.sent("0100", at=NOON)
    return mail


def doubted() -> Mail:
    mail = claimed()
    mail.doubt("no answer", at=NOON)
    return mail


def told(mail: Mail, fates: Sequence[Fate]) -> Mail:
    for fate in fates:
        mail.hear(news(fate), at=LATER)
    return mail


@pytest.mark.parametrize("fate", ["sent", "delivered", "delayed", "returned"])
def test_a_doubt_ends_with_whatever_ses_tells(fate: Fate) -> None:
    mail = doubted()

    assert mail.hear(news(fate), at=LATER)

    assert (mail.state, mail.due, mail.reason, mail.last_updated) == ("sent", None, None, LATER)
    assert (mail.message_id, mail.sent_date) == ("0100", NOON)
    assert not mail.claim(at=NOON + HOLD + LEASE)


def test_a_mail_that_is_being_sent_is_settled_before_its_sender_knows() -> None:
    mail = claimed()

    assert mail.hear(news("sent"), at=SOON)

    assert (mail.state, mail.due) == ("sent", None)


def test_a_mail_that_waits_or_failed_after_a_doubt_was_sent_all_the_same() -> None:
    postponed, failed, barred = doubted(), doubted(), doubted()
    for mail in (postponed, failed, barred):
        assert mail.claim(at=NOON + HOLD)
    postponed.postpone("throttled", at=LATER, jitter=0)
    failed.fail("MessageRejected", at=LATER)
    barred.stop("suppressed", "bounced", at=LATER)

    heard = [mail.hear(news("sent"), at=LATER) for mail in (postponed, failed, barred)]

    assert heard == [True] * 3
    assert {mail.state for mail in (postponed, failed, barred)} == {"sent"}


def test_that_a_sent_mail_was_sent_is_no_news() -> None:
    mail = sent()
    before = replace(mail)

    assert not mail.hear(news("sent"), at=LATER)

    assert mail == before


def test_a_delivery_is_noted_with_its_time() -> None:
    mail = sent()

    assert mail.hear(news("delivered"), at=LATER)

    assert (mail.state, mail.delivery, mail.delivery_date, mail.delivery_code) == (
        "sent",
        "delivered",
        SOON,
        None,
    )


@pytest.mark.parametrize(
    ("fate", "state"),
    [("bounced", "bounced"), ("complained", "complained"), ("rejected", "failed_permanent")],
)
def test_an_end_is_a_state_with_its_cause(fate: Fate, state: str) -> None:
    mail = sent()

    assert mail.hear(news(fate, code="Permanent General 5.1.1"), at=LATER)

    assert (mail.state, mail.reason) == (state, f"{fate}: Permanent General 5.1.1")
    assert (mail.delivery, mail.delivery_date, mail.delivery_code) == (fate, SOON, "Permanent General 5.1.1")


def test_an_end_without_a_cause_says_so() -> None:
    mail = sent()

    mail.hear(news("complained"), at=LATER)

    assert mail.reason == "complained: no code"


def test_who_is_out_of_the_office_was_reached() -> None:
    answered_first = told(sent(), ["returned", "delivered"])
    answered_last = told(sent(), ["delivered", "returned"])

    assert answered_first.delivery == answered_last.delivery == "delivered"


def test_what_ses_told_first_names_the_message_and_what_it_answers_later_does_not() -> None:
    mail = doubted()
    mail.hear(news("sent"), at=LATER)

    mail.hear(news("delivered", message_id="0200", taken=LATER), at=LATER)

    assert (mail.message_id, mail.sent_date) == ("0100", NOON)


@pytest.mark.parametrize("state", ["no_recipient", "erased"])
def test_a_mail_to_nobody_hears_nothing(state: Any) -> None:
    mail = doubted()
    mail.stop(state, "why", at=LATER)

    assert not mail.hear(news("bounced"), at=LATER)

    assert (mail.state, mail.delivery) == (state, None)


@pytest.mark.parametrize("attempt", [0, 2, -1, 10**30])
def test_news_of_an_attempt_that_was_not_made_are_not_believed(attempt: int) -> None:
    mail = doubted()

    assert not mail.hear(news("sent", attempt=attempt), at=LATER)

    assert mail.state == "in_doubt"


def test_news_that_do_not_say_of_which_attempt_are_of_the_last() -> None:
    mail, untried = doubted(), a_mail()

    assert mail.hear(news("sent", attempt=None), at=LATER)
    assert not untried.hear(news("sent", attempt=None), at=LATER)


def test_a_mail_that_is_resent_hears_nothing_more_of_what_was_before() -> None:
    mail = sent()
    mail.hear(news("bounced", code="Permanent General"), at=LATER)

    mail.resend(at=LATER)
    stale = mail.hear(news("bounced"), at=LATER)
    mail.claim(at=LATER)
    fresh = mail.hear(news("delivered", attempt=2, message_id="0200", taken=LATER), at=LATER)

    assert (stale, fresh) == (False, True)
    assert (mail.state, mail.delivery, mail.message_id, mail.sent_date) == (
        "sent",
        "delivered",
        "0200",
        LATER,
    )


def test_a_resent_mail_forgets_how_it_fared() -> None:
    mail = sent()
    mail.hear(news("bounced", code="Permanent General"), at=LATER)

    mail.resend(at=LATER)

    assert (mail.message_id, mail.sent_date, mail.reason) == (None, None, None)
    assert (mail.delivery, mail.delivery_date, mail.delivery_code, mail.past_attempts) == (
        None,
        None,
        None,
        1,
    )


@pytest.mark.parametrize("begun", [claimed, doubted, sent])
@pytest.mark.parametrize("fates", [FATES, ("sent", "delivered", "bounced"), ("delayed", "returned", "sent")])
def test_all_orders_come_to_the_same(begun: Any, fates: tuple[Fate, ...]) -> None:
    orders = list(permutations(fates)) if len(fates) < 5 else [fates, fates[::-1], (*fates[3:], *fates[:3])]

    ends = {repr(replace(told(begun(), order), last_updated=LATER)) for order in orders}

    assert len(ends) == 1


@given(st.lists(st.sampled_from(FATES), min_size=1), st.randoms())
def test_what_comes_twice_or_shuffled_is_as_what_comes_once(fates: list[Fate], chance: Any) -> None:
    again = [*fates, *chance.sample(fates, k=len(fates) // 2)]
    chance.shuffle(again)

    assert told(doubted(), again) == told(doubted(), fates)


@given(st.lists(st.sampled_from(FATES), min_size=1))
def test_the_weightiest_news_stand(fates: list[Fate]) -> None:
    heaviest = max(fates, key=FATES.index)

    mail = told(doubted(), fates)

    assert mail.delivery == (None if heaviest == "sent" else heaviest)
    assert mail.state == ENDS.get(heaviest, "sent")


def test_only_what_harms_the_account_shuts_an_address() -> None:
    assert {fate for fate in FATES if news(fate).barring} == BARRING == {"bounced", "complained"}


def test_every_end_is_a_state_and_a_complaint_is_for_good() -> None:
    assert set(ENDS.values()) <= set(STATES)
    assert {"failed_permanent", "suppressed", "bounced"} == RESENT_STATES
