"""The trail that an operation leaves at DynamoDB: how many calls wait for one another, and what its events cost."""

import math
import threading
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from chalicelib.store.table import AT_ONCE
from sandbox.prices import Layout, write
from sandbox.wire import Client

_POOL = "ThreadPoolExecutor"
# The task of a pool that a call belongs to: each runs in a copy of the context of whoever began it.
_task: ContextVar[tuple[str, int] | None] = ContextVar("task", default=None)


@dataclass
class _Pool:
    """Calls that were sent out together: `before` them stood so many round trips."""

    before: int
    tasks: int = 0
    longest: int = 0

    @property
    def rounds(self) -> int:
        """A pool takes AT_ONCE tasks at a time, however quick the engine below was."""
        return math.ceil(self.tasks / AT_ONCE) * self.longest


class Trail:
    """Listens to a client.

    `rounds` is how many round trips there are one after the other: what a pool sends out together counts as
    its longest task, by how the calls are made and not by how they happened to overlap here. `told` is what
    the events (what became true) that were written cost, with their places in the indexes. `keys` are the
    looks at API keys, which are no part of the rounds: who asks is found before an operation begins.
    """

    def __init__(self, client: Client, layout: Layout) -> None:
        self._layout = layout
        self._lock = threading.Lock()
        self.reset()
        client.meta.events.register("before-parameter-build.dynamodb", self._heard)

    def reset(self) -> None:
        self.rounds, self.told, self.keys = 0, 0.0, 0
        self._pools: dict[str, _Pool] = {}

    def _heard(self, params: dict[str, Any], **_: Any) -> None:
        thread = threading.current_thread().name
        with self._lock:
            if _names_a_key(params):
                self.keys += 1
            elif thread.startswith(_POOL):
                self._together(thread.rpartition("_")[0])
            else:
                self.rounds += 1
            self.told += sum(map(self._event, params.get("TransactItems", ())))

    def _together(self, name: str) -> None:
        pool = self._pools.setdefault(name, _Pool(self.rounds))
        begun = _task.get()
        if begun is None or begun[0] != name:
            pool.tasks += 1
            begun = name, 0
        begun = name, begun[1] + 1
        _task.set(begun)
        pool.longest = max(pool.longest, begun[1])
        self.rounds = max(self.rounds, pool.before + pool.rounds)

    def _event(self, action: dict[str, Any]) -> float:
        item = action.get("Put", {}).get("Item", {})
        if item.get("sk") != {"S": "EV"}:
            return 0.0
        return write(self._layout, None, item, transactional=True).wru


def _names_a_key(params: dict[str, Any]) -> bool:
    return str(params.get("Key", {}).get("pk", {}).get("S", "")).startswith("K#")
