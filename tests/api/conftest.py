"""A club shared by a module's tests: quick to ask, and never emptied in between."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.api.papers import Visitor
from tests.api.routes import Furnished
from tests.asking import Club
from tests.competing import Arena
from tests.conftest import NOON
from tests.scoring import Office
from tests.secretary import Secretary


@pytest.fixture(scope="module")
def shared_house() -> Iterator[House]:
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        yield House(engine, clock, pause=lambda _: None)
    finally:
        wiring.use(None)
        engine.reset()


@pytest.fixture(scope="module")
def shared_club(shared_house: House) -> Club:
    return Club(shared_house, residents.move_in(shared_house, "a seed for tests"))


@pytest.fixture
def swift(shared_club: Club) -> Club:
    """The club over the engine in this process: a test of it must bring its own records."""
    wiring.use(shared_club.house.wired)  # a test over moto may have stood here before
    return shared_club


@pytest.fixture(scope="module")
def shared_rooms(shared_club: Club) -> Furnished:
    wiring.use(shared_club.house.wired)
    return Furnished(shared_club)


@pytest.fixture
def rooms(swift: Club, shared_rooms: Furnished) -> Furnished:
    """The swift club with one record of each kind, so that every route has something to speak of."""
    return shared_rooms


@pytest.fixture
def secretary(club: Club) -> Secretary:
    return Secretary(club)


@pytest.fixture
def visitor(club: Club) -> Visitor:
    return Visitor(club)


@pytest.fixture
def member(secretary: Secretary) -> Any:
    """Ada Berger, active from today for a year, with 30 days of grace."""
    return secretary.active()


@pytest.fixture
def arena(office: Secretary) -> Arena:
    return Arena(office.club)


@pytest.fixture
def desk(arena: Arena) -> Office:
    return Office(arena)
