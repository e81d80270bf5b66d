"""The event source mapping in virtual time: shards, batches, duplicates, retries, bisection, trimming, outages."""

import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sandbox.invocation import Failure, first_failure
from sandbox.mapping import FOREVER, Mapping, Record
from tests.simulation.agenda import Agenda
from tests.simulation.memory import Change

SHARDS = 4
# How long a stream keeps a record.
KEPT = timedelta(hours=24)
Invoke = Callable[[dict[str, Any]], Any]


@dataclass
class Shard:
    """Records in the order of their changes; `done` of them are behind the checkpoint."""

    records: list[tuple[datetime, Record]] = field(default_factory=list)
    done: int = 0
    refusals: int = 0
    # After an error the batch is halved: no more than so many are taken at once until one went well.
    most: int | None = None
    waiting: bool = False


class Source:
    """Follows the changes of a table and invokes the function as Lambda does.

    `stopped` is an outage: nothing is read. Invoking may raise: then the whole batch failed.
    """

    def __init__(self, agenda: Agenda, chance: Random, mapping: Mapping, invoke: Invoke) -> None:
        self.stopped: Callable[[], bool] = lambda: False
        self.counts: Counter[str] = Counter()
        self.unrest = 0.0
        self.failed: list[Record] = []
        self._agenda, self._chance, self._mapping, self._invoke = agenda, chance, mapping, invoke
        self._shards = [Shard() for _ in range(SHARDS)]
        self._number = 0

    def changed(self, changes: list[Change]) -> None:
        """What one call changed; the items of one transaction come in any order."""
        if len(changes) > 1:
            self._chance.shuffle(changes)
        for name, (pk, sk), after, _ in changes:
            record = self._record(name, pk, sk, after)
            if self._mapping.wants(record):
                record["dynamodb"].pop("NewImage", None)  # the product loads the item anew; what it has not
                shard = self._shards[zlib.crc32(f"{pk} {sk}".encode()) % SHARDS]  # it cannot trust
                shard.records.append((self._agenda.clock.now(), record))
                self._come_back(shard, self._chance.uniform(0.1, 1.0))

    @property
    def quiet(self) -> bool:
        return all(shard.done == len(shard.records) for shard in self._shards)

    def _record(self, name: str, pk: str, sk: str, image: dict[str, Any] | None) -> Record:
        self._number += 1
        told: Record = {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}, "SequenceNumber": f"{self._number:021}"}
        told |= {"NewImage": image} if image else {}
        return {"eventName": name, "eventID": f"{self._number:032x}", "dynamodb": told}

    def _come_back(self, shard: Shard, seconds: float) -> None:
        if not shard.waiting:
            shard.waiting = True
            self._agenda.after(seconds, lambda: self._poll(shard))

    def _poll(self, shard: Shard) -> None:
        shard.waiting = False
        if self.stopped():
            self._come_back(shard, 60)
            return
        self._trim(shard)
        if self._chance.random() < self.unrest:
            self._restart(shard)
        self._drop_expired(shard)
        if batch := self._batch(shard):
            self._deliver(shard, batch)
        if shard.done < len(shard.records):
            backoff = (
                min(60.0, 0.5 * 2**shard.refusals) if shard.refusals else self._chance.uniform(0.05, 1.0)
            )
            self._come_back(shard, backoff)

    def _trim(self, shard: Shard) -> None:
        """What is a day old is gone, delivered or not."""
        oldest = self._agenda.clock.now() - KEPT
        gone = next(
            (place for place, (at, _) in enumerate(shard.records) if at >= oldest), len(shard.records)
        )
        if gone:
            self.counts["records trimmed unread"] += max(0, gone - shard.done)
            del shard.records[:gone]
            shard.done = max(0, shard.done - gone)

    def _restart(self, shard: Shard) -> None:
        """The checkpoint was lost: from an older one on all comes again."""
        back = self._chance.randint(1, 30)
        self.counts["records delivered again"] += min(back, shard.done)
        shard.done = max(0, shard.done - back)

    def _drop_expired(self, shard: Shard) -> None:
        limit = self._mapping.maximum_record_age_seconds
        if limit == FOREVER:
            return
        oldest = self._agenda.clock.now() - timedelta(seconds=limit)
        while shard.done < len(shard.records) and shard.records[shard.done][0] < oldest:
            self._give_up(shard, 1, "records too old")

    def _batch(self, shard: Shard) -> list[Record]:
        size = self._chance.randint(1, self._mapping.batch_size)
        most = min(size, shard.most or size)
        return [record for _, record in shard.records[shard.done : shard.done + most]]

    def _deliver(self, shard: Shard, batch: list[Record]) -> None:
        self.counts["batches"] += 1
        self.counts["records delivered"] += len(batch)
        twice = self._chance.random() < self.unrest
        if twice:
            self.counts["batches delivered twice"] += 1
            self._attempt(batch)
        match self._attempt(batch):
            case None:
                shard.done += len(batch)
                shard.refusals, shard.most = 0, None
            case int(failed_at):
                shard.done += failed_at
                shard.refusals = 1 if failed_at else shard.refusals + 1
                self._give_up_exhausted(shard, len(batch) - failed_at)
            case _ if self._mapping.bisect_on_error and len(batch) > 1:
                shard.most = (len(batch) + 1) // 2
            case _:
                shard.refusals += 1
                self._give_up_exhausted(shard, len(batch))

    def _attempt(self, batch: list[Record]) -> Failure:
        try:
            answer = self._invoke({"Records": batch})
        except Exception:  # noqa: BLE001 - the place of the Lambda runtime: any exception is a failed batch
            return "all"
        return first_failure(answer, batch) if self._mapping.report_failures else None

    def _give_up_exhausted(self, shard: Shard, number: int) -> None:
        if FOREVER != self._mapping.maximum_retry_attempts < shard.refusals:
            self._give_up(shard, number, "records given up")
            shard.refusals, shard.most = 0, None

    def _give_up(self, shard: Shard, number: int, why: str) -> None:
        """To the failure destination; the due index alone knows of it now."""
        self.counts[why] += number
        self.failed += [record for _, record in shard.records[shard.done : shard.done + number]]
        shard.done += number
