"""`laurel failures` and `laurel queue`, on a table and queues in memory."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from laurel.__main__ import main
from sandbox.house import House
from tests.api import failing
from tests.asking import Club
from tests.awarding import table_of
from tests.listeners.test_failure_queue import given_up

GONE = "shardId-00000000000000000001-00000001"


def forgotten(params: dict[str, Any], **_: Any) -> Any:
    """AWS's answer where a shard is gone, which moto does not give."""
    if json.loads(params["body"])["ShardId"] != GONE:
        return None
    said = {"Error": {"Code": "ResourceNotFoundException"}, "ResponseMetadata": {"HTTPStatusCode": 400}}
    return AWSResponse("https://aws.example", 400, {}, None), said


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_failed_is_listed_shown_and_replayed(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    uid = failing.left(table_of(club), 7, at=club.house.clock.now()).uid

    (one,) = said(capsys, "failures", "list", "example", "--state", "waiting")["failures"]
    shown = said(capsys, "failures", "show", "example", uid)
    replayed = said(capsys, "failures", "replay", "example", uid)

    assert one == shown
    assert (one["uid"], one["kind"], one["thing"]) == (uid, "record", f"event/{7:024x}")
    assert replayed["state"] == "replayed"


def test_people_read_a_line_a_failure(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    uid = failing.left(table_of(club), 7, at=club.house.clock.now()).uid

    assert main(["failures", "list", "example"]) == 0

    assert capsys.readouterr().out == (
        f"2026-11-21 12:00 {uid} record waiting RetryAttemptsExhausted: EV: KeyError at book.py:1 _follow\n"
    )


def test_all_that_wait_are_replayed_at_once(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        failing.left(table_of(club), number, at=club.house.clock.now())

    assert main(["failures", "replay", "example", "--all", "--kind", "record"]) == 0

    assert capsys.readouterr().out == "3 replayed, 0 passed over.\n"
    assert main(["failures", "list", "example", "--state", "waiting"]) == 0
    assert capsys.readouterr().out == "Nothing failed.\n"


@pytest.mark.parametrize(
    "words", [["example"], ["example", "0" * 24, "--all"], ["example", "0" * 24], ["nobody", "--all"]]
)
def test_what_cannot_be_replayed_is_one_line(
    club: Club, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["failures", "replay", *words]) == 1

    assert capsys.readouterr().err.startswith("laurel: ")


@pytest.fixture
def queues(house: House, club: Club) -> Iterator[tuple[str, str]]:
    """A dead queue with a message that can be read, one of a shard that is gone, and one of something else;
    and the queue where they came from."""
    sqs = house.wired.clients("sqs")
    dead, live = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("dead", "live"))
    club.finished()
    given_up(club)
    readable = club.house.failures.sent[0]
    gone = json.loads(readable)
    gone["DDBStreamBatchInfo"]["shardId"] = GONE
    house.wired.streams.meta.events.register_first("before-call.*.GetShardIterator", forgotten)
    for body in (readable, json.dumps(gone), "something else"):
        sqs.send_message(QueueUrl=dead, MessageBody=body)
    yield dead, live
    for queue in (dead, live):
        sqs.delete_queue(QueueUrl=queue)


def lies_in(house: House, queue: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = house.wired.clients("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)
    return sum(int(found["Attributes"][name]) for name in names)


def test_a_dead_queue_tells_what_can_still_be_read(
    queues: tuple[str, str], house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    found = said(capsys, "queue", "list", "--queue", queues[0])["messages"]

    assert sorted(one["standing"] for one in found) == ["gone", "no message of the stream", "readable"]
    assert lies_in(house, queues[0]) == 3


@pytest.mark.parametrize(("drop", "left"), [([], 2), (["--drop-gone"], 1)])
def test_what_can_be_read_comes_again_and_what_is_gone_is_dropped_on_demand(
    queues: tuple[str, str], house: House, drop: list[str], left: int, capsys: pytest.CaptureFixture[str]
) -> None:
    done = said(capsys, "queue", "redrive", "--queue", queues[0], "--to", queues[1], *drop)

    assert done == {"sent": 1, "dropped": 2 - left, "left": left}
    assert (lies_in(house, queues[0]), lies_in(house, queues[1])) == (left, 1)
    (message,) = house.wired.clients("sqs").receive_message(QueueUrl=queues[1])["Messages"]
    assert message["Body"] == house.failures.sent[0]
