"""Drives a function from a table's stream as AWS Lambda's event source mapping would."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sandbox.faults import Faults, Honest
from sandbox.invocation import Batch, Handler, failure_message, invoke
from sandbox.mapping import FOREVER, Mapping, Record
from sandbox.shards import Stream, as_lambda_says
from sandbox.wire import Client

LOG = logging.getLogger(__name__)

OnFailure = Callable[[dict[str, Any]], Any]

# A drain must end: a batch that may be retried for ever is left where it is after so many refusals in a row.
PATIENCE = 25
_LONGEST_PAUSE = 1.0


class StreamBlocked(RuntimeError):
    """The function keeps refusing the head of the stream and nothing allows it to be skipped."""


def _nowhere(_: dict[str, Any]) -> None:
    """No failure destination: what is given up is gone, as in AWS."""


class StreamPump:
    """One mapping from one stream to one function.

    `drain` is for whoever wants to know that all is quiet; `start`, `wake`, `stop` follow the stream in a
    thread. Both may be used at once: they take turns.
    """

    def __init__(
        self,
        streams: Client,
        stream_arn: str,
        handler: Handler,
        *,
        now: Callable[[], datetime],
        mapping: Mapping | None = None,
        on_failure: OnFailure = _nowhere,
        faults: Faults | None = None,
    ) -> None:
        self.faults: Faults = faults or Honest()
        self.invocations = 0
        self._mapping = mapping or Mapping()
        self._stream = Stream(streams, stream_arn, self._mapping.starting_position)
        self._handler, self._on_failure, self._now = handler, on_failure, now
        self._waiting: deque[Batch] = deque()
        self._turn = threading.RLock()
        self._awake, self._stopping = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def drain(self) -> int:
        """Deliver until the stream is quiet, what the function itself writes included.

        Returns how many records the function took. Raises StreamBlocked where AWS would go on retrying.
        """
        taken = stuck = 0
        with self._turn:
            while self._waiting or self.fetch():
                now_taken = self._deliver_next()
                taken += now_taken
                stuck = stuck + 1 if self._refused() and not now_taken else 0
                if stuck >= PATIENCE:
                    raise StreamBlocked(f"{stuck} refusals in a row of {self._waiting[0]}")
        return taken

    def fetch(self) -> int:
        """Read what lies on the stream without delivering it: from now on it ages by the owner's clock."""
        with self._turn:
            arn, arrived = self._stream.arn, self._now()
            found = [(place, as_lambda_says(record, arn, arrived)) for place, record in self._stream.read()]
            self._line_up([(place, record) for place, record in found if self._mapping.wants(record)])
            return len(found)

    def start(self, poll_seconds: float = 1.0) -> None:
        """Follow the stream in a thread; a write that nobody told of by `wake` is seen by the poll."""
        self._stopping.clear()
        arguments = (poll_seconds,)
        self._thread = threading.Thread(target=self._follow, args=arguments, name="stream", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        self._awake.set()

    def stop(self) -> None:
        """Returns when the function has finished with the batch in hand."""
        self._stopping.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _follow(self, poll_seconds: float) -> None:
        while not self._stopping.is_set():
            self._awake.wait(poll_seconds)
            self._awake.clear()
            try:
                self._deliver_while_it_goes_well()
            except Exception:  # the top of a thread: whatever it was is told, and tried again
                LOG.exception("The stream could not be followed; trying again.")

    def _deliver_while_it_goes_well(self) -> None:
        """Until quiet or stopped; after a refusal it backs off as AWS does and lets a drain have its turn."""
        while not self._stopping.is_set():
            with self._turn:
                if not (self._waiting or self.fetch()):
                    return
                self._deliver_next()
                refusals = self._refused()
            if refusals:
                self._stopping.wait(min(_LONGEST_PAUSE, 0.05 * 2 ** min(refusals, 10)))

    def _refused(self) -> int:
        return self._waiting[0].refusals if self._waiting else 0

    def _line_up(self, found: list[tuple[str, Record]]) -> None:
        size = self._mapping.batch_size
        for shard in dict.fromkeys(shard for shard, _ in found):
            records = [record for where, record in found if where == shard]
            for batch in (records[at : at + size] for at in range(0, len(records), size)):
                self._waiting.extend(Batch(shard, each) for each in self.faults.deliveries(batch))

    def _deliver_next(self) -> int:
        """One attempt at the first batch in the line; how many records the function took."""
        if self._waiting:
            self._drop_expired(self._waiting[0])
        if not self._waiting:
            return 0
        batch = self._waiting[0]
        self.invocations += 1
        report = self._mapping.report_failures
        match invoke(self._handler, batch, self.invocations, report_failures=report):
            case None:
                self._waiting.popleft()
                return len(batch.records)
            case int(failed_at):
                self._retry_from(batch, failed_at)
                return failed_at
            case _:
                self._retry_smaller(batch)
                return 0

    def _drop_expired(self, batch: Batch) -> None:
        limit = self._mapping.maximum_record_age_seconds
        if limit == FOREVER:
            return
        oldest = self._now().timestamp() - limit
        expired = [r for r in batch.records if r["dynamodb"]["ApproximateCreationDateTime"] < oldest]
        if expired:
            self._give_up(Batch(batch.shard, expired, batch.refusals), "RecordAgeExceeded")
            batch.records = [r for r in batch.records if r not in expired]
        if not batch.records:
            self._waiting.popleft()

    def _retry_from(self, batch: Batch, failed_at: int) -> None:
        """The lowest reported number is the checkpoint: it and ALL after it are retried.

        With bisecting on, AWS cuts at that very place, so that a failing head is not parted from the healthy
        records behind it: when the head is given up, so are they.
        """
        batch.records = batch.records[failed_at:]
        batch.refusals = 1 if failed_at else batch.refusals + 1
        self._give_up_exhausted(batch)

    def _retry_smaller(self, batch: Batch) -> None:
        if not self._mapping.bisect_on_error or len(batch.records) == 1:
            batch.refusals += 1
            self._give_up_exhausted(batch)
            return
        middle = (len(batch.records) + 1) // 2  # splitting does not count towards the retry quota
        halves = batch.records[:middle], batch.records[middle:]
        self._waiting.popleft()
        self._waiting.extendleft(Batch(batch.shard, half, batch.refusals) for half in reversed(halves))

    def _give_up_exhausted(self, batch: Batch) -> None:
        if FOREVER != self._mapping.maximum_retry_attempts < batch.refusals:
            self._waiting.popleft()
            self._give_up(batch, "RetryAttemptsExhausted")

    def _give_up(self, batch: Batch, condition: str) -> None:
        self._on_failure(failure_message(batch, condition, self._stream.arn, self._now()))
