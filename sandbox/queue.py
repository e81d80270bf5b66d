"""A queue with a function behind it and a dead queue behind that, as SQS and Lambda keep them."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.invocation import Handler, LambdaContext

LOG = logging.getLogger(__name__)


@dataclass
class Message:
    uid: str
    body: str
    visible: datetime
    received: int = 0


@dataclass(frozen=True)
class Terms:
    """How the queue is deployed: what one invocation takes, how long a message stays out of sight while it is
    worked on, and how often it may be received."""

    batch_size: int
    visibility: timedelta
    most_received: int

    @classmethod
    def of(cls, queue: dict[str, Any], mapping: dict[str, Any]) -> "Terms":
        """From the properties of an AWS::SQS::Queue and of the function's event."""
        visibility = timedelta(seconds=queue["VisibilityTimeout"])
        return cls(mapping["BatchSize"], visibility, queue["RedrivePolicy"]["maxReceiveCount"])


@dataclass
class Queue:
    """`drain` lets the function take what can be seen; what it does not take is seen again later."""

    handler: Handler
    terms: Terms
    now: Callable[[], datetime]
    waiting: list[Message] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    invocations: int = 0

    def send(self, said: dict[str, Any]) -> None:
        """In words, as it travels: nothing is shared."""
        self.sent.append(json.dumps(said))
        self.waiting.append(Message(f"message-{len(self.sent)}", self.sent[-1], self.now()))

    def redrive(self) -> None:
        """All that is dead comes again, as if it had just been sent."""
        for message in self.dead:
            message.received, message.visible = 0, self.now()
        self.waiting, self.dead = self.waiting + self.dead, []

    def drain(self) -> int:
        """How many messages were taken."""
        taken = 0
        while batch := self._seen():
            taken += self._deliver(batch)
        return taken

    def _seen(self) -> list[Message]:
        return [one for one in self.waiting if one.visible <= self.now()][: self.terms.batch_size]

    def _deliver(self, batch: list[Message]) -> int:
        for message in batch:
            message.received += 1
            message.visible = self.now() + self.terms.visibility
        failed = self._failed(batch)
        done = [message for message in batch if message.uid not in failed]
        self.waiting = [message for message in self.waiting if message not in done]
        self._bury()
        return len(done)

    def _failed(self, batch: list[Message]) -> set[str]:
        """Those that are not done with: the named ones, or all where the function failed."""
        self.invocations += 1
        event = {"Records": [{"messageId": one.uid, "body": one.body} for one in batch]}
        try:
            context = LambdaContext(f"{self.invocations:032x}", "failures")
            answer = json.loads(json.dumps(self.handler(event, context)))
        except Exception:  # the place of the Lambda runtime: any exception is a failed batch
            LOG.exception("The function of the queue failed.")
            return {message.uid for message in batch}
        return {each["itemIdentifier"] for each in answer["batchItemFailures"]}

    def _bury(self) -> None:
        spent = [one for one in self.waiting if one.received >= self.terms.most_received]
        self.dead += spent
        self.waiting = [one for one in self.waiting if one not in spent]
