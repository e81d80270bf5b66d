"""Webhooks as their two sides see them: the office that sets them, and the receiver that is called."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.delivery import WAITS
from chalicelib.domain.triggers import MOST_ACTIONS, MOST_URLS, TRIGGER_EVENTS
from chalicelib.store import webhooks
from sandbox.webhooks import Received
from tests.api.refusing import refused
from tests.asking import Club
from tests.secretary import Secretary

URL = "https://hooks.example.org/laurel"
HOOK = {"action": "webhook", "url": URL}
MAIL = {"action": "send-templated-email", "template": "achievement_completed"}


@pytest.fixture
def swift(office: Secretary) -> Club:
    """One of its own: the inbox of the shared one holds others' calls."""
    return office.club


@pytest.fixture
def hooked(swift: Club) -> Club:
    """A finish leads to a webhook and to a mail."""
    secret_of(swift)
    swift.done("triggers/", {"achievement_completed": [HOOK, MAIL]})
    return swift


def secret_of(club: Club) -> str:
    text: str = club.made("webhook_secret/", None)["secret"]
    return text


def calls(club: Club) -> list[Received]:
    return club.house.inbox.received


def deliveries(club: Club, query: str = "") -> list[Any]:
    found: list[Any] = club.got(f"delivery/{query}")["results"]
    return found


def signatures(secret: str, call: Received) -> str:
    """As a receiver's library computes it."""
    said = f"{call.headers['webhook-id']}.{call.headers['webhook-timestamp']}.".encode() + call.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def wait(club: Club, duration: timedelta) -> None:
    club.house.turn_to(club.house.clock.now() + duration)


def test_a_finish_calls_the_receiver_with_what_became_true(hooked: Club) -> None:
    record = hooked.finished(contact=hooked.person(first_name="Ελένη", email="eleni@example.org"))
    hooked.house.settle()

    (call,) = calls(hooked)

    said = json.loads(call.body)
    (event,) = hooked.got(f"event/?subject={record['uid']}")["results"]
    assert (call.url, call.headers["Content-Type"]) == (URL, "application/json")
    assert (said["type"], said["timestamp"]) == ("achievement_completed", "2026-11-21T12:00:00Z")
    assert said["data"]["subject"] == record["uri"]
    assert said["data"]["contact"] == record["contact"]
    assert said["data"]["event"] == event["uri"]
    assert said["data"]["contact_name"].startswith("Ελένη")
    (delivery,) = deliveries(hooked, f"?event={event['uid']}")
    assert (delivery["state"], delivery["answered"], delivery["attempts"]) == ("delivered", 204, 1)
    assert (delivery["payload"], delivery["url"], delivery["type"]) == (said, URL, "achievement_completed")
    assert delivery["uid"] == call.headers["webhook-id"]
    assert [mail["state"] for mail in hooked.got("mail/")["results"]] == ["sent"]


def test_a_receiver_can_verify_it_with_the_secret_that_was_shown_once(swift: Club) -> None:
    secret = secret_of(swift)
    swift.done("triggers/", {"achievement_completed": [HOOK]})
    swift.finished()
    swift.house.settle()

    (call,) = calls(swift)

    assert secret.startswith("whsec_") and len(base64.b64decode(secret[6:])) >= 24
    assert call.headers["webhook-signature"] == signatures(secret, call)
    assert call.headers["webhook-timestamp"] == str(int(call.at.timestamp()))
    assert secret[6:] not in repr([swift.got("tenant/"), swift.got("triggers/"), deliveries(swift)])


def test_both_secrets_sign_for_a_day_after_a_rotation(swift: Club) -> None:
    old = secret_of(swift)
    swift.done("triggers/", {"achievement_completed": [HOOK]})
    rotated = swift.made("webhook_secret/", None)
    swift.finished()
    swift.house.settle()
    wait(swift, timedelta(hours=25))
    swift.finished()
    swift.house.settle()

    during, after = calls(swift)

    assert rotated["previous_until"] == "2026-11-22T12:00:00"
    assert during.headers["webhook-signature"].split() == [
        signatures(rotated["secret"], during),
        signatures(old, during),
    ]
    assert after.headers["webhook-signature"] == signatures(rotated["secret"], after)


