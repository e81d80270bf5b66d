"""What a contact's events add up to for a target: a sum for each of the latest cycles, whoever is enrolled.

Cycles that have ended are let go when there are many, several at once: each time the enrolment is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from ..activity import Arrived
from ..rules.values import EXACT
from .counting import Counted
from .cycles import Cycle, Cycles, holding
from .enrolment import NOTHING, Sums
from .live import LiveTarget

# So many cycles stay in the sums; when there are more, those that have ended go until FEWEST are left.
MOST_KEPT = 12
FEWEST = 4
# Under this number, which is no cycle's, the sums hold the last cycle that was let go.
GONE = 0


@dataclass(frozen=True)
class Measured:
    """The sums with some events in them; each of those, as the enrolment must hear of it; their ids; and the
    cycles that are let go, with their sums before these events."""

    sums: Sums
    events: tuple[Counted, ...] = ()
    uids: frozenset[str] = frozenset()
    leaving: Sums = field(default_factory=dict)


def measured(live: LiveTarget, sums: Sums, arrived: Iterable[Arrived], now: datetime) -> Measured:
    """Each in the one cycle in which it happened. Whether it was measured before is the caller's to ask."""
    placed = [(one.uid, cycle, counted) for one in arrived for cycle, counted in _placed(live, sums, one)]
    if not placed:
        return Measured(sums)
    grown = dict(sums)
    for _, cycle, counted in placed:
        if counted.kept:
            grown[cycle.number] = EXACT.add(grown.get(cycle.number, NOTHING), counted.amount)
    leaving = _too_old(live.scheme.cycles, grown, now)
    events = tuple(replace(one, kept=one.kept and cycle.number not in leaving) for _, cycle, one in placed)
    uids = frozenset(uid for uid, _, _ in placed)
    if not leaving:
        return Measured(grown, events, uids)
    left = {number: value for number, value in grown.items() if number not in leaving}
    left[GONE] = Decimal(max(leaving))
    return Measured(left, events, uids, {number: sums.get(number, NOTHING) for number in leaving})


def _placed(live: LiveTarget, sums: Sums, one: Arrived) -> Iterable[tuple[Cycle, Counted]]:
    """Where it counts, and for how much; nowhere in a gap, or where it adds nothing."""
    cycle = holding(live.scheme.cycles, one.event.at) if live.counts(one) else None
    amount = live.scheme.target.amount(one.event) if cycle else None
    if cycle and amount:
        yield cycle, Counted(one.event.at, amount, kept=cycle.number > sums.get(GONE, NOTHING))


def _too_old(cycles: Cycles, sums: Sums, now: datetime) -> frozenset[int]:
    """Only such as have ended: nobody can enter those any more."""
    if len(sums) <= MOST_KEPT:
        return frozenset()
    running = {cycle.number for cycle in cycles if cycle.ends > now}
    staying = sorted(sums.keys() - {GONE})[-FEWEST:]
    return frozenset(sums.keys() - {GONE, *staying} - running)
