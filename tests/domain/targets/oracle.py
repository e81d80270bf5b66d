"""A naive keeper of targets: it forgets nothing, counts by looking at every event, and decides all anew."""

from dataclasses import dataclass, field
from datetime import date, datetime

from chalicelib.domain.targets.cycles import Cycle


@dataclass
class Stay:
    """One enrolment, and from when on it counts in each of its cycles."""

    entered: datetime
    first: Cycle
    since: datetime
    until: datetime | None = None

    def is_for(self, cycle: Cycle) -> bool:
        return self.first.begins <= cycle.begins

    def counts(self, cycle: Cycle, at: datetime) -> bool:
        since = self.since if cycle is self.first else cycle.begins
        return self.is_for(cycle) and since <= at and (self.until is None or at < self.until)

    def lasted(self, cycle: Cycle) -> bool:
        """To the end of the cycle, or to the day."""
        return self.is_for(cycle) and (self.until is None or self.until >= cycle.ends)


@dataclass
class Oracle:
    cycles: tuple[Cycle, ...]
    goal: int
    exclude: bool
    continuous: bool = True
    lengths: tuple[int, ...] = ()
    events: list[tuple[datetime, int]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    stays: list[Stay] = field(default_factory=list)
    # By the number of a cycle: what it started from, and the stays of which something counts in it.
    base: dict[int, int] = field(default_factory=dict)
    alive: dict[int, list[Stay]] = field(default_factory=dict)
    achieved: dict[int, datetime] = field(default_factory=dict)
    met: dict[int, datetime] = field(default_factory=dict)
    run: tuple[Cycle, ...] = ()
    levels: list[tuple[int, int]] = field(default_factory=list)
    turn: int = 1
    pauses: list[tuple[date, date]] = field(default_factory=list)
    grants: list[tuple[datetime, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.run = self.cycles

    @property
    def is_enrolled(self) -> bool:
        return bool(self.stays) and self.stays[-1].until is None

    def coming(self, now: datetime) -> list[Cycle]:
        return [cycle for cycle in self.cycles if now < cycle.ends]

    def enrol(self, first: Cycle, balance: int | None, reset: bool, now: datetime) -> None:
        if reset:
            self._reset(first, now)
        been = any(
            stay.first is first or (stay.is_for(first) and stay.until and first.begins <= stay.until)
            for stay in self.stays
        )
        since = max(now, first.begins) if been or self.exclude else first.begins
        if balance is not None:
            self.base[first.number], self.alive[first.number] = balance, []
        stay = Stay(now, first, since)
        self.stays.append(stay)
        for cycle in self.cycles:
            if cycle.begins > first.begins:
                self.base[cycle.number], self.alive[cycle.number] = 0, []
            if stay.is_for(cycle):
                self.alive.setdefault(cycle.number, []).append(stay)
        self._judge(first, now, now)

    def leave(self, now: datetime) -> None:
        self.stays[-1].until = now

    def tell(self, batch: list[tuple[str, datetime, int]], now: datetime) -> None:
        fresh = {uid: (at, amount) for uid, at, amount in batch if uid not in self.known}
        self.known |= fresh.keys()
        for at, amount in sorted(fresh.values()):
            self.events.append((at, amount))
            for cycle in self.cycles:
                if cycle.begins <= at < cycle.ends:
                    self._judge(cycle, at, now)

    def value(self, cycle: Cycle) -> int:
        stays = self.alive.get(cycle.number, [])
        counted = [
            amount
            for at, amount in self.events
            if cycle.begins <= at < cycle.ends and any(stay.counts(cycle, at) for stay in stays)
        ]
        return self.base.get(cycle.number, 0) + sum(counted)

    def enrolled(self, cycle: Cycle) -> bool:
        return any(stay.lasted(cycle) for stay in self.stays)

    def streak(self, now: datetime) -> tuple[int, int, int]:
        """Its length, the best of the run, and the freezes that are left."""
        length = best = used = 0
        for cycle in self.run:
            if cycle.number in self.met:
                length += 1
                best = max(best, length)
            elif cycle.ends <= now and self.enrolled(cycle) and not self._paused(cycle):
                if not self.continuous or length == 0:
                    continue
                if sum(number for at, number in self.grants if at < cycle.ends) > used:
                    used += 1
                else:
                    length = 0
        return length, best, sum(number for _, number in self.grants) - used

    def _paused(self, cycle: Cycle) -> bool:
        return any(start < cycle.end and end > cycle.start for start, end in self.pauses)

    def _judge(self, cycle: Cycle, at: datetime, now: datetime) -> None:
        if self.value(cycle) < self.goal:
            return
        self.achieved.setdefault(cycle.number, at)
        self.met.setdefault(cycle.number, at)
        best = self.streak(now)[1]
        for length in self.lengths:
            if best >= length and (self.turn, length) not in self.levels:
                self.levels.append((self.turn, length))

    def _reset(self, first: Cycle, now: datetime) -> None:
        """What was counted stays where it was; nothing more comes to it, and the first begins with nothing."""
        self.base = {cycle.number: self.value(cycle) for cycle in self.cycles}
        self.base[first.number] = 0
        self.alive = {}
        self.grants = [(now, self.streak(now)[2])]
        self.run = tuple(cycle for cycle in self.cycles if cycle.begins >= first.begins)
        self.met, self.turn = {}, self.turn + 1
