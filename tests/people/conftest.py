"""The house on the engine that is quick, for lives are long."""

from collections.abc import Iterator

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.asking import Club


@pytest.fixture
def club(clock: Clock) -> Iterator[Club]:
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        house = House(engine, clock, pause=lambda _: None)
        yield Club(house, residents.move_in(house, "a seed for tests"))
    finally:
        wiring.use(None)
        engine.reset()
