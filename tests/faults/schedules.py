"""Runs two operations at once with one token: the string of turns, such as AABAB, says whose next call it is.

Every AWS call is a point at which the other may go on. There is no real parallelism, so that a schedule that
breaks something breaks it each time (promises 2.5).
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from typing import Any

from tests.faults.stage import Stage

Operation = Callable[[Stage], Any]
# Raises AssertionError where something does not hold at this moment.
Look = Callable[[Stage], None]
# More interleavings than this are not all played: then B runs whole at each call of A, and A at each of B.
# The first bounds what the gate plays, the second what `make prove` does.
MOST, VERY_MOST = 252, 50_000
_SECONDS = 20
READS = frozenset({"GetItem", "BatchGetItem", "Query", "Scan"})


@dataclass
class Played:
    """What became of one schedule: each side's result or exception, and whose turn each call was.

    `settled` are the turns until one side was done: every schedule that begins so goes the same way.
    `calls` are the names of each side's calls, in order. `seen` is what did not hold at one of the `looks` in
    between, `fault` what does not hold in the end. `orders` is how many it stands for.
    """

    results: dict[str, Any] = field(default_factory=dict)
    turns: str = ""
    settled: str = ""
    calls: dict[str, list[str]] = field(default_factory=lambda: {"A": [], "B": []})
    seen: list[str] = field(default_factory=list)
    looks: int = 0
    fault: str | None = None
    orders: int = 0

    def says_all_of(self, order: str) -> bool:
        """Whether that schedule goes the same way: it begins alike, but for reads that follow each other."""
        return self._plain(order[: len(self.settled)]) == self._plain(self.settled)

    def _plain(self, turns: str) -> str:
        """Between two writes it does not matter who reads first: then A does."""
        calls, plain, reading = {who: iter(names) for who, names in self.calls.items()}, "", ""
        for who in turns:
            if next(calls[who], "") in READS:
                reading += who
            else:
                plain, reading = plain + _sorted(reading) + who, ""
        return plain + _sorted(reading)


class _Token:
    """Who may make the next call; after the last turn said, whoever is still at work goes on, A first."""

    def __init__(self, schedule: str) -> None:
        self._left = list(schedule)
        self._working = {"A", "B"}
        self._changed = threading.Condition()
        self._holder: str | None = None
        self.turns = ""
        self.settled: str | None = None

    def take(self, who: str) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: self._next() == who, _SECONDS):
                raise TimeoutError(f"{who} waits for its turn after {self.turns}")
            if self._left:
                self._left.pop(0)
            self._holder = who
            self.turns += who

    def give(self, who: str) -> None:
        """After the call and whatever follows it up to the next one."""
        with self._changed:
            if self._holder == who:
                self._holder = None
            self._changed.notify_all()

    def leave(self, who: str) -> None:
        with self._changed:
            self._working.discard(who)
            if self.settled is None:
                self.settled = self.turns
            if self._holder == who:
                self._holder = None
            self._changed.notify_all()

    def _next(self) -> str | None:
        if self._holder is not None:
            return None
        while self._left and self._left[0] not in self._working:
            self._left.pop(0)
        return self._left[0] if self._left else min(self._working, default=None)


def play(stage: Stage, a: Operation, b: Operation, schedule: str, look: Look = lambda _: None) -> Played:
    """Both operations to their ends, their calls in the order of the schedule; a look after each write."""
    token, played, names, looking = _Token(schedule), Played(), {}, threading.Event()

    def before(model: Any, **_: Any) -> None:
        who = names.get(threading.get_ident())
        if who and not looking.is_set():
            token.give(who)
            token.take(who)
            played.calls[who].append(model.name)

    def after(model: Any, **_: Any) -> None:
        if model.name in READS or looking.is_set():
            return
        looking.set()
        played.looks += 1
        try:
            look(stage)
        except AssertionError as fault:
            played.seen.append(f"after {token.turns}: {fault}")
        finally:
            looking.clear()

    def run(who: str, operation: Operation) -> None:
        names[threading.get_ident()] = who
        try:
            played.results[who] = operation(stage)
        except BaseException as error:  # noqa: BLE001 - handed to the caller as the side's result
            played.results[who] = error
        finally:
            token.leave(who)

    wired = stage.house.wired
    clients = {"dynamodb": wired.table.client, "sesv2": wired.mailer._client}
    for service, client in clients.items():
        client.meta.events.register_first(f"before-call.{service}", before)
        client.meta.events.register_last(f"after-call.{service}", after)
    threads = [threading.Thread(target=run, args=pair) for pair in (("A", a), ("B", b))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for service, client in clients.items():
        client.meta.events.unregister(f"before-call.{service}", before)
        client.meta.events.unregister(f"after-call.{service}", after)
    played.turns, played.settled = token.turns, token.settled or token.turns
    return played


def _sorted(turns: str) -> str:
    return "".join(sorted(turns))


def schedules(a: int, b: int, most: int = MOST) -> Iterator[str]:
    """All orders of a and b calls, or each with one preemption if those are too many."""
    if comb(a + b, a) > most:
        yield from ("A" * k + "B" * b + "A" * (a - k) for k in range(a + 1))
        yield from ("B" * k + "A" * a + "B" * (b - k) for k in range(1, b))
        return
    for places in combinations(range(a + b), a):
        yield "".join("A" if place in places else "B" for place in range(a + b))
