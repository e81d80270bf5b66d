"""A furnished club whose every answer is watched."""

import logging
from collections.abc import Iterator

import pytest

from chalicelib import wiring
from sandbox.clock import Clock
from sandbox.house import House
from tests.api.conftest import rooms, shared_club, shared_rooms, swift
from tests.api.routes import Furnished
from tests.conftest import NOON
from tests.figures import tally
from tests.hostile.watching import CountingEngine, Log, Watch

__all__ = ["rooms", "shared_club", "shared_rooms", "swift"]


@pytest.fixture(scope="module")
def shared_house() -> Iterator[House]:
    clock = Clock(frozen=True, start=NOON)
    engine = CountingEngine(clock.now)
    engine.reset()
    try:
        yield House(engine, clock, pause=lambda _: None, metered=False)  # the engine counts
    finally:
        wiring.use(None)
        engine.reset()


@pytest.fixture
def log() -> Iterator[Log]:
    """All of our own lines, whatever their level."""
    handler, root = Log(), logging.getLogger()
    ours, level = logging.getLogger("chalicelib"), logging.getLogger("chalicelib").level
    root.addHandler(handler)
    ours.setLevel(logging.DEBUG)
    yield handler
    ours.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def watch(rooms: Furnished, log: Log) -> Iterator[Watch]:
    made = Watch(rooms.club, log)
    yield made
    tally("hostile requests (no 5xx, no trace, nothing written when refused)", made.asked)
