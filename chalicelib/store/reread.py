"""Records of the table's stream, read once more from where they stood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from .keys import Key
from .table import Unavailable

# The stream keeps a record for a day, and a shard that nobody writes to any more as long.
_GONE = frozenset({"TrimmedDataAccessException", "ResourceNotFoundException"})
# Pages may be empty on the way; a stretch is a batch, and stands on few.
MOST_PAGES = 100


class Gone(Exception):
    """The stream does not have them any more."""


@dataclass(frozen=True)
class Stretch:
    """A part of a shard, both ends belong to it."""

    stream: str
    shard: str
    first: str
    last: str

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Stretch":
        """From Lambda's word of failure. Raises KeyError where it is none."""
        ends = (str(said[name]) for name in ("startSequenceNumber", "endSequenceNumber"))
        return cls(str(said["streamArn"]), str(said["shardId"]), *ends)

    @property
    def name(self) -> str:
        return f"{self.shard} {self.first} to {self.last}"


def records(client: Any, stretch: Stretch) -> Iterator[tuple[str, Key]]:
    """The event's name and the item's key of each. Raises Gone, or Unavailable where not all was seen."""
    iterator = _asked(client.get_shard_iterator, stretch, **_beginning(stretch))["ShardIterator"]
    for _ in range(MOST_PAGES):
        page = _asked(client.get_records, stretch, ShardIterator=iterator)
        for record in page["Records"]:
            number = int(record["dynamodb"]["SequenceNumber"])
            if number <= int(stretch.last):
                typed = record["dynamodb"]["Keys"]
                yield record["eventName"], Key(typed["pk"]["S"], typed["sk"]["S"])
            if number >= int(stretch.last):
                return
        iterator = page.get("NextShardIterator")
        if iterator is None:
            return
    raise Unavailable("the stream did not come to the end of the records")


def _beginning(stretch: Stretch) -> dict[str, str]:
    return {
        "StreamArn": stretch.stream,
        "ShardId": stretch.shard,
        "ShardIteratorType": "AT_SEQUENCE_NUMBER",
        "SequenceNumber": stretch.first,
    }


def _asked(call: Any, stretch: Stretch, **asked: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = call(**asked)
        return answer
    except ClientError as error:
        if error.response["Error"]["Code"] in _GONE:
            raise Gone(stretch.name) from error
        raise
