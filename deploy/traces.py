"""What a trial tenant leaves in the table, seen in the stream while it is written; and how it goes."""

import time
from collections.abc import Iterator
from typing import Any

from sandbox.shards import Shard

Key = tuple[str, str]
# Nothing of the tenant's was written for so long: nothing more is on its way.
QUIET = 5.0
ENOUGH = 120.0


class Follower:
    """A stream from now on. Shards that are open stand at their end; those that come later are read whole."""

    def __init__(self, streams: Any, arn: str) -> None:
        self._streams, self._arn = streams, arn
        listed = list(self._listed())
        self._known = {shard["ShardId"] for shard in listed}
        still_open = (s["ShardId"] for s in listed if "EndingSequenceNumber" not in s["SequenceNumberRange"])
        self._reading = [Shard(streams, arn, shard, "LATEST") for shard in still_open]

    def read(self) -> Iterator[dict[str, Any]]:
        for shard in list(self._reading):
            yield from shard.read()
            if shard.finished:
                self._reading.remove(shard)
                self._reading += self._new()

    def _new(self) -> list[Shard]:
        listed = [shard["ShardId"] for shard in self._listed() if shard["ShardId"] not in self._known]
        self._known |= {*listed}
        return [Shard(self._streams, self._arn, shard, "TRIM_HORIZON") for shard in listed]

    def _listed(self) -> Iterator[dict[str, Any]]:
        after: dict[str, str] = {}
        while True:
            page = self._streams.describe_stream(StreamArn=self._arn, **after)["StreamDescription"]
            yield from page["Shards"]
            if "LastEvaluatedShardId" not in page:
                return
            after = {"ExclusiveStartShardId": page["LastEvaluatedShardId"]}


class Traces:
    """Every item of one tenant, whoever wrote it: no list of keys that somebody might forget to lengthen."""

    def __init__(self, dynamodb: Any, streams: Any, table: str, tenant: str) -> None:
        self._dynamodb, self._table, self._tenant = dynamodb, table, tenant
        arn = dynamodb.describe_table(TableName=table)["Table"]["LatestStreamArn"]
        self._stream = Follower(streams, arn)
        self._left: set[Key] = set()
        self.seen = 0

    def wipe(self, *, quiet: float = QUIET) -> int:
        """All of it goes, what still arrives meanwhile, too. How much is left: nothing, if time sufficed."""
        began = moved = time.monotonic()
        while (self._left or time.monotonic() - moved < quiet) and time.monotonic() - began < ENOUGH:
            if self._look():
                moved = time.monotonic()
            for pk, sk in sorted(self._left):
                self._dynamodb.delete_item(TableName=self._table, Key={"pk": {"S": pk}, "sk": {"S": sk}})
            time.sleep(0.5)
        return len(self._left)

    def _look(self) -> bool:
        """Whether anything of the tenant's has moved."""
        ours = [record for record in self._stream.read() if self._is_ours(record["dynamodb"])]
        for record in ours:
            keys = record["dynamodb"]["Keys"]
            key = (keys["pk"]["S"], keys["sk"]["S"])
            if record["eventName"] == "REMOVE":
                self._left.discard(key)
            else:
                self._left.add(key)
                self.seen += 1
        return bool(ours)

    def _is_ours(self, change: dict[str, Any]) -> bool:
        """By its key; a key of the API names its tenant within."""
        pk = change["Keys"]["pk"]["S"]
        images = [change[image] for image in ("NewImage", "OldImage") if image in change]
        named = [value.get("S") for image in images for value in image.values()]
        return pk.startswith(f"{self._tenant}#") or (pk.startswith("K#") and self._tenant in named)
