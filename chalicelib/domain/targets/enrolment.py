"""What is kept of one contact's enrolment in one target: flat, and no larger for what was long ago."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from ..events import Event
from .cycles import Cycle, Cycles
from .group import TargetGroup
from .target import Target

# Late events of earlier enrolments count as long as these are remembered.
MOST_SPANS = 10
MOST_PAUSES = 50
MOST_GRANTS = 50
# A request that died on its way is repeated soon (docs/decisions/0021); after so many others it is new.
MOST_REQUESTS = 8
NOTHING = Decimal(0)

# What the target's measure has counted of the contact's events, by the number of their cycle. Whoever is
# enrolled or not: an event has its place by its own time alone.
Sums = Mapping[int, Decimal]


@dataclass(frozen=True)
class Scheme:
    """A target with the group whose cycles it runs in."""

    group: TargetGroup
    target: Target

    @property
    def cycles(self) -> Cycles:
        return self.group.cycles

    @property
    def is_streak(self) -> bool:
        return self.group.is_streak


@dataclass(frozen=True)
class Span:
    """One enrolment: for the cycles that begin at `first` or later, with what happened from `since` on.

    `until` is when it was left. What happened from `replaced` on counts no more: a balance or a reset
    stands in its place. `turn` is the run of a streak that it belongs to.
    """

    entered: datetime
    first: datetime
    since: datetime
    until: datetime | None = None
    replaced: datetime | None = None
    turn: int = 1

    def counts(self, at: datetime) -> bool:
        ends = [end for end in (self.until, self.replaced) if end]
        return self.since <= at and all(at < end for end in ends)


@dataclass(frozen=True)
class Cell:
    """What is kept of one cycle.

    It stood at `value` when the measure stood at `basis`, and moves with it; without a basis it moves by
    itself. `achieved` is when its goal was first reached, which stands for ever; `met` when it was in this
    run of a streak. `left`: the contact left in it, or before it began.
    """

    value: Decimal = NOTHING
    basis: Decimal | None = None
    achieved: datetime | None = None
    met: datetime | None = None
    left: bool = False

    def stands(self, counted: Decimal) -> Decimal:
        return self.value if self.basis is None else self.value + counted - self.basis


@dataclass(frozen=True)
class Pause:
    """Days, from `start` to before `end`, in which no cycle can break a streak."""

    start: date
    end: date

    def touches(self, cycle: Cycle) -> bool:
        return self.start < cycle.end and cycle.start < self.end


@dataclass(frozen=True)
class Grant:
    """So many freezes, given at that moment: for cycles that end after it."""

    at: datetime
    number: int


@dataclass(kw_only=True)
class Enrolment:
    """`turn` counts the runs of a streak: a reset begins the next, whose cycles begin at `run_from` or later.

    `levels` are those reached in it, with the time. `settled`: until then it was told which cycles broke it;
    `due` is when the next will, if nothing happens. `event` is the action that its target counts.
    `requests` are the last that changed it, by their ids.
    """

    contact: str
    group: str
    target: str
    event: str
    created: datetime
    last_updated: datetime
    spans: tuple[Span, ...] = ()
    cells: dict[int, Cell] = field(default_factory=dict)
    turn: int = 1
    run_from: datetime | None = None
    levels: dict[str, datetime] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    grants: tuple[Grant, ...] = ()
    settled: datetime | None = None
    due: datetime | None = None
    requests: tuple[str, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def uid(self) -> str:
        return f"{self.contact}-{self.target}"

    @property
    def running(self) -> Span | None:
        """The enrolment that was not left."""
        return self.spans[-1] if self.spans and self.spans[-1].until is None else None

    def covers(self, cycle: Cycle) -> bool:
        """Whether the running enrolment is for the cycle."""
        return self.running is not None and self.running.first <= cycle.begins

    def is_in(self, cycle: Cycle) -> bool:
        """Whether the contact is enrolled in the cycle, or was to its end."""
        cell = self.cells.get(cycle.number)
        return self.covers(cycle) or (cell is not None and not cell.left)

    def counts(self, at: datetime) -> bool:
        """Whether what happened then counts."""
        return any(span.counts(at) for span in self.spans)

    def follows(self, cycle: Cycle) -> bool:
        """Whether the cycle's value moves with the measure, so that nothing need be written."""
        cell = self.cells.get(cycle.number)
        return self.covers(cycle) if cell is None else cell.basis is not None

    def cell(self, cycle: Cycle) -> Cell:
        """What is kept of the cycle, or would be."""
        untouched = Cell(basis=NOTHING) if self.covers(cycle) else Cell()
        return self.cells.get(cycle.number, untouched)

    def value(self, cycle: Cycle, sums: Sums) -> Decimal:
        """How far the contact is in the cycle, with what the measure has counted by now."""
        return self.cell(cycle).stands(sums.get(cycle.number, NOTHING))

    def close(self, cycle: Cycle, sums: Sums) -> Cell:
        """From here on the cycle's value does not move with the measure."""
        closed = replace(self.cell(cycle), value=self.value(cycle, sums), basis=None)
        self.cells[cycle.number] = closed
        return closed

    def done(self, request: str) -> bool:
        """Whether this request was done already, as far as is remembered: then it is only answered."""
        return request in self.requests

    def note(self, request: str) -> None:
        self.requests = (*self.requests, request)[-MOST_REQUESTS:]

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
