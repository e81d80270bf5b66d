"""A few of the crash points again on moto, which is another hand's imitation of the same services."""

from collections.abc import Iterator

import pytest

from sandbox.engines import MotoEngine
from tests.faults import driver
from tests.faults.driver import Rehearsal, World
from tests.faults.flows import FLOWS
from tests.faults.stage import Now, fresh, leave


@pytest.fixture
def moto() -> Iterator[World]:
    """A stage on moto."""
    engines: list[MotoEngine] = []

    def make(now: Now) -> MotoEngine:
        engines.append(MotoEngine(now, senders=("laurel@example.org",)))
        return engines[-1]

    yield lambda: fresh(make)
    leave()
    engines.pop().close()


@pytest.mark.parametrize(
    "name",
    ["finish", "stream: send the mail", "claim an award", pytest.param("renew", marks=pytest.mark.slow)],
)
def test_on_moto_too_nothing_is_lost_or_done_twice(moto: World, name: str) -> None:
    rehearsal = Rehearsal(next(flow for flow in FLOWS if flow.name == name), moto)
    calls = rehearsal.clean.calls
    changing = [plan for plan in driver.telling(calls) if plan.mode in ("kill_after", "sdk_dup")]

    broken = {str(plan): fault for plan in changing if (fault := rehearsal.fault(plan))}

    assert len(changing) > 1
    assert broken == {}
