"""One scene for all that is asked in a module, over the engine that is quick to ask and to copy."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.asking import Club
from tests.conftest import NOON
from tests.pages.walls.scene import Scene


@contextmanager
def furnished() -> Iterator[Club]:
    """A club of its own, in which nothing happened yet."""
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    house = House(engine, clock, pause=lambda _: None)
    try:
        yield Club(house, residents.move_in(house, "a seed for tests"))
    finally:
        wiring.use(None)
        engine.reset()


@pytest.fixture(scope="module")
def made() -> Iterator[Scene]:
    with furnished() as club:
        yield Scene(club)


@pytest.fixture
def scene(made: Scene) -> Scene:
    wiring.use(made.club.house.wired)  # a test over moto may have stood here before
    return made
