"""The whole product on the engine of this process, for a benchmark: its house, a tenant, and a purse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from benchmarks.spent import Purse
from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.asking import Club

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@contextmanager
def club() -> Iterator[tuple[Club, Purse]]:
    """One that nobody else has used; the clock stands still."""
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        house = House(engine, clock, pause=lambda _: None)
        yield Club(house, residents.move_in(house, "a seed for benchmarks")), Purse(house)
    finally:
        wiring.use(None)
        engine.reset()
