"""Every call of every flow, failed in six ways: afterwards all stands as if nothing had happened."""

from collections.abc import Callable, Iterable

import pytest

from tests.faults import driver
from tests.faults.driver import Calls, Rehearsal
from tests.faults.flow import Flow
from tests.faults.flows import FLOWS
from tests.faults.injector import Plan
from tests.faults.jobs import JOBS
from tests.figures import tally


def _each(flows: Iterable[Flow]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("flow", flows, ids=lambda flow: flow.name)


# What is alike in the code of many flows is tried once of each kind.
_TOLD_APART = [flow for flow in FLOWS if flow.like is None]
_ALIKE = [flow for flow in FLOWS if flow.like is not None]
# Of a flow with more calls a read is failed and died at, and no more: in the other ways it cannot differ.
LONG = 10


@_each(_TOLD_APART)
def test_a_process_dies_after_a_write_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    """What bugs do not survive; the gate has no time for more."""
    assert _broken(flow, driver.deaths) == {}


@pytest.mark.faults
@_each(_TOLD_APART)
def test_one_call_fails_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    assert _broken(flow, driver.telling) == {}


@pytest.mark.prove
@_each(_TOLD_APART)
def test_any_call_fails_in_any_way_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    assert _broken(flow, _as_varied_as_there_is_time_for) == {}


@pytest.mark.prove
@_each(_ALIKE)
def test_one_call_of_what_is_alike_fails_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    assert _broken(flow, driver.telling) == {}


@pytest.mark.slow
@_each(FLOWS)
def test_every_single_call_fails_in_any_way_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    assert _broken(flow, driver.plans) == {}


@pytest.mark.faults
@pytest.mark.prove
@_each([flow for flow in FLOWS if flow.name in ("finish", "stream: send the mail")])
def test_all_calls_fail_for_a_minute_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    assert _broken(flow, driver.outages, "crash points, a minute's outage") == {}


@pytest.mark.slow
@_each(FLOWS)
def test_every_flow_outlives_an_outage(flow: Flow) -> None:
    assert _broken(flow, driver.outages, "crash points, a minute's outage") == {}


def _as_varied_as_there_is_time_for(calls: Calls) -> list[Plan]:
    return driver.varied(calls) if len(calls) <= LONG else driver.telling(calls)


def _broken(
    flow: Flow, choose: Callable[[Calls], list[Plan]], what: str = "crash points, one fault"
) -> dict[str, str]:
    """What does not hold, by point; each is tried, so that one failure does not hide the next."""
    rehearsal = Rehearsal(flow)
    assert JOBS.intersection(flow.covers) <= rehearsal.clean.jobs, "it does not do what it says it covers"
    plans = choose(rehearsal.clean.calls)
    found = {str(plan): fault for plan in plans if (fault := rehearsal.fault(plan))}
    tally(what, len(plans), len(found))
    tally(f"{what}: {flow.face}", len(plans), len(found))
    return found
