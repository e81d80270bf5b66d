"""A target group: its cycles in one time zone, of milestones or of streaks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from ..refusals import Invalid
from ..zones import zone_named
from . import cycles as calendar
from .cycles import Cycle
from .refusals import Begun, Overlap, PeriodNotFound

LONGEST_NAME = 200


class Tracking(StrEnum):
    """DEFAULT is what people call a milestone."""

    DEFAULT = "DEFAULT"
    STREAKS = "STREAKS"


@dataclass(kw_only=True)
class TargetGroup:
    """`uid` is its number in decimal digits; `last_number` the last that was given to a cycle.

    The zone is settled when it is made: cycles that run keep their boundaries, whatever the tenant does.
    """

    uid: str
    name: str
    tracking: Tracking
    zone: str
    created: datetime
    last_updated: datetime
    cycles: tuple[Cycle, ...] = ()
    last_number: int = 0
    requests: tuple[str, ...] = ()
    version: int = 0

    @property
    def is_streak(self) -> bool:
        return self.tracking is Tracking.STREAKS

    def check(self) -> None:
        """Refuse what no field alone can tell."""
        if not 0 < len(self.name) <= LONGEST_NAME:
            raise Invalid("The name is too long.", {"name": f"1 to {LONGEST_NAME} characters"})
        zone_named(self.zone)
        calendar.check(self.cycles)

    def append(self, added: Iterable[tuple[str, date, date]]) -> tuple[Cycle, ...]:
        """Cycles by name, start and end, after all there are; who is enrolled is enrolled in them, too."""
        new = tuple(
            Cycle(number, ref_code, start, end, self.zone)
            for number, (ref_code, start, end) in enumerate(added, self.last_number + 1)
        )
        self.take_over((*self.cycles, *new))
        return new

    def take_over(self, cycles: tuple[Cycle, ...]) -> None:
        """These cycles instead, if they are right."""
        calendar.check(cycles)
        self.cycles = cycles
        self.last_number = max([self.last_number, *(cycle.number for cycle in cycles)])

    def move(self, number: int, start: date, end: date, *, now: datetime) -> Cycle:
        """Other dates for a cycle that has not begun, where they fit between its neighbours."""
        (moved,) = self.move_all([(number, start, end)], now=now)
        return moved

    def move_all(self, moved: Iterable[tuple[int, date, date]], *, now: datetime) -> tuple[Cycle, ...]:
        """The same for several at once, which may make room for each other."""
        after = {
            number: replace(self._to_come(number, now), start=start, end=end) for number, start, end in moved
        }
        if any(cycle.begins <= now for cycle in after.values()):
            raise Begun("A period cannot be moved into the past.")
        self.take_over(tuple(after.get(each.number, each) for each in self.cycles))
        return tuple(after.values())

    def drop(self, number: int, *, now: datetime) -> None:
        """Take away a cycle that has not begun."""
        gone = self._to_come(number, now)
        if len(self.cycles) == 1:
            raise Overlap("A group keeps at least one period.")
        self.cycles = tuple(each for each in self.cycles if each is not gone)

    def cycle(self, number: int) -> Cycle:
        found = next((each for each in self.cycles if each.number == number), None)
        if found is None:
            raise PeriodNotFound
        return found

    def _to_come(self, number: int, now: datetime) -> Cycle:
        found = self.cycle(number)
        if found.begins <= now:
            raise Begun(f"The period [{found.ref_code}] has begun and is changed no more.")
        return found
