"""Trying mutants: the tests are collected once; then a child of the process runs, for each, those that meet it."""

import gc
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

MEMORY = 3 << 30
KILLED, SURVIVED = 1, 0
NO_CHANGE = ""


@dataclass
class Trying:
    """A plugin of pytest that learns which test meets which function, and then tries the mutants."""

    mutants: Sequence[str]
    jobs: int
    survived: list[str] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    met_by: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    seconds: list[float] = field(default_factory=list)
    tried: int = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Failed("the tests cannot be collected")
        self.learn(session.items)
        self.try_all(session.items)
        return True

    def learn(self, items: list[pytest.Item]) -> None:
        set_mutant_under_test("stats")
        for number, item in enumerate(items):
            began = time.process_time()
            if not _passes(item, after(items, number)):
                raise pytest.UsageError(f"{item.nodeid} fails with nothing changed")
            self.seconds.append(time.process_time() - began)
            for function in state()._stats:
                self.met_by[function].add(number)
            state()._stats.clear()
        set_mutant_under_test("")

    def try_all(self, items: list[pytest.Item]) -> None:
        gc.collect()
        gc.freeze()  # what children share is not copied for the collector's sake
        self.try_nothing(items)
        children: dict[int, str] = {}
        for mutant in self.mutants:
            numbers = self.tests_of(mutant)
            if not numbers:
                self.unmet.append(mutant)
                continue
            if len(children) >= self.jobs:
                self.reap(children)
            children[self.begin(mutant, [items[number] for number in numbers], numbers)] = mutant
        while children:
            self.reap(children)

    def try_nothing(self, items: list[pytest.Item]) -> None:
        """All tests as mutants meet them: where one failed so with nothing changed, no death would mean anything."""
        numbers = sorted(range(len(items)), key=lambda number: self.seconds[number])
        child = self.begin(NO_CHANGE, [items[number] for number in numbers], numbers)
        if os.waitpid(child, 0)[1] != SURVIVED:
            raise pytest.UsageError("a test fails when it is run again with nothing changed")

    def tests_of(self, mutant: str) -> list[int]:
        """The quickest first: most mutants fall to one of those."""
        met = self.met_by.get(mutant.partition("__mutmut_")[0], ())
        return sorted(met, key=lambda number: self.seconds[number])

    def begin(self, mutant: str, items: list[pytest.Item], numbers: list[int]) -> int:
        if child := os.fork():
            return child
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        signal.signal(signal.SIGVTALRM, _too_long)
        set_mutant_under_test(mutant)
        if mutant != NO_CHANGE:
            _forget(mutant)
        for place, (item, number) in enumerate(zip(items, numbers, strict=True)):
            signal.setitimer(signal.ITIMER_VIRTUAL, 1 + 5 * self.seconds[number], 0.1)
            if not _passes(item, after(items, place)):
                os._exit(KILLED)
        os._exit(SURVIVED)

    def reap(self, children: dict[int, str]) -> None:
        child, status = os.wait()
        mutant = children.pop(child)
        self.tried += 1
        if not self.tried % 50:
            print(f"{self.tried} of {len(self.mutants)} tried, {len(self.survived)} alive", flush=True)
        if status == SURVIVED:
            self.survived.append(mutant)


def _forget(mutant: str) -> None:
    """What the module had kept in a cache before it was changed."""
    for thing in vars(sys.modules[mutant.rpartition(".")[0]]).values():
        if callable(clear := getattr(thing, "cache_clear", None)):
            clear()


def _too_long(*_: object) -> None:
    raise TimeoutError("a loop without end is a death too")


def after(items: Sequence[pytest.Item], place: int) -> pytest.Item | None:
    return items[place + 1] if place + 1 < len(items) else None


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    try:
        return all(
            report.outcome != "failed" for report in runtestprotocol(item, log=False, nextitem=following)
        )
    except BaseException:  # noqa: BLE001 - a mutant that ends the test's run itself is dead as well
        return False
