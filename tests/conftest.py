"""The house as the tests live in it: moto below, a clock that stands still, residents with keys."""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine, MotoEngine
from sandbox.house import House
from tests import allowing, guarding
from tests.asking import Club
from tests.secretary import Secretary

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

guarding.install()
allowing.install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Whom a test serves is forgotten with it."""
    with guarding.scoped(None):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Every test holds two promises: one tenant's work names no key of another's (S1), and no function asks
    AWS for what its policy does not allow (S12)."""
    try:
        return (yield)
    finally:
        allowing.POLICIES.hold()
        guarding.hold()


def pytest_sessionfinish() -> None:
    guarding.report()
    allowing.report()


@pytest.fixture
def clock() -> Clock:
    return Clock(frozen=True, start=NOON)


@pytest.fixture
def house(clock: Clock) -> Iterator[House]:
    """The whole product over moto, with its own stream and SES."""
    engine = MotoEngine(clock.now, senders=("laurel@example.org",))
    try:
        yield House(engine, clock, pause=lambda _: None)
    finally:
        wiring.use(None)
        engine.close()


@pytest.fixture
def club(house: House) -> Club:
    """A tenant with its keys, to ask as its clients would."""
    return Club(house, residents.move_in(house, "a seed for tests"))


@pytest.fixture
def office(clock: Clock) -> Iterator[Secretary]:
    """The membership secretary of such a tenant, on the engine that is quick and right under threads."""
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        house = House(engine, clock, pause=lambda _: None)
        yield Secretary(Club(house, residents.move_in(house, "a seed for tests")))
    finally:
        wiring.use(None)
        engine.reset()
