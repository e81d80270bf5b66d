"""Virtual time: what is to happen, in its order; the clock stands where the last thing happened."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from sandbox.clock import Clock


class Agenda:
    """What takes time turns the clock itself; whatever was due meanwhile happens then, late."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._heap: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = count()

    def at(self, when: datetime, act: Callable[[], None]) -> None:
        heapq.heappush(self._heap, (when, next(self._numbers), act))

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        self.at(self.clock.now() + timedelta(seconds=seconds), act)

    def run(self, until: datetime) -> None:
        while self._heap and self._heap[0][0] <= until:
            when, _, act = heapq.heappop(self._heap)
            self.clock.turn_to(when)
            act()
        self.clock.turn_to(until)
