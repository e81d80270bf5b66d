"""Functions that refuse on demand, and pumps that follow a bench's stream to them."""

from collections.abc import Callable
from typing import Any

from sandbox.mapping import Mapping
from sandbox.pump import StreamPump
from tests.sandbox.conftest import Bench

Event = dict[str, Any]


class Function:
    """A Lambda function that notes what it was given, and answers as the test says."""

    def __init__(self, answer: Callable[[list[str], Event], Any] = lambda sks, event: None) -> None:
        self.answer = answer
        self.batches: list[str] = []
        self.records: list[dict[str, Any]] = []

    def __call__(self, event: Event, context: Any) -> Any:
        sks = [record["dynamodb"]["Keys"]["sk"]["S"] for record in event["Records"]]
        self.batches.append("".join(sks))
        self.records += event["Records"]
        return self.answer(sks, event)


def poisoned(*bad: str) -> Callable[[list[str], Event], Any]:
    def answer(sks: list[str], _: Event) -> None:
        if set(bad) & set(sks):
            raise RuntimeError("poison")

    return answer


def failing(*bad: str) -> Callable[[list[str], Event], Any]:
    """Reports the records of these sort keys as failed."""

    def answer(sks: list[str], event: Event) -> Any:
        numbers = [record["dynamodb"]["SequenceNumber"] for record in event["Records"]]
        failed = [number for sk, number in zip(sks, numbers, strict=True) if sk in bad]
        return {"batchItemFailures": [{"itemIdentifier": number} for number in reversed(failed)]}

    return answer


def pump_of(bench: Bench, function: Any, mapping: Mapping | None = None, **more: Any) -> StreamPump:
    streams = bench.engine.client("dynamodbstreams")
    return StreamPump(streams, bench.stream_arn, function, now=bench.clock, mapping=mapping, **more)
