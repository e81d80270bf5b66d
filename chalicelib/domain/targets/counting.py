"""What activity events do to an enrolment: each by its own time, each cycle's goal achieved once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from .cycles import Cycle, holding
from .enrolment import NOTHING, Enrolment, Scheme, Sums
from .streak import advance
from .told import target_achieved

_NONE: Mapping[int, Decimal] = {}


@dataclass(frozen=True)
class Counted:
    """An event that the target's measure has just counted, once: when it happened and what it adds.

    `kept`: it stands in the sums. The measure lets old cycles go, and does not take them up again.
    """

    at: datetime
    amount: Decimal
    kept: bool = True


def count(
    enrolment: Enrolment,
    scheme: Scheme,
    events: Iterable[Counted],
    sums: Sums,
    *,
    now: datetime,
    leaving: Sums = _NONE,
) -> bool:
    """What the events change; says whether there is anything to be written. Mostly there is not.

    `sums` are the measure's with these events in them. `leaving`: the cycles that it lets go with this write,
    with their sums before these events.
    """
    before = dict(enrolment.cells)
    _let_go(enrolment, scheme, leaving)
    _take_all(enrolment, scheme, sorted(events, key=lambda event: event.at), sums, now)
    overdue = enrolment.due is not None and enrolment.due <= now
    if enrolment.cells == before and not overdue:
        return False
    advance(enrolment, scheme, now)
    return True


def judge(
    enrolment: Enrolment, scheme: Scheme, cycle: Cycle, sums: Sums, *, at: datetime, now: datetime
) -> None:
    """The cycle's goal is reached by what stands there: recorded once, and told once.

    Nothing takes it back: no return, no smaller balance, no leaving.
    """
    goal, value = scheme.target.goal(cycle), enrolment.value(cycle, sums)
    cell = enrolment.cell(cycle)
    if goal is None or value < goal or cell.met is not None:
        return
    enrolment.cells[cycle.number] = replace(cell, met=at, achieved=cell.achieved or at)
    if cell.achieved is None:
        event = target_achieved(enrolment, scheme, cycle, value, goal, min(at, now))
        enrolment.events.append(event)


def _let_go(enrolment: Enrolment, scheme: Scheme, leaving: Sums) -> None:
    for cycle in scheme.cycles:
        if cycle.number in leaving and enrolment.follows(cycle):
            enrolment.close(cycle, leaving)


def _take_all(enrolment: Enrolment, scheme: Scheme, events: list[Counted], sums: Sums, now: datetime) -> None:
    """One by one in the order of their times, as if the measure had grown with them."""
    placed = [(event, cycle) for event in events if (cycle := holding(scheme.cycles, event.at))]
    growing = dict(sums)
    for event, cycle in placed:
        if event.kept:
            growing[cycle.number] = growing.get(cycle.number, NOTHING) - event.amount
    for event, cycle in placed:
        if event.kept:
            growing[cycle.number] += event.amount
        _take(enrolment, cycle, event, growing)
        judge(enrolment, scheme, cycle, growing, at=event.at, now=now)


def _take(enrolment: Enrolment, cycle: Cycle, event: Counted, sums: Sums) -> None:
    """A value that follows the measure has the event already: taken off again where it does not count."""
    if not event.kept and enrolment.follows(cycle):
        enrolment.close(cycle, sums)
    cell, counts = enrolment.cell(cycle), enrolment.counts(event.at)
    if cell.basis is not None and not counts:
        enrolment.cells[cycle.number] = replace(cell, basis=cell.basis + event.amount)
    elif cell.basis is None and counts:
        enrolment.cells[cycle.number] = replace(cell, value=cell.value + event.amount)
