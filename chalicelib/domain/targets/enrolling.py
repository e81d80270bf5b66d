"""Who enters a target, leaves it and enters it again: from which cycle on, and with what balance."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from ..refusals import Invalid
from ..zones import local_day
from .counting import judge
from .cycles import Cycle, current_or_next, named
from .enrolment import MOST_SPANS, NOTHING, Cell, Enrolment, Grant, Scheme, Span, Sums
from .refusals import AlreadyEnrolled, NotEnrolled, PeriodNotFound
from .streak import advance, held, run_of

MOST_BALANCE = 10**12
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Wish:
    """What is asked for. A balance of None resumes, or is 0 the first time; `reset` is for streaks."""

    period_name: str | None = None
    initial_balance: int | None = None
    reset: bool = False

    def check(self) -> None:
        if self.initial_balance is not None and not 0 <= self.initial_balance <= MOST_BALANCE:
            said = {"initialBalance": f"expected 0 to {MOST_BALANCE}"}
            raise Invalid("The initial balance is out of bounds.", said)


def enrol(
    scheme: Scheme, kept: Enrolment | None, wish: Wish, sums: Sums, *, contact: str, now: datetime
) -> tuple[Enrolment, tuple[str, ...]]:
    """The contact is enrolled from a cycle on; with what was asked for in vain, in words.

    Refuses who is enrolled (310119), and where there is no such cycle to come (310019).
    """
    wish.check()
    cycle = _entered(scheme, wish, now)
    enrolment = kept or _first(scheme, contact, now)
    if enrolment.running:
        raise AlreadyEnrolled
    if scheme.is_streak and wish.reset:
        _reset(enrolment, scheme, cycle, now)
    balance = None if scheme.is_streak else wish.initial_balance
    _enter(enrolment, scheme, cycle, balance, sums, now)
    judge(enrolment, scheme, cycle, sums, at=now, now=now)
    advance(enrolment, scheme, now)
    return enrolment, ignored(scheme, wish)


def leave(scheme: Scheme, enrolment: Enrolment | None, sums: Sums, *, now: datetime) -> Enrolment:
    """Not enrolled any more, from this cycle on; what was reached and given stays."""
    if enrolment is None or enrolment.running is None:
        raise NotEnrolled
    for cycle in scheme.cycles:
        if not enrolment.covers(cycle):
            continue
        if cycle.begins <= now:
            closed = enrolment.close(cycle, sums)
            enrolment.cells[cycle.number] = replace(closed, left=now < cycle.ends)
        elif cycle.number in enrolment.cells:
            enrolment.cells[cycle.number] = replace(enrolment.cell(cycle), basis=None, left=True)
    enrolment.spans = (*enrolment.spans[:-1], replace(enrolment.running, until=now))
    advance(enrolment, scheme, now)
    return enrolment


def _first(scheme: Scheme, contact: str, now: datetime) -> Enrolment:
    target = scheme.target
    return Enrolment(
        contact=contact,
        group=target.group,
        target=target.uid,
        event=target.event_name,
        created=now,
        last_updated=now,
    )


def _entered(scheme: Scheme, wish: Wish, now: datetime) -> Cycle:
    """A streak takes no name: it is for all cycles. A milestone may do without (sub-case 5)."""
    if scheme.is_streak or wish.period_name is None:
        found = current_or_next(scheme.cycles, now)
    else:
        found = named(scheme.cycles, wish.period_name)
    if found is None or found.ends <= now:
        raise PeriodNotFound
    return found


def _enter(
    enrolment: Enrolment, scheme: Scheme, cycle: Cycle, balance: int | None, sums: Sums, now: datetime
) -> None:
    """Into the cycle: for the first time, or again, where what came before goes on or is replaced."""
    known = enrolment.cells.get(cycle.number)
    from_the_start = known is None and not scheme.target.exclude_before_enrolment
    since = cycle.begins if from_the_start else max(now, cycle.begins)
    if known is not None and balance is not None:
        enrolment.spans = _replaced(enrolment.spans, cycle.begins)
    span = Span(now, cycle.begins, since, turn=enrolment.turn)
    enrolment.spans = (*enrolment.spans, span)[-MOST_SPANS:]
    _forget_later(enrolment, cycle)
    passed_over = not from_the_start and cycle.begins <= now
    basis = sums.get(cycle.number, NOTHING) if passed_over else NOTHING
    cell = known or Cell()
    value = cell.value if balance is None else Decimal(balance)
    enrolment.cells[cycle.number] = replace(cell, value=value, basis=basis, left=False)


def _replaced(spans: tuple[Span, ...], since: datetime) -> tuple[Span, ...]:
    """What earlier enrolments have from then on counts no more; what they have before still does."""
    return tuple(replace(span, replaced=min(span.replaced or since, since)) for span in spans)


def _forget_later(enrolment: Enrolment, cycle: Cycle) -> None:
    """A balance was for the cycle that was named then: later ones begin with nothing, and still pay once."""
    for number, cell in enrolment.cells.items():
        if number > cycle.number:
            enrolment.cells[number] = replace(cell, value=NOTHING, basis=NOTHING, left=False)


def _reset(enrolment: Enrolment, scheme: Scheme, cycle: Cycle, now: datetime) -> None:
    """A new run, from this cycle on: nothing of the old one counts. Freezes that are left are kept."""
    left = held(enrolment, run_of(enrolment, scheme, now))
    today = local_day(now, scheme.group.zone)
    enrolment.grants = (Grant(now, left),) if left else ()
    enrolment.pauses = tuple(pause for pause in enrolment.pauses if pause.end > today)
    enrolment.turn, enrolment.run_from = enrolment.turn + 1, cycle.begins
    enrolment.levels, enrolment.spans = {}, _replaced(enrolment.spans, _EVER)
    if cycle.number in enrolment.cells:
        enrolment.cells[cycle.number] = replace(enrolment.cell(cycle), value=NOTHING, met=None)


def ignored(scheme: Scheme, wish: Wish) -> tuple[str, ...]:
    """What is asked for in vain, in words."""
    if scheme.is_streak:
        vain = {
            "periodName is ignored: a streak is for all periods.": wish.period_name is not None,
            "initialBalance is ignored: it is for milestones only.": wish.initial_balance is not None,
        }
    else:
        vain = {"resetStreakStatus is ignored: it is for streaks only.": wish.reset}
    return tuple(said for said, holds in vain.items() if holds)
