"""What is kept of an enrolment: its runs, its cells, its pauses and the requests that changed it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.domain.targets.enrolment import MOST_REQUESTS, Cell, Enrolment, Pause, Span

from .making import a_group, at, day, days

CYCLES = days(5)
ENTERED = at("2026-06-02")


def an_enrolment(**given: object) -> Enrolment:
    settled = {"contact": "olga", "group": "7", "target": "11", "event": "sale"}
    return Enrolment(**{**settled, "created": ENTERED, "last_updated": ENTERED, **given})


def a_span(**given: object) -> Span:
    return Span(**{"entered": ENTERED, "first": ENTERED, "since": ENTERED, **given})


def test_as_many_requests_are_remembered_as_may_be_repeated():
    enrolment = an_enrolment()
    for number in range(MOST_REQUESTS + 2):
        enrolment.note(f"r{number}")

    assert [enrolment.done(f"r{number}") for number in range(4)] == [False, False, True, True]
    assert enrolment.requests == tuple(f"r{number}" for number in range(2, MOST_REQUESTS + 2))


@pytest.mark.parametrize(
    ("span", "when", "counts"),
    [
        ({}, "2026-06-02", True),
        ({}, "2026-06-01T23:59:59", False),
        ({"until": at("2026-06-04")}, "2026-06-03T23:59:59", True),
        ({"until": at("2026-06-04")}, "2026-06-04", False),
        ({"replaced": at("2026-06-03")}, "2026-06-02T23:59:59", True),
        ({"replaced": at("2026-06-03")}, "2026-06-03", False),
        ({"until": at("2026-06-04"), "replaced": at("2026-06-03")}, "2026-06-03T12:00", False),
        ({"until": at("2026-06-03"), "replaced": at("2026-06-04")}, "2026-06-03T12:00", False),
    ],
)
def test_what_happened_counts_from_entering_until_it_was_left_or_replaced(span, when, counts):
    assert a_span(**span).counts(at(when)) is counts
    assert an_enrolment(spans=(a_span(since=at("2026-07-01")), a_span(**span))).counts(at(when)) is counts


def test_who_has_left_is_in_no_running_enrolment():
    left = a_span(until=at("2026-06-04"))

    assert an_enrolment().running is None
    assert an_enrolment(spans=(left,)).running is None
    assert an_enrolment(spans=(left, a_span())).running == a_span()
    assert an_enrolment(spans=(a_span(), left)).running is None


def test_it_is_for_the_cycles_that_begin_with_its_first_or_later():
    running = an_enrolment(spans=(a_span(),))

    assert [running.covers(cycle) for cycle in CYCLES] == [False, True, True, True, True]
    assert not any(an_enrolment().covers(cycle) for cycle in CYCLES)


@pytest.mark.parametrize(
    ("cell", "is_in", "follows"),
    [
        (None, False, False),
        (Cell(), True, False),
        (Cell(left=True), False, False),
        (Cell(basis=Decimal(0)), True, True),
        (Cell(basis=Decimal(3), left=True), False, True),
    ],
)
def test_a_cycle_that_is_not_covered_goes_by_its_cell(cell, is_in, follows):
    enrolment = an_enrolment(cells={} if cell is None else {1: cell})

    assert (enrolment.is_in(CYCLES[0]), enrolment.follows(CYCLES[0])) == (is_in, follows)


def test_a_cycle_that_is_covered_follows_the_measure_until_it_is_closed():
    enrolment = an_enrolment(spans=(a_span(),))
    assert enrolment.follows(CYCLES[1]) and enrolment.is_in(CYCLES[1])

    closed = enrolment.close(CYCLES[1], {2: Decimal(7)})

    assert closed == Cell(value=Decimal(7)) == enrolment.cells[2]
    assert not enrolment.follows(CYCLES[1])
    assert enrolment.value(CYCLES[1], {2: Decimal(100)}) == 7


def test_a_value_moves_with_the_measure_from_its_basis_on():
    cell = Cell(value=Decimal(10), basis=Decimal(4))

    assert [cell.stands(Decimal(counted)) for counted in (4, 6, 0)] == [10, 12, 6]
    assert replace(cell, basis=None).stands(Decimal(6)) == 10
    assert an_enrolment(cells={1: cell}).value(CYCLES[0], {1: Decimal(5)}) == 11
    assert an_enrolment(cells={1: cell}).value(CYCLES[0], {}) == 6
    assert an_enrolment().value(CYCLES[0], {1: Decimal(5)}) == 0


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        ("2026-06-02", "2026-06-03", ["d_2"]),
        ("2026-06-02", "2026-06-04", ["d_2", "d_3"]),
        ("2026-05-01", "2026-06-01", []),
        ("2026-06-05", "2026-06-09", ["d_5"]),
        ("2026-06-06", "2026-06-09", []),
    ],
)
def test_a_pause_touches_each_cycle_of_which_a_day_is_in_it(start, end, touched):
    pause = Pause(day(start), day(end))

    assert [cycle.ref_code for cycle in a_group(CYCLES).cycles if pause.touches(cycle)] == touched


def test_what_it_tells_is_taken_once():
    enrolment = an_enrolment(events=["told"])

    assert (enrolment.take_events(), enrolment.take_events()) == (["told"], [])
