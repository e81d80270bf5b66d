"""A streak: which cycles add to it, keep it or break it, and the levels that it reaches.

Nothing of this is kept but which cycles were met. What a cycle's end did follows from that, from the pauses
and from the freezes held by then: so a reader is right before any function has run, and an event that comes
late is judged as if it had come in time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from .cycles import Cycle
from .enrolment import Cell, Enrolment, Scheme
from .told import streak_broken, streak_level_reached

END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class Outcome(StrEnum):
    """BROKE is a miss that ended a streak; FROZEN one that a freeze made good."""

    MET = "met"
    MISSED = "missed"
    BROKE = "broke"
    PAUSED = "paused"
    FROZEN = "frozen"


@dataclass(frozen=True)
class Step:
    """What one cycle came to: the streak before and after it, and when the cycle was met or had ended."""

    cycle: Cycle
    outcome: Outcome
    before: int
    after: int
    at: datetime


@dataclass(frozen=True)
class Run:
    """The present run of a streak. `current` is its length now."""

    steps: tuple[Step, ...]

    @property
    def current(self) -> int:
        return self.steps[-1].after if self.steps else 0

    @property
    def best(self) -> int:
        return max((step.after for step in self.steps), default=0)

    @property
    def frozen(self) -> int:
        """How many freezes it has used."""
        return sum(step.outcome is Outcome.FROZEN for step in self.steps)

    def reached(self, length: int) -> datetime | None:
        """When it first came to that length; None while it has not."""
        return next((step.at for step in self.steps if step.after >= length), None)


def run_of(enrolment: Enrolment, scheme: Scheme, now: datetime) -> Run:
    """The run as it stands then, with every cycle that had ended."""
    return Run(tuple(_steps(enrolment, scheme, now)))


def held(enrolment: Enrolment, run: Run) -> int:
    """The freezes that are left."""
    return sum(grant.number for grant in enrolment.grants) - run.frozen


def settle(enrolment: Enrolment, scheme: Scheme, *, now: datetime) -> bool:
    """Tell what cycles have broken since it was last told, once; says whether there was anything to do."""
    if enrolment.due is None or now < enrolment.due:
        return False
    advance(enrolment, scheme, now)
    return True


def advance(enrolment: Enrolment, scheme: Scheme, now: datetime) -> None:
    """After any change: levels that were reached, breaks not yet told, and when the next break is due."""
    enrolment.last_updated = now
    if not scheme.is_streak:
        return
    run = run_of(enrolment, scheme, now)
    _reach_levels(enrolment, scheme, run, now)
    for step in run.steps:
        if step.outcome is Outcome.BROKE and (enrolment.settled is None or enrolment.settled < step.at):
            enrolment.events.append(streak_broken(enrolment, scheme, step.cycle, step.before))
    enrolment.settled = now
    enrolment.due = _next_break(enrolment, scheme, now)


def _reach_levels(enrolment: Enrolment, scheme: Scheme, run: Run, now: datetime) -> None:
    for level in scheme.target.levels:
        at = run.reached(level.cycles)
        if at is not None and level.name not in enrolment.levels:
            enrolment.levels[level.name] = at
            enrolment.events.append(streak_level_reached(enrolment, scheme, level, min(at, now)))


def _next_break(enrolment: Enrolment, scheme: Scheme, now: datetime) -> datetime | None:
    """The end of the cycle that will break it if nothing more happens; freezes and pauses hold it off.

    Where none will, the end of the last cycle: others may have been appended by then.
    """
    if enrolment.running is None or not scheme.target.continuous:
        return None
    coming = run_of(enrolment, scheme, END_OF_TIME)
    breaks = (step.at for step in coming.steps if step.outcome is Outcome.BROKE and step.at > now)
    last = scheme.cycles[-1].ends
    return next(breaks, last if last > now and coming.current else None)


def _steps(enrolment: Enrolment, scheme: Scheme, now: datetime) -> Iterator[Step]:
    length = used = 0
    for cycle in scheme.cycles:
        if enrolment.run_from is not None and cycle.begins < enrolment.run_from:
            continue
        met = enrolment.cells.get(cycle.number, Cell()).met
        if met is not None:
            yield Step(cycle, Outcome.MET, length, length + 1, met)
            length += 1
        elif cycle.ends <= now and enrolment.is_in(cycle) and scheme.target.goal(cycle) is not None:
            outcome = _unmet(enrolment, scheme, cycle, length, used)
            used += outcome is Outcome.FROZEN
            after = 0 if outcome is Outcome.BROKE else length
            yield Step(cycle, outcome, length, after, cycle.ends)
            length = after


def _unmet(enrolment: Enrolment, scheme: Scheme, cycle: Cycle, length: int, used: int) -> Outcome:
    if any(pause.touches(cycle) for pause in enrolment.pauses):
        return Outcome.PAUSED
    if length == 0 or not scheme.target.continuous:
        return Outcome.MISSED
    granted = sum(grant.number for grant in enrolment.grants if grant.at < cycle.ends)
    return Outcome.FROZEN if granted > used else Outcome.BROKE
