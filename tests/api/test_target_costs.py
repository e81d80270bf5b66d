"""What an event costs where there are targets: the enrolment's reading more, whoever else is enrolled."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.targets.enrolment import Cell
from chalicelib.domain.targets.target import TargetType
from chalicelib.store import enrolments, progress
from chalicelib.store.writes import Put
from sandbox.meter import Usage
from tests.api.test_budgets import AUTHENTICATION
from tests.api.test_event_costs import preload, spent
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.secretary import Secretary
from tests.targeting import TARGET, Range, progress_of

CYCLES = days(100, "2026-08-20")


@pytest.fixture
def range_(office: Secretary) -> Range:
    found = Range(Arena(office.club))
    found.met("ada")
    return found


def lone(range_: Range, number: int) -> Usage:
    range_.house.clock.turn_to(range_.now + timedelta(seconds=1))
    return spent(range_.arena, lambda: range_.arena.told(lap(number)))


def lap(number: int) -> dict[str, Any]:
    """An action that no badge and no board is about."""
    return {"memberRefId": "ada", "action": "lap", "eventRefId": f"lap {number}"}


def laps(range_: Range, cycles: Any = CYCLES, **given: Any) -> None:
    range_.milestone(cycles, event_name="lap", target_type=TargetType.COUNT, **given)


def warm(range_: Range) -> None:
    lone(range_, 1_000)
    index = range_.house.wired.rules
    index.found(range_.table, [f"word {number}" for number in range(500)])


def test_an_event_that_reaches_no_goal_costs_the_reading_of_the_enrolment_and_no_write_more(range_):
    laps(range_)
    warm(range_)
    without = lone(range_, 1)
    range_.enrolled()
    lone(range_, 2)

    enrolled = lone(range_, 3)

    # who is not enrolled: the progress is read again, consistently, and nothing is kept
    assert (without.wru, enrolled.wru) == (1, 2)
    assert (without.rru, enrolled.rru) == (AUTHENTICATION + 1.5 + 1, AUTHENTICATION + 1.5 + 0.5)
    assert enrolled.by_call == {"GetItem": 1, "BatchGetItem": 3, "PutItem": 2}


def test_an_event_that_reaches_a_goal_adds_the_enrolment_and_what_it_tells(range_):
    laps(range_, value=Decimal(2))
    range_.enrolled()
    warm(range_)

    usage = lone(range_, 1)

    # the event 1; in one transaction: progress 2, enrolment 2, event item 2; its places in due, list, subject 3
    assert usage.wru == 1 + 2 + 2 + 2 + 3
    assert usage.by_call["TransactWriteItems"] == 1


def _others(range_: Range, number: int) -> Iterator[Put]:
    """So many contacts that are enrolled as ada is."""
    own = range_.enrolment()
    assert own is not None
    for place in range(number):
        yield enrolments.kept("example", replace(own, contact=f"{place:024x}", version=0))


def test_an_event_costs_the_same_with_10_000_enrolled_as_with_ten(range_):
    laps(range_)
    range_.enrolled()
    warm(range_)
    costs = {}
    for number in (10, 10_000):
        preload(range_.arena, _others(range_, number))
        usages = [lone(range_, number + more) for more in range(3)]
        costs[number] = [(usage.calls, usage.rru, usage.wru) for usage in usages]

    assert enrolments.load(range_.table, f"{9_999:024x}", TARGET) is not None
    assert costs[10_000] == costs[10]
    assert costs[10][0][1:] == (AUTHENTICATION + 2, 2)


def _past(range_: Range, number: int) -> Iterable[Put]:
    """So many cycles behind ada, each achieved; the measure has let most of them go."""
    own, kept = range_.enrolment(), progress_of(range_, action="lap")
    assert own is not None
    then = datetime(2026, 10, 1, 9, 30, 12, 345678, tzinfo=UTC)
    cells = {n: Cell(Decimal("1234.56"), Decimal(0), then, then) for n in range(1, number + 1)}
    yield replace(enrolments.kept("example", replace(own, cells={**cells, **own.cells})), when=None)
    versions = {**kept.enrolled, TARGET: own.version + 1}
    put = progress.changed("example", replace(kept, enrolled=versions), {}, kept.marks.here, None)
    yield replace(put, when=None)


def test_an_event_costs_the_same_after_a_hundred_cycles_as_in_the_first(range_):
    laps(range_, value=Decimal(10**6))
    range_.enrolled()
    warm(range_)
    first = [lone(range_, number) for number in range(3)]
    preload(range_.arena, _past(range_, 93))

    late = [lone(range_, number) for number in range(10, 13)]

    assert [(one.calls, one.rru, one.wru) for one in late] == [(one.calls, one.rru, one.wru) for one in first]


def test_a_year_of_days_costs_an_event_a_write_more_in_nine(range_):
    """The measure lets cycles go several at a time: the enrolment is written then, and not every day."""
    laps(range_, days(100, "2026-11-21"), value=Decimal(10**6))
    range_.enrolled()
    warm(range_)
    costs = []
    for number in range(1, 51):
        range_.house.clock.turn_to(range_.now + timedelta(days=1))
        costs.append(lone(range_, number).wru)

    early, late = costs[14:32], costs[-18:]  # two rounds of letting go each
    assert sum(late) <= sum(early) * 1.05
    assert sum(late) / 18 < 2 + 4 / 9 + 0.2
    assert max(late) <= 8


def test_many_targets_of_an_event_cost_one_reading_each_and_no_write(range_):
    for number in range(5):
        uid = str(int(TARGET) + number)
        laps(range_, uid=uid)
        range_.enrolled(uid=uid)
    warm(range_)

    usage = lone(range_, 1)

    assert (usage.rru, usage.wru) == (AUTHENTICATION + 1.5 + 5 * 0.5, 2)
    assert usage.by_call["BatchGetItem"] == 3


def test_a_batch_reads_each_contacts_enrolment_once_and_writes_each_progress_once(range_):
    laps(range_)
    range_.enrolled()
    warm(range_)
    range_.house.settle()
    range_.arena.told(*map(lap, range(20)))

    usage = spent(range_.arena, range_.house.settle, "stream")

    assert usage.by_call["PutItem"] == 1
    assert range_.values()[CYCLES[93].ref_code] in (20, 21)


def test_a_break_by_the_sweep_is_one_transaction(range_):
    range_.streak(days(10, "2026-11-21"), levels=(), event_name="lap")
    range_.enrolled()
    lone(range_, 1)
    range_.house.settle()
    range_.house.clock.turn_to(datetime(2026, 11, 23, 1, tzinfo=UTC))

    usage = spent(range_.arena, range_.house.settle, "schedule sweep")

    # enrolment 2, out of due 1; its event 2 and its places 3; followed 1, out of due 1; the word that it was late 1
    assert (usage.wru, usage.by_call["TransactWriteItems"]) == (11, 1)
