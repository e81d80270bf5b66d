"""What the stream gave up: read back, followed by itself, kept where it fails still (promises R8, F34)."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from chalicelib.domain.events import achievement_completed
from chalicelib.domain.left import left_uid
from chalicelib.domain.outbox import tell
from chalicelib.listeners import failures
from chalicelib.store import keys
from chalicelib.store.codec import decode_item
from chalicelib.store.outbox import EVENTS
from chalicelib.store.writes import Put
from tests.asking import Club
from tests.awarding import table_of
from tests.faults.stage import picture
from tests.secretary import Secretary

MANY = 10_000


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.CRITICAL, "sandbox"):
        yield


@pytest.fixture
def swift(office: Secretary) -> Club:
    """On the engine of this process."""
    return office.club


def given_up(club: Club) -> None:
    """The function dies of all that lies in the stream."""
    club.house.faults.fail_next = MANY
    club.house.pump.drain()
    club.house.faults.fail_next = 0


def left(club: Club) -> list[dict[str, Any]]:
    return [item for item in club.items() if item["sk"]["S"] == "LR"]


def poison(club: Club) -> str:
    """An item under an event's key that is no event; its uid."""
    uid = "f" * 24
    event = achievement_completed("0" * 24, "1" * 24, 1, club.house.clock.now(), {})
    write = EVENTS.new(club.tenant, tell(replace(event, uid=uid, name="status_overridden")))
    write.item["created"] = 7
    table_of(club).put(write)
    return left_uid(*keys.event(club.tenant, uid))


def test_what_the_stream_gave_up_is_followed_and_leaves_nothing_behind(club: Club) -> None:
    club.finished()
    given_up(club)

    club.house.settle()

    assert [address for address, _ in club.mails()] == ["ada@example.org"]
    assert (left(club), club.house.failures.waiting, club.house.failures.dead) == ([], [], [])
    assert club.got("failure/")["results"] == []


def test_a_record_that_nothing_can_be_done_with_is_a_failure_and_the_others_are_followed(swift: Club) -> None:
    uid = poison(swift)
    swift.finished()
    given_up(swift)

    swift.house.settle()

    (failure,) = swift.got("failure/")["results"]
    assert (failure["uid"], failure["kind"], failure["state"], failure["tries"]) == (
        uid,
        "record",
        "waiting",
        1,
    )
    assert failure["what"] == "RetryAttemptsExhausted: EV"
    assert failure["thing"] == f"/example/event/{'f' * 24}/"
    assert failure["reason"].startswith("Unfit at reading.py:")
    assert len(swift.mails()) == 1


def test_a_record_whose_cause_was_mended_is_replayed_and_leaves_the_list_of_what_waits(swift: Club) -> None:
    uid = poison(swift)
    given_up(swift)
    swift.house.settle()
    place, table = keys.event(swift.tenant, "f" * 24), table_of(swift)
    mended = {**(table.get(place) or {}), "created": keys.moment(swift.house.clock.now())}
    table.put(Put(place, mended, None))

    answered = swift.done(f"failure/{uid}/replay/")
    swift.house.settle()

    assert answered["state"] == "replayed"
    assert swift.got(f"failure/{uid}/")["state"] == "replayed"
    assert swift.got("failure/?state=waiting")["results"] == []
    assert [item for item in left(swift) if "settled" in item] != []


def test_a_record_that_fails_again_waits_again_at_the_head_of_the_list(swift: Club) -> None:
    uid = poison(swift)
    given_up(swift)
    swift.house.settle()
    swift.house.clock.turn_to(swift.house.clock.now() + timedelta(minutes=5))

    swift.done(f"failure/{uid}/replay/")
    swift.house.settle()

    (failure,) = swift.got("failure/?state=waiting")["results"]
    assert (failure["uid"], failure["tries"]) == (uid, 2)
    assert failure["failed"] == swift.house.clock.now().replace(tzinfo=None).isoformat()


