"""A few of the crash points again on moto, which is another hand's imitation of the same services."""

from collections.abc import Iterator

import pytest

from sandbox.engines import MotoEngine
from tests.faults import driver
from tests.faults.driver import World
from tests.faults.flows import FLOWS
from tests.faults.stage import Now, Stage, fresh, leave


@pytest.fixture
def moto() -> Iterator[World]:
    """Stages on moto, one at a time: each puts an end to the one before."""
    engines: list[MotoEngine] = []

    def make(now: Now) -> MotoEngine:
        if engines:
            engines.pop().close()
        engines.append(MotoEngine(now, senders=("laurel@example.org",)))
        return engines[-1]

    def world() -> Stage:
        return fresh(make)

    yield world
    leave()
    engines.pop().close()


@pytest.mark.parametrize(
    "name",
    ["finish", "stream: send the mail", "claim an award", pytest.param("renew", marks=pytest.mark.slow)],
)
def test_on_moto_too_nothing_is_lost_or_done_twice(moto: World, name: str) -> None:
    flow = next(flow for flow in FLOWS if flow.name == name)
    changing = [plan for plan in driver.telling(flow) if plan.mode in ("kill_after", "sdk_dup")]

    for plan in changing:
        driver.prove(flow, plan, moto)

    assert len(changing) > 1
