"""What the stream gives up goes to the failure queue; given to the function again, it happens once.

ministack keeps to MaximumRecordAgeInSeconds and OnFailure. It knows neither partial batches nor bisection nor
retry limits of a table's stream: those are tried on our own pump, which reads the same mapping
(tests/sandbox/test_pump_settings.py, tests/listeners).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox.shards import as_lambda_says
from tests.deployed.emulator import until
from tests.deployed.stack import Stack
from tests.deployed.test_whole import finished, mails_to

pytestmark = pytest.mark.deployed

READER = "late@example.org"


@pytest.fixture
def unread_queue(stack: Stack) -> Iterator[None]:
    """Nobody takes from the queue what is to be looked at."""
    switch_readers(stack, on=False)
    yield
    switch_readers(stack, on=True)


def switch_readers(stack: Stack, *, on: bool) -> None:
    for reader in stack.mappings("sqs"):
        stack.emulator.client("lambda").update_event_source_mapping(UUID=reader["UUID"], Enabled=on)


@contextmanager
def failing_stream(stack: Stack) -> Iterator[str]:
    """The stream's function does not even start, as after a broken deployment. Its name."""
    client, (mapping,) = stack.emulator.client("lambda"), stack.mappings("dynamodb")
    function = mapping["FunctionArn"].rpartition(":")[2]
    handler = client.get_function_configuration(FunctionName=function)["Handler"]
    before = mapping["MaximumRecordAgeInSeconds"]
    client.update_event_source_mapping(UUID=mapping["UUID"], MaximumRecordAgeInSeconds=60)
    client.update_function_configuration(FunctionName=function, Handler="chalicelib.listeners.no.such")
    try:
        yield function
    finally:
        client.update_function_configuration(FunctionName=function, Handler=handler)
        client.update_event_source_mapping(UUID=mapping["UUID"], MaximumRecordAgeInSeconds=before)
    until(lambda: answers(stack, function), within=60)


def answers(stack: Stack, function: str) -> bool:
    """ministack changes a function's worker a moment after it said so."""
    client = stack.emulator.client("lambda")
    return "FunctionError" not in client.invoke(FunctionName=function, Payload=b'{"Records": []}')


def received(stack: Stack) -> Any:
    queue = stack.outputs["StreamFailuresUrl"]
    found = stack.emulator.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=1)
    return [json.loads(message["Body"]) for message in found.get("Messages", [])]


def redriven(stack: Stack, message: dict[str, Any]) -> None:
    """The message once more, and this time the queue's own function takes it: read back, and followed."""
    client, queue = stack.emulator.client("sqs"), stack.outputs["StreamFailuresUrl"]
    client.purge_queue(QueueUrl=queue)
    client.send_message(QueueUrl=queue, MessageBody=json.dumps(message))
    switch_readers(stack, on=True)
    until(lambda: waiting(stack, "StreamFailuresUrl") == 0, within=90)


def waiting(stack: Stack, queue: str) -> int:
    """Messages that lie there, or are being taken."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = stack.emulator.client("sqs").get_queue_attributes(
        QueueUrl=stack.outputs[queue], AttributeNames=names
    )
    return sum(int(found["Attributes"][name]) for name in names)


def records_of(stack: Stack, batch: dict[str, Any]) -> list[Any]:
    """What a message of the queue tells of, fetched from the stream: it holds the place alone."""
    streams = stack.emulator.client("dynamodbstreams")
    place = streams.get_shard_iterator(
        StreamArn=batch["streamArn"],
        ShardId=batch["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=batch["startSequenceNumber"],
    )
    found = streams.get_records(ShardIterator=place["ShardIterator"], Limit=batch["batchSize"])
    return list(found["Records"])


def given_again(stack: Stack, function: str, records: list[Any], arn: str) -> Any:
    """What the function answers to these records."""
    said = [as_lambda_says(record, arn, datetime.now(UTC)) for record in records]
    client = stack.emulator.client("lambda")
    answer = client.invoke(FunctionName=function, Payload=json.dumps({"Records": said}).encode())
    assert "FunctionError" not in answer, (answer["Payload"].read(), stack.emulator.log())
    return json.load(answer["Payload"])


def test_what_was_given_up_lies_in_the_failure_queue_and_given_again_it_happens_once(
    stack: Stack, unread_queue: None
) -> None:
    """The slow one: the records must grow a minute old. By then the sweep has sent the mail."""
    with failing_stream(stack) as function:
        finished(stack, READER)
        (message,) = until(lambda: received(stack), within=150)
    batch = message["DDBStreamBatchInfo"]
    records = records_of(stack, batch)

    told = [given_again(stack, function, records, batch["streamArn"]) for _ in range(2)]

    assert message["requestContext"]["condition"] == "MaxRecordAgeExceeded"
    assert any("#EV#" in record["dynamodb"]["Keys"]["pk"]["S"] for record in records)
    assert told == [{"batchItemFailures": []}] * 2
    until(lambda: mails_to(stack, READER), within=150)

    redriven(stack, message)

    assert waiting(stack, "UnreadFailuresUrl") == 0
    assert len(mails_to(stack, READER)) == 1
