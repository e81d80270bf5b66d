"""How a contact stands in a target: every cycle with its value, and the streak with its levels."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .cycles import Cycle, PeriodStatus
from .enrolment import NOTHING, Cell, Enrolment, Scheme, Sums
from .streak import held, run_of
from .target import Level


@dataclass(frozen=True)
class CycleStanding:
    """`enrolled` is false before the first enrolment, and from the cycle on in which it was left."""

    cycle: Cycle
    status: PeriodStatus
    goal: Decimal | None
    value: Decimal
    achieved: datetime | None
    enrolled: bool


@dataclass(frozen=True)
class StreakStanding:
    """`levels` with when each was reached in this run."""

    current: int
    best: int
    freezes: int
    levels: tuple[tuple[Level, datetime | None], ...]


@dataclass(frozen=True)
class Standing:
    """`streak` is None for a milestone."""

    cycles: tuple[CycleStanding, ...]
    streak: StreakStanding | None


def standing(scheme: Scheme, enrolment: Enrolment | None, sums: Sums, *, now: datetime) -> Standing:
    """As it is at that moment, whether or not any function has run since the last cycle's end."""
    cycles = tuple(_in_cycle(scheme, enrolment, cycle, sums, now) for cycle in scheme.cycles)
    return Standing(cycles, _streak(scheme, enrolment, now) if scheme.is_streak else None)


def _in_cycle(
    scheme: Scheme, enrolment: Enrolment | None, cycle: Cycle, sums: Sums, now: datetime
) -> CycleStanding:
    cell = enrolment.cell(cycle) if enrolment else Cell()
    return CycleStanding(
        cycle=cycle,
        status=cycle.status(now),
        goal=scheme.target.goal(cycle),
        value=cell.stands(sums.get(cycle.number, NOTHING)),
        achieved=cell.achieved,
        enrolled=enrolment is not None and enrolment.is_in(cycle),
    )


def _streak(scheme: Scheme, enrolment: Enrolment | None, now: datetime) -> StreakStanding:
    levels = scheme.target.levels
    if enrolment is None:
        return StreakStanding(0, 0, 0, tuple((level, None) for level in levels))
    run = run_of(enrolment, scheme, now)
    reached = tuple((level, enrolment.levels.get(level.name)) for level in levels)
    return StreakStanding(run.current, run.best, held(enrolment, run), reached)
