"""Whatever changes the table has a flow in the fault injector."""

from chalice.app import ScheduledEventConfig

import app
from chalicelib.api.blueprint import ENDPOINTS
from chalicelib.reactions.book import REACTIONS
from tests.faults.flows import FLOWS

COVERED = {what for flow in FLOWS for what in flow.covers}


def test_every_endpoint_that_changes_something_has_a_flow() -> None:
    mutating = {f"{one.method} {one.path}" for one in ENDPOINTS if one.method != "GET" and not one.twin}

    assert mutating - COVERED == set()


def test_every_reaction_has_a_flow() -> None:
    reactions = {f"reaction {event}: {react.__name__}" for event, all_ in REACTIONS.items() for react in all_}

    assert reactions - COVERED == set()


def test_every_schedule_has_a_flow() -> None:
    sources = app.app.event_sources
    schedules = {f"schedule {one.name}" for one in sources if isinstance(one, ScheduledEventConfig)}

    assert schedules - COVERED == set()
    assert schedules != set()


def test_no_flow_covers_what_is_not_there() -> None:
    there = {f"{one.method} {one.path}" for one in ENDPOINTS}
    there |= {f"reaction {event}: {react.__name__}" for event, all_ in REACTIONS.items() for react in all_}

    assert {what for what in COVERED if not what.startswith("schedule ")} - there == set()


def test_a_flow_that_is_like_another_names_one_that_runs_always() -> None:
    always = {flow.name for flow in FLOWS if flow.like is None}

    assert {flow.like for flow in FLOWS if flow.like} <= always
