"""Every call of every flow, failed in six ways: afterwards all stands as if nothing had happened."""

from collections.abc import Iterator

import pytest

from tests.faults import (
    board_flows,
    competition_flows,
    driver,
    event_flows,
    game_flows,
    level_flows,
    membership_flows,
    money_flows,
    retroactive_flows,
    reward_flows,
    score_flows,
    social_flows,
)
from tests.faults.flow import Flow
from tests.faults.flows import FLOWS
from tests.faults.injector import Plan
from tests.faults.stage import leave


def _each(flows: list[Flow]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("flow", flows, ids=lambda flow: flow.name)


@pytest.fixture(autouse=True)
def _go_home() -> Iterator[None]:
    yield
    leave()


# The faces built on the first have more flows than it has. Of each the gate tries what bugs do not survive:
# to die once a write was applied. `make test-slow` tries the rest.
_LATER = (
    *membership_flows.FLOWS,
    *money_flows.FLOWS,
    *competition_flows.FLOWS,
    *event_flows.FLOWS,
    *retroactive_flows.FLOWS,
    *game_flows.FLOWS,
    *score_flows.FLOWS,
    *board_flows.FLOWS,
    *reward_flows.FLOWS,
    *level_flows.FLOWS,
    *social_flows.FLOWS,
)


@_each([flow for flow in FLOWS if flow.like is None and flow not in _LATER])
def test_one_call_fails_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    faults = _faults(flow, driver.telling(flow))

    assert faults == {}


@_each([flow for flow in _LATER if flow.like is None])
def test_a_process_dies_after_a_write_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    faults = _faults(flow, driver.deaths(flow))

    assert faults == {}


@pytest.mark.slow
@_each(list(FLOWS))
def test_any_call_fails_in_any_way_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    faults = _faults(flow, driver.plans(flow))

    assert faults == {}


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