def test_the_same_request_for_a_secret_makes_it_once(swift: Club) -> None:
    key = {"Idempotency-Key": "one-and-the-same"}

    first, again = (swift.made("webhook_secret/", None, headers=key) for _ in range(2))

    assert first == again
    assert first["previous_until"] is None


def test_the_first_webhook_brings_a_secret_and_the_next_ones_keep_it(club: Club) -> None:
    def kept() -> Any:
        return webhooks.secret(club.house.wired.table.of(club.tenant))

    club.done("triggers/", {"lapsed": [MAIL]})
    before = kept()
    club.done("triggers/", {"lapsed": [MAIL, HOOK]})
    first = kept()
    club.done("triggers/", {"lapsed": [HOOK]})

    assert before is None
    assert first is not None and kept() == first
    assert club.made("webhook_secret/", None)["previous_until"] is not None


@pytest.mark.parametrize(
    ("action", "field"),
    [
        ({"action": "webhook"}, "url"),
        ({"action": "webhook", "url": "http://hooks.example.org/"}, "url"),
        ({"action": "webhook", "url": "http://127.0.0.1:8000"}, "url"),
        ({"action": "webhook", "url": "https://127.0.0.1/"}, "url"),
        ({"action": "webhook", "url": "https://[::1]/"}, "url"),
        ({"action": "webhook", "url": "https://localhost/"}, "url"),
        ({"action": "webhook", "url": "https://169.254.169.254/latest/meta-data/"}, "url"),
        ({"action": "webhook", "url": "https://user:secret@hooks.example.org/"}, "url"),
        ({"action": "webhook", "url": "https://hooks.example.org:8443/"}, "url"),
        ({"action": "webhook", "url": URL, "template": "lapsed"}, "template"),
        ({"action": "send-templated-email", "template": "lapsed", "url": URL}, "url"),
        ({"action": "http", "url": URL}, "action"),
    ],
)
def test_what_could_not_be_called_is_refused_when_it_is_set(swift: Club, action: Any, field: str) -> None:
    secret_of(swift)

    said = refused(swift, lambda: swift.ask("PUT", "triggers/", {"lapsed": [action]}), 422)

    assert list(said["fields"]) == [f"lapsed.0.{field}"]


def calling(many: int) -> dict[str, Any]:
    """Triggers with so many different URLs, as many at an event as there may be."""
    hooks = [{"action": "webhook", "url": f"{URL}/{number}"} for number in range(many)]
    starts = range(0, many, MOST_ACTIONS)
    return {
        event: hooks[start : start + MOST_ACTIONS]
        for event, start in zip(TRIGGER_EVENTS, starts, strict=False)
    }


def test_as_many_urls_as_one_transaction_can_clear_are_taken_and_no_more(swift: Club) -> None:
    secret_of(swift)

    assert swift.ask("PUT", "triggers/", calling(MOST_URLS)).status == 200
    said = refused(swift, lambda: swift.ask("PUT", "triggers/", calling(MOST_URLS + 1)), 422)

    assert said["fields"] == {"url": f"at most {MOST_URLS} different ones"}


def test_what_is_set_is_shown_as_it_was_said(hooked: Club) -> None:
    assert hooked.got("triggers/") == {"achievement_completed": [HOOK, MAIL]}


def test_two_actions_with_one_url_are_one_call_and_two_urls_two(hooked: Club) -> None:
    other = {"action": "webhook", "url": URL + "/other"}
    hooked.done("triggers/", {"achievement_completed": [HOOK, HOOK, other]})
    hooked.finished()
    hooked.house.settle()

    assert sorted(call.url for call in calls(hooked)) == [URL, URL + "/other"]
    assert len({call.headers["webhook-id"] for call in calls(hooked)}) == 2


def test_a_receiver_that_is_down_for_a_day_gets_all_of_them_in_the_end(hooked: Club) -> None:
    hooked.house.inbox.answer = lambda _: None
    for name in ("Ada", "Ben", "Cleo"):
        hooked.finished(contact=hooked.person(first_name=name))
    wait(hooked, timedelta(days=1))
    assert [one["state"] for one in deliveries(hooked)] == ["due"] * 3
    assert {one["reason"] for one in deliveries(hooked)} == {"no answer in time"}

    hooked.house.inbox.answer = lambda _: 200
    wait(hooked, timedelta(days=1))

    assert [one["state"] for one in deliveries(hooked, "?state=delivered")] == ["delivered"] * 3
    bodies = {(call.headers["webhook-id"], call.body) for call in calls(hooked)}
    assert len(bodies) == len({uid for uid, _ in bodies}) == 3


