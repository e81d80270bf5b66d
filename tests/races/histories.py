"""What callers of one achievement saw, as a history; and answers that are lost on their way to them."""

import random
import threading
import time
from typing import Any

from botocore.exceptions import ReadTimeoutError

from sandbox.gateway import Reply
from tests.asking import Club
from tests.races.linearizable import LOST, Operation
from tests.races.steps_model import REFUSED, Steps

VERBS = ("complete_step", "uncomplete_step", "complete_all_steps", "reset_steps", "finish", "reopen")


def any_call(chance: random.Random) -> tuple[str, int]:
    verb = chance.choice(VERBS)
    return verb, chance.randint(1, 3) if verb.endswith("_step") else 0


def seen(club: Club, one: str, verb: str, number: int) -> Operation:
    body = {"number": number} if number else None
    asked = time.monotonic()
    reply = club.ask("PUT", f"{one}{verb}/", body)
    return Operation(asked, time.monotonic(), (verb, number), _answer(reply))


def _answer(reply: Reply) -> Any:
    if reply.status == 503 or b"keep changing" in reply.body:
        return LOST
    assert reply.status in (200, 409), reply.body
    return steps_of(reply.json) if reply.status == 200 else REFUSED


def steps_of(shown: Any) -> Steps:
    done = frozenset(step["number"] for step in shown["steps"] if step["completed"])
    return Steps(done, shown["finished"])


class Lossy:
    """A share of the answers of writes is lost after they were applied; `lost` counts them."""

    def __init__(self, club: Club, *, share: float, seed: int) -> None:
        self._events = club.house.wired.table.client.meta.events
        self._share, self._chance = share, random.Random(seed)
        self._lock = threading.Lock()
        self.lost = 0

    def __enter__(self) -> "Lossy":
        self._events.register("after-call.dynamodb", self._lose)
        return self

    def __exit__(self, *_: object) -> None:
        self._events.unregister("after-call.dynamodb", self._lose)

    def _lose(self, model: Any, **_: Any) -> None:
        if model.name not in ("PutItem", "UpdateItem", "TransactWriteItems"):
            return
        with self._lock:
            if self._chance.random() >= self._share:
                return
            self.lost += 1
        raise ReadTimeoutError(endpoint_url="https://aws.example")
