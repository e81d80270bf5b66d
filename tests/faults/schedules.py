"""Runs two operations at once with one token: the string of turns, such as AABAB, says whose next call it is.

Every AWS call is a point at which the other may go on. There is no real parallelism, so that a schedule that
breaks something breaks it each time (promises 2.5).
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise, takewhile
from typing import Any

from tests import allowing, guarding
from tests.faults.stage import Stage

Operation = Callable[[Stage], Any]
# Raises AssertionError where something does not hold at this moment.
Look = Callable[[Stage], None]
# So many executions of a pair the gate plays at most, and `make prove`; those with the fewest changes of turn first.
MOST, VERY_MOST = 20, 40
_SECONDS = 20
READS = frozenset({"GetItem", "BatchGetItem", "Query", "Scan"})


@dataclass
class Played:
    """What became of one schedule: each side's result or exception, and whose turn each call was.

    `settled` are the turns until one side was done: every schedule that begins so goes the same way.
    `calls` are the names of each side's calls, in order. `seen` is what did not hold at one of the `looks` in
    between, `fault` what does not hold in the end.
    """

    results: dict[str, Any] = field(default_factory=dict)
    turns: str = ""
    settled: str = ""
    calls: dict[str, list[str]] = field(default_factory=lambda: {"A": [], "B": []})
    seen: list[str] = field(default_factory=list)
    looks: int = 0
    fault: str | None = None

    def plain(self, turns: str) -> str:
        """The turns so far, as all have them that go the same way: it does not matter who reads first."""
        calls, plain, reading = {who: iter(names) for who, names in self.calls.items()}, "", ""
        for who in turns:
            if next(calls[who], "") in READS:
                reading += who
            else:
                plain, reading = plain + _sorted(reading) + who, ""
        return plain + _sorted(reading)


class _Token:
    """Who may make the next call; after the last turn said, whoever had it goes on, and then the other."""

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
        if self._left:
            return self._left[0]
        return self.turns[-1] if self.turns[-1:] in self._working else min(self._working, default=None)


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
            # The look is none of the side's in whose thread it happens.
            with guarding.scoped(None), allowing.working(None):
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
    played.turns, played.settled = token.turns, token.turns if token.settled is None else token.settled
    return played


def _sorted(turns: str) -> str:
    return "".join(sorted(turns))


@dataclass
class Explored:
    """What was played of a pair, and whether that is all: `left` are the beginnings nobody went on from."""

    played: list[Played]
    left: list[str]

    @property
    def preemptions(self) -> int | None:
        """With fewer changes of turn than this all was played; None: with any number of them."""
        return min(map(_changes, self.left), default=None)


def explore(run: Callable[[str], Played], most: int) -> Explored:
    """Every order of the calls of two operations, of those that go the same way one.

    After each call the other might have gone on instead: that is another beginning, unless one like it was
    played already. Where they are too many, those with few changes of turn come first; each with one is played.
    """
    done, known, waiting = Explored([], []), {""}, [(0, "", 0)]
    while waiting and (len(done.played) < most or waiting[0][0] <= 1):
        _, order, after = heappop(waiting)
        played = run(order)
        done.played.append(played)
        for other, place in _beginnings(played, after, known):
            heappush(waiting, (_changes(other), other, place))
    done.left = [order for _, order, _ in waiting]
    return done


def _beginnings(played: Played, after: int, known: set[str]) -> Iterator[tuple[str, int]]:
    """Those beside its way, as far as both were at work and nobody had come that way before; each with the
    place from which there may be others beside it."""
    for place in range(after, len(played.settled)):
        turns = played.settled[:place]
        if place > after and played.plain(turns) in known:
            return
        known.add(played.plain(turns))
        who = "B" if played.settled[place] == "A" else "A"
        if played.plain(turns + who) not in known:
            known.add(played.plain(turns + who))
            yield turns + who * _until_it_matters(played, turns, who), place + 1


def _until_it_matters(played: Played, turns: str, who: str) -> int:
    """How many calls on it makes a difference that this side went first: what only reads may go on reading."""
    other = "B" if who == "A" else "A"
    theirs, ours = (played.calls[each][turns.count(each) :] for each in (other, who))
    if theirs[0] not in READS:
        return 1
    return 1 + len(list(takewhile(READS.__contains__, ours[:-1])))


def _changes(turns: str) -> int:
    return sum(one != other for one, other in pairwise(turns))