def test_a_receiver_that_never_answers_is_given_up_after_three_days_and_can_be_tried_again(
    hooked: Club,
) -> None:
    hooked.house.inbox.answer = lambda _: 500
    hooked.finished()
    wait(hooked, timedelta(days=4))
    (failed,) = deliveries(hooked, "?state=failed")
    assert (failed["attempts"], failed["answered"], failed["next_attempt"]) == (len(WAITS) + 1, 500, None)

    hooked.house.inbox.answer = lambda _: 200
    again = hooked.done(f"delivery/{failed['uid']}/redeliver/")
    hooked.house.settle()

    assert again["state"] == "due"
    assert hooked.got(f"delivery/{failed['uid']}/")["state"] == "delivered"
    assert {call.headers["webhook-id"] for call in calls(hooked)} == {failed["uid"]}


def test_a_receiver_that_is_gone_is_called_no_more_until_it_is_set_again(hooked: Club) -> None:
    hooked.house.inbox.answer = lambda _: 410
    hooked.finished()
    hooked.house.settle()
    hooked.finished()
    hooked.house.settle()
    assert [one["state"] for one in deliveries(hooked)] == ["gone", "gone"]
    assert len(calls(hooked)) == 1

    hooked.house.inbox.answer = lambda _: 200
    hooked.done("triggers/", {"achievement_completed": [HOOK]})
    hooked.finished()
    hooked.house.settle()

    assert sorted(one["state"] for one in deliveries(hooked)) == ["delivered", "gone", "gone"]


def test_a_delivery_that_is_on_its_way_is_not_sent_beside_itself(hooked: Club) -> None:
    hooked.house.inbox.answer = lambda _: 500
    hooked.finished()
    hooked.house.settle()
    (one,) = deliveries(hooked, "?state=open")

    refused(hooked, lambda: hooked.ask("PUT", f"delivery/{one['uid']}/redeliver/"), 409)


def test_a_silent_receiver_holds_up_neither_mails_nor_other_tenants_and_is_asked_once_a_run(
    hooked: Club,
) -> None:
    """Each call may cost eight seconds of the sweep's minute."""
    hooked.house.inbox.answer = lambda _: None
    hooked.house.faults.lose_next = 10_000
    for number in range(5):
        hooked.finished(contact=hooked.person(email=f"p{number}@example.org"))
    hooked.house.pump.drain()
    hooked.house.clock.turn_to(hooked.house.clock.now() + timedelta(minutes=2))
    hooked.house.sweep()
    hooked.house.pump.drain()
    hooked.house.clock.turn_to(hooked.house.clock.now() + timedelta(minutes=2))

    hooked.house.sweep()

    assert len(calls(hooked)) == 1
    assert len(hooked.mails()) == 5


def test_in_one_batch_of_the_stream_a_silent_receiver_is_asked_once(hooked: Club) -> None:
    hooked.house.inbox.answer = lambda _: None
    for number in range(5):
        hooked.finished(contact=hooked.person(email=f"p{number}@example.org"))

    hooked.house.settle()

    assert len(calls(hooked)) == 1
    assert len(hooked.mails()) == 5
    assert sorted(one["attempts"] for one in deliveries(hooked)) == [0, 0, 0, 0, 1]


def test_deliveries_are_the_admins_affair(hooked: Club) -> None:
    for role in ("coach", "member"):
        refused(hooked, lambda role=role: hooked.ask("GET", "delivery/", role=role), 403)  # type: ignore[misc]
        refused(hooked, lambda role=role: hooked.ask("POST", "webhook_secret/", role=role), 403)  # type: ignore[misc]
    refused(hooked, lambda: hooked.ask("GET", "delivery/?state=flying"), 422)
    refused(hooked, lambda: hooked.ask("GET", f"delivery/{'0' * 24}/"), 404)
