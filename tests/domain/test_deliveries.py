"""A webhook's states and back-off, and its signature by Standard Webhooks."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.delivery import JITTER, LEASE, WAITS, Delivery, delivery_uid, payload
from chalicelib.domain.webhook_secret import OVERLAP, WebhookSecret, fresh

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://hooks.example.org/laurel"


def a_delivery() -> Delivery:
    uid = delivery_uid("e" * 24, URL)
    return Delivery(uid, "e" * 24, "lapsed", URL, "{}", created=NOON, last_updated=NOON, due=NOON)


def attempted(delivery: Delivery, status: int, *, jitter: float = 0.0) -> None:
    """Called as soon as it is due, and answered at once."""
    assert delivery.due is not None
    at = delivery.due
    assert delivery.claim(at=at)
    delivery.answer(status, at=at, jitter=jitter)


def test_a_receiver_that_never_answers_well_is_called_ten_times_in_three_days() -> None:
    delivery, calls = a_delivery(), []

    while delivery.due:
        calls.append(delivery.due)
        attempted(delivery, 500)

    assert [later - sooner for sooner, later in pairwise(calls)] == list(WAITS)
    assert timedelta(days=3) <= calls[-1] - calls[0] <= timedelta(days=3, hours=4)
    assert (delivery.state, delivery.reason, delivery.attempts) == ("failed", "given up: answered 500", 10)


@pytest.mark.parametrize("down_for", [timedelta(hours=1), timedelta(days=1), timedelta(days=3)])
def test_a_receiver_that_comes_back_gets_it(down_for: timedelta) -> None:
    delivery = a_delivery()

    while delivery.due:
        attempted(delivery, 204 if delivery.due >= NOON + down_for else 503)

    assert delivery.state == "delivered"
    assert delivery.delivered_date is not None and delivery.delivered_date >= NOON + down_for


@given(st.floats(0, 1), st.integers(0, 8))
def test_chance_only_ever_adds_a_tenth_to_a_wait(jitter: float, failures: int) -> None:
    delivery = a_delivery()
    for _ in range(failures):
        attempted(delivery, 500)
    before = delivery.due

    attempted(delivery, 500, jitter=jitter)

    assert before is not None and delivery.due is not None
    assert (
        WAITS[failures] <= delivery.due - before <= WAITS[failures] * (1 + JITTER) + timedelta(microseconds=1)
    )


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "delivered"), (204, "delivered"), (299, "delivered"), (410, "gone")]
    + [
        (status, "due")
        for status in (100, 103, 199, 300, 301, 302, 304, 307, 308, 400, 401, 404, 429, 500, 503)
    ],
)
def test_an_answer_means_what_standard_webhooks_says(status: int, state: str) -> None:
    delivery = a_delivery()

    attempted(delivery, status)

    assert (delivery.state, delivery.answered) == (state, status)


def test_only_one_sender_holds_it_until_its_lease_is_over() -> None:
    delivery = a_delivery()

    assert delivery.claim(at=NOON)
    assert not delivery.claim(at=NOON + LEASE - timedelta(seconds=1))
    assert delivery.claim(at=NOON + LEASE)
    assert delivery.attempts == 2


@pytest.mark.parametrize("status", [204, 410])
def test_what_has_come_to_its_end_is_sent_no_more_unless_it_is_asked_for(status: int) -> None:
    delivery = a_delivery()
    attempted(delivery, status)
    assert not delivery.claim(at=NOON + timedelta(days=9))

    delivery.redeliver(at=NOON + timedelta(days=9))

    assert delivery.claim(at=NOON + timedelta(days=9))
    assert delivery.attempts == 1


def test_the_same_event_and_url_are_one_delivery() -> None:
    assert delivery_uid("a", URL) == delivery_uid("a", URL)
    assert len({delivery_uid("a", URL), delivery_uid("b", URL), delivery_uid("a", URL + "/")}) == 3


def test_a_payload_is_type_timestamp_and_data() -> None:
    said = json.loads(payload("lapsed", NOON, {"name": "Αθήνα", "points": Decimal("12.5"), "none": None}))

    data = {"name": "Αθήνα", "points": 12.5, "none": None}
    assert said == {"type": "lapsed", "timestamp": "2026-11-21T12:00:00Z", "data": data}


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    """The vector of the specification's reference libraries."""
    secret = WebhookSecret.first("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", at=NOON)
    at = datetime.fromtimestamp(1614265330, UTC)

    signature = secret.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert secret.text == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_receivers_can_verify_with_either_secret_for_a_day() -> None:
    secret = WebhookSecret.first(fresh("old"), at=NOON)
    by_old = secret.signature("m", NOON, b"{}")
    secret.rotate(fresh("new"), at=NOON)
    by_new = secret.signature("m", NOON + OVERLAP, b"{}")

    during = secret.signature("m", NOON, b"{}").split(" ")

    assert by_old in during and len(during) == 2
    assert " " not in by_new and by_old != by_new


def test_a_rotation_that_is_repeated_keeps_the_secret_before_it() -> None:
    secret = WebhookSecret.first(fresh("old"), at=NOON)
    secret.rotate(fresh("new"), at=NOON)

    secret.rotate(fresh("new"), at=NOON)

    assert (secret.current, secret.previous) == (fresh("new"), fresh("old"))


def test_what_json_does_not_know_has_no_place_in_a_payload() -> None:
    with pytest.raises(TypeError, match="datetime has no place in a payload"):
        payload("lapsed", NOON, {"at": NOON})


def test_a_payload_is_written_as_short_as_it_can_be_and_tells_the_time_in_utc() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=-5)))

    said = payload("lapsed", there, {"name": "Αθήνα"})

    assert said == '{"type":"lapsed","timestamp":"2026-11-21T12:00:00Z","data":{"name":"Αθήνα"}}'


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [(200, "delivered", None), (410, "gone", "answered 410"), (404, "due", "answered 404")],
)
def test_each_answer_is_an_update_with_its_reason(status: int, state: str, reason: str | None) -> None:
    delivery, at = a_delivery(), NOON + timedelta(minutes=1)

    delivery.claim(at=NOON + timedelta(seconds=1))
    assert delivery.last_updated == NOON + timedelta(seconds=1)
    delivery.answer(status, at=at, jitter=0)

    assert (delivery.state, delivery.reason, delivery.last_updated) == (state, reason, at)
    delivery.redeliver(at=at + timedelta(days=1))
    assert (delivery.reason, delivery.answered, delivery.due) == (None, None, at + timedelta(days=1))
    assert delivery.last_updated == delivery.due


def test_a_delivery_that_is_given_up_says_why_and_since_when() -> None:
    delivery = a_delivery()
    delivery.attempts = len(WAITS) + 1

    delivery.postpone("x" * 300, at=NOON + LEASE, jitter=0)

    assert (delivery.state, delivery.last_updated) == ("failed", NOON + LEASE)
    assert delivery.reason == ("given up: " + "x" * 300)[:200]


def test_a_claim_without_an_end_is_nobodys_to_take() -> None:
    delivery = a_delivery()
    delivery.state, delivery.due = "sending", None

    assert not delivery.claim(at=NOON + timedelta(days=9))


def test_a_first_secret_is_as_old_as_it_is() -> None:
    secret = WebhookSecret.first("x", at=NOON)

    assert (secret.created, secret.last_updated, secret.previous, secret.until) == (NOON, NOON, None, None)
