"""Whatever changes the table has a flow in the fault injector."""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterator

from chalice.app import ScheduledEventConfig

import app
from chalicelib.api.front import endpoints, pages
from chalicelib.listeners import ses
from chalicelib.reactions.book import REACTIONS
from laurel import boards, data, events, exports, failures, imports, keys, letters, people, tenants
from laurel.__main__ import _parser
from tests.faults.flows import FLOWS
from tests.faults.jobs import JOBS

# What looks, and what moves messages from queue to queue.
READING = (
    failures.list_failures,
    failures.show_failure,
    failures.list_queue,
    failures.redrive_queue,
    people.export_person,
    people.list_erasures,
    data.export_data,
    boards.audit,
    tenants.list_tenants,
    tenants.show_tenant,
    keys.list_keys,
    events.list_events,
    events.show_event,
    exports.export_file,
    exports.export_enrolments,
    imports.list_imports,
    letters.list_templates,
    letters.show_template,
    letters.check_templates,
    letters.send_template,  # a mail, and nothing in the table
)
# Functions that a queue wakes.
QUEUES = ("failures",)

COVERED = {what for flow in FLOWS for what in flow.covers}


def test_every_endpoint_that_changes_something_has_a_flow() -> None:
    every = (*endpoints(), *pages())
    mutating = {f"{one.method} {one.path}" for one in every if one.method != "GET" and not one.twin}

    assert mutating - COVERED == set()


def test_every_job_of_the_stream_and_of_the_sweep_has_a_flow() -> None:
    without = JOBS - COVERED

    assert without == set()


def test_every_command_of_the_operators_that_changes_something_has_a_flow() -> None:
    changing = {f"operator {one.__name__}" for one in _commands(_parser()) if one not in READING}

    assert changing - COVERED == set()
    assert changing != set()


def _commands(parser: ArgumentParser) -> Iterator[Callable[..., object]]:
    if command := parser.get_default("command"):
        yield command
    for nouns in (one for one in parser._actions if isinstance(one, _SubParsersAction)):
        for verb in nouns.choices.values():
            yield from _commands(verb)


def test_every_reaction_has_a_flow() -> None:
    reactions = {f"reaction {event}: {react.__name__}" for event, all_ in REACTIONS.items() for react in all_}

    assert reactions - COVERED == set()


def test_every_schedule_has_a_flow() -> None:
    sources = app.app.event_sources
    schedules = {f"schedule {one.name}" for one in sources if isinstance(one, ScheduledEventConfig)}
    others = {one.name for one in sources if not isinstance(one, ScheduledEventConfig)}

    assert schedules - COVERED == set()
    assert schedules != set()
    assert others == {"stream", "mail_events", *QUEUES}, "a source of events whose jobs no flow covers"
    assert {f"queue {name}" for name in QUEUES} - COVERED == set()


def test_every_kind_of_mail_event_has_a_flow() -> None:
    assert {f"mail event {kind}" for kind in ses.KINDS} - COVERED == set()


def test_no_flow_covers_what_is_not_there() -> None:
    there = {f"{one.method} {one.path}" for one in (*endpoints(), *pages())}
    there |= {f"reaction {event}: {react.__name__}" for event, all_ in REACTIONS.items() for react in all_}
    there |= {f"mail event {kind}" for kind in ses.KINDS}
    there |= {f"queue {name}" for name in QUEUES}
    there |= JOBS | {f"operator {one.__name__}" for one in _commands(_parser())}

    assert {what for what in COVERED if not what.startswith("schedule ")} - there == set()


def test_a_flow_that_is_like_another_names_one_that_runs_always() -> None:
    always = {flow.name for flow in FLOWS if flow.like is None}

    assert {flow.like for flow in FLOWS if flow.like} <= always