@pytest.mark.parametrize("times", [1, 2])
def test_records_of_three_days_ago_that_come_again_change_nothing(swift: Club, times: int) -> None:
    """F34: the same messages, whole or half, long after the sweep has done what they were about."""
    for name in ("ada", "bea", "cleo"):
        swift.finished(contact=swift.person(first_name=name, email=f"{name}@example.org"))
    given_up(swift)
    messages = list(swift.house.failures.sent)
    swift.house.settle()
    swift.house.turn_to(swift.house.clock.now() + timedelta(days=3))
    before, mails = picture(plain(swift)), swift.mails()

    for message in messages[:: 3 - times] * times:
        swift.house.failures.send(json.loads(message))
    swift.house.settle()

    assert len(mails) == 3
    assert (picture(plain(swift)), swift.mails()) == (before, mails)
    assert swift.house.failures.dead == []


def plain(club: Club) -> list[dict[str, Any]]:
    return [decode_item(item) for item in club.items()]


@pytest.mark.parametrize("code", ["TrimmedDataAccessException", "ResourceNotFoundException"])
def test_a_message_whose_records_the_stream_forgot_ends_in_the_dead_queue(swift: Club, code: str) -> None:
    swift.finished()
    given_up(swift)
    refuse(swift, code)

    for _ in range(swift.house.failures.terms.most_received):
        swift.house.settle()
        swift.house.clock.turn_to(swift.house.clock.now() + swift.house.failures.terms.visibility)

    assert (left(swift), len(swift.house.failures.dead), swift.house.failures.waiting) == ([], 1, [])
    assert len(swift.mails()) == 1, "the sweep has what it was about"


def test_a_stream_that_cannot_answer_now_is_asked_again(swift: Club) -> None:
    swift.finished()
    given_up(swift)
    refuse(swift, "LimitExceededException", times=1)
    swift.house.failures.drain()
    swift.house.clock.turn_to(swift.house.clock.now() + swift.house.failures.terms.visibility)

    swift.house.failures.drain()

    assert (len(left(swift)), swift.house.failures.waiting, swift.house.failures.dead) == (1, [], [])


def refuse(club: Club, code: str, times: int = MANY) -> None:
    """As AWS answers, on the wire."""
    answered = []

    def answer(**_: Any) -> Any:
        answered.append(code)
        if len(answered) > times:
            return None
        said = {"Error": {"Code": code, "Message": "no"}, "ResponseMetadata": {"HTTPStatusCode": 400}}
        return AWSResponse("https://aws.example", 400, {}, None), said

    client = club.house.wired.streams
    client.meta.events.register_first("before-call.*.GetShardIterator", answer)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"DDBStreamBatchInfo": {}}', "null"])
def test_a_message_that_is_none_of_lambdas_holds_no_other_up(swift: Club, body: str) -> None:
    swift.finished()
    given_up(swift)
    (message,) = swift.house.failures.waiting
    records = [{"messageId": "bad", "body": body}, {"messageId": "good", "body": message.body}]

    answer = failures.handle({"Records": records}, None)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    assert len(left(swift)) == 1


def test_what_nothing_is_done_for_is_not_written_down(swift: Club) -> None:
    """A stretch of the stream holds what the mapping's filter left out."""
    swift.finished()
    given_up(swift)
    first = json.loads(swift.house.failures.waiting[0].body)
    everything = stretched(swift, first)

    failures.handle({"Records": [{"messageId": "1", "body": json.dumps(everything)}]}, None)

    assert {item["sort"]["S"] for item in left(swift)} == {"EV"}


def stretched(club: Club, said: dict[str, Any]) -> dict[str, Any]:
    """From the first record that the shard has."""
    info = said["DDBStreamBatchInfo"]
    streams = club.house.wired.streams
    at = streams.get_shard_iterator(
        StreamArn=info["streamArn"], ShardId=info["shardId"], ShardIteratorType="TRIM_HORIZON"
    )
    found = streams.get_records(ShardIterator=at["ShardIterator"])["Records"]
    assert len(found) > 5
    first = found[0]["dynamodb"]["SequenceNumber"]
    return {**said, "DDBStreamBatchInfo": {**info, "startSequenceNumber": first}}
