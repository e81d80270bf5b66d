"""A club with boards, on the engine that is quick and right under threads."""

from collections.abc import Iterator

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.asking import Club
from tests.boarding import Boards


@pytest.fixture
def house(clock: Clock) -> Iterator[House]:
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        yield House(engine, clock, pause=lambda _: None)
    finally:
        wiring.use(None)
        engine.reset()


@pytest.fixture
def club(house: House) -> Club:
    return Club(house, residents.move_in(house, "a seed for tests"))


@pytest.fixture
def boards(club: Club) -> Boards:
    return Boards(club)
