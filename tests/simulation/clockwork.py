"""EventBridge's schedule in virtual time: late, twice, four at once, or silent."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random

from tests.simulation.agenda import Agenda

MINUTE = timedelta(minutes=1)


class Clockwork:
    """`fire` runs the function once. `idle` says that a run would find nothing: it is left out, to save time.

    `silent` is an outage: nothing fires.
    """

    def __init__(
        self, agenda: Agenda, chance: Random, fire: Callable[[], None], idle: Callable[[], bool]
    ) -> None:
        self.silent: Callable[[], bool] = lambda: False
        self.unrest = 0.0
        self.counts: Counter[str] = Counter()
        self._agenda, self._chance, self._fire, self._idle = agenda, chance, fire, idle
        self._next()

    def _next(self) -> None:
        now = self._agenda.clock.now()
        self._agenda.at(now.replace(second=0, microsecond=0) + MINUTE, self._tick)

    def _tick(self) -> None:
        self._next()
        if self.silent():
            self.counts["ticks that never came"] += 1
            return
        for _ in range(self._times()):
            late = self._chance.uniform(0, 50) if self._chance.random() < self.unrest else 0
            self._agenda.after(late, self._run)

    def _times(self) -> int:
        drawn = self._chance.random()
        if drawn < self.unrest / 4:
            return 4
        return 2 if drawn < self.unrest else 1

    def _run(self) -> None:
        self.counts["ticks"] += 1
        if not self._idle():
            self.counts["sweeps"] += 1
            self._fire()
