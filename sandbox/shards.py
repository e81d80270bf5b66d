"""Reads a table's stream shard by shard, and says its records in the words Lambda uses."""

import base64
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from sandbox.mapping import Record
from sandbox.wire import Client

PAGE = 1000


class Shard:
    """One shard's place in the stream; knows where it stood when its iterator has grown too old."""

    def __init__(self, streams: Client, arn: str, shard_id: str, start: str) -> None:
        self.id = shard_id
        self.finished = False
        self._streams, self._arn, self._start = streams, arn, start
        self._last: str | None = None
        self._iterator = self._open()

    def read(self) -> list[dict[str, Any]]:
        """The next page of records as the streams API gives them."""
        try:
            page = self._streams.get_records(ShardIterator=self._iterator, Limit=PAGE)
        except ClientError as refused:
            if refused.response["Error"]["Code"] != "ExpiredIteratorException":
                raise
            self._iterator = self._open()
            page = self._streams.get_records(ShardIterator=self._iterator, Limit=PAGE)
        return self._turn(page)

    def _turn(self, page: dict[str, Any]) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = page["Records"]
        if records:
            self._last = records[-1]["dynamodb"]["SequenceNumber"]
        self._iterator = page.get("NextShardIterator")
        self.finished = self._iterator is None
        return records

    def _open(self) -> Any:
        place = {"ShardIteratorType": self._start}
        if self._last is not None:
            place = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self._last}
        opened = self._streams.get_shard_iterator(StreamArn=self._arn, ShardId=self.id, **place)
        return opened["ShardIterator"]


class Stream:
    """All shards of a stream, a parent always read to its end before its children."""

    def __init__(self, streams: Client, arn: str, start: str) -> None:
        self.arn = arn
        self._streams = streams
        self._shards: dict[str, Shard] = {}
        self._discover(start)

    def read(self) -> list[tuple[str, dict[str, Any]]]:
        """A page of every shard that may be read now, as (shard id, record); nothing when all is quiet."""
        found: list[tuple[str, dict[str, Any]]] = []
        reading = [shard for shard in self._shards.values() if not shard.finished]
        while reading:
            found += [(shard.id, record) for shard in reading for record in shard.read()]
            # Only a shard that ended has children; they begin where it stopped, so from their horizon.
            ended = any(shard.finished for shard in reading)
            reading = self._discover("TRIM_HORIZON") if ended else []
        return found

    def _discover(self, start: str) -> list[Shard]:
        """The shards not known before that may be read now."""
        listed = list(self._listed())
        unfinished = {each["ShardId"] for each in listed} - {
            shard.id for shard in self._shards.values() if shard.finished
        }
        new = [
            Shard(self._streams, self.arn, each["ShardId"], start)
            for each in listed
            if each["ShardId"] not in self._shards and each.get("ParentShardId") not in unfinished
        ]
        self._shards |= {shard.id: shard for shard in new}
        return new

    def _listed(self) -> Iterator[dict[str, Any]]:
        after: dict[str, str] = {}
        while True:
            page = self._streams.describe_stream(StreamArn=self.arn, **after)["StreamDescription"]
            yield from page["Shards"]
            if "LastEvaluatedShardId" not in page:
                return
            after = {"ExclusiveStartShardId": page["LastEvaluatedShardId"]}


def as_lambda_says(record: dict[str, Any], arn: str, arrived: datetime) -> Record:
    """One record of the streams API as an event source mapping delivers it.

    Its time is `arrived`, by the owner's clock: the engines stamp records with the machine's own time.
    """
    said = {
        **record,
        "eventVersion": "1.1",
        "eventSourceARN": arn,
        "dynamodb": {**record["dynamodb"], "ApproximateCreationDateTime": arrived.timestamp()},
    }
    if "userIdentity" in record:  # the streams API writes these names with a capital, Lambda does not
        who = record["userIdentity"]
        said["userIdentity"] = {"principalId": who["PrincipalId"], "type": who["Type"]}
    for image in ("Keys", "NewImage", "OldImage"):
        if image in record["dynamodb"]:
            said["dynamodb"][image] = {k: _plain(v) for k, v in record["dynamodb"][image].items()}
    return said


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    ((kind, held),) = value.items()
    return {kind: _PLAIN.get(kind, _as_it_is)(held)}


def _as_it_is(held: Any) -> Any:
    return held


def _base64(held: bytes) -> str:
    return base64.b64encode(held).decode()


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "B": _base64,
    "BS": lambda held: [_base64(each) for each in held],
    "L": lambda held: [_plain(each) for each in held],
    "M": lambda held: {name: _plain(each) for name, each in held.items()},
}
