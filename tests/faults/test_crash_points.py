"""Every call of every flow, failed in six ways: afterwards all stands as if nothing had happened."""

import pytest

from tests.faults import driver
from tests.faults.flow import Flow
from tests.faults.flows import FLOWS
from tests.faults.injector import Plan


def _each(flows: list[Flow]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("flow", flows, ids=lambda flow: flow.name)


# What is alike in the code of many flows is tried once of each kind.
_TOLD_APART = [flow for flow in FLOWS if flow.like is None]


@_each(_TOLD_APART)
def test_a_process_dies_after_a_write_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    """What bugs do not survive; the gate has no time for more."""
    faults = _faults(flow, driver.deaths(flow))

    assert faults == {}


@pytest.mark.faults
@_each(_TOLD_APART)
def test_one_call_fails_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    faults = _faults(flow, driver.telling(flow))

    assert faults == {}


@pytest.mark.slow
@_each(list(FLOWS))
def test_any_call_fails_in_any_way_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    faults = _faults(flow, driver.plans(flow))

    assert faults == {}


@pytest.mark.faults
@_each([flow for flow in FLOWS if flow.name in ("finish", "stream: send the mail")])
def test_all_calls_fail_for_a_minute_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    faults = _faults(flow, driver.outages(flow))

    assert faults == {}


@pytest.mark.slow
@_each(list(FLOWS))
def test_every_flow_outlives_an_outage(flow: Flow) -> None:
    faults = _faults(flow, driver.outages(flow))

    assert faults == {}


def _faults(flow: Flow, plans: list[Plan]) -> dict[str, str]:
    """What does not hold, by point; each is tried, so that one failure does not hide the next."""
    found = {str(plan): _fault(flow, plan) for plan in plans}
    return {plan: fault for plan, fault in found.items() if fault}


def _fault(flow: Flow, plan: Plan) -> str | None:
    try:
        driver.prove(flow, plan)
    except Exception as fault:  # noqa: BLE001 - collected, and shown all together
        return f"{type(fault).__name__}: {fault}"[:2_000]
    return None
