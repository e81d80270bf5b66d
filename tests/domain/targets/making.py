"""Groups, targets and one contact's life in a target: with the measure, as the road of events would keep it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.domain.events import Event
from chalicelib.domain.targets import cycles as calendar
from chalicelib.domain.targets.counting import Counted, count
from chalicelib.domain.targets.cycles import Cycle, Frequency, generated, holding
from chalicelib.domain.targets.enrolling import Wish, enrol, leave
from chalicelib.domain.targets.enrolment import Enrolment, Scheme
from chalicelib.domain.targets.group import TargetGroup, Tracking
from chalicelib.domain.targets.keeping import give_freezes, pause
from chalicelib.domain.targets.standing import CycleStanding, StreakStanding, standing
from chalicelib.domain.targets.streak import settle
from chalicelib.domain.targets.target import Level, Target, TargetType

MADE = datetime(2026, 1, 1, tzinfo=UTC)
FOUR_LEVELS = (Level("l1", 1), Level("l2", 2), Level("l3", 3), Level("l4", 4))


def at(text: str, zone_offset: int = 0) -> datetime:
    """An instant as written; a bare day is its first one in UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC) - timedelta(hours=zone_offset)


def day(text: str) -> date:
    return date.fromisoformat(text)


def five_months(zone: str = "UTC") -> tuple[Cycle, ...]:
    """c1 is June, c2 July, … c5 October 2026."""
    made = generated(Frequency.MONTHLY, day("2026-06-01"), 5, zone, prefix="c")
    return tuple(Cycle(one.number, f"c{one.number}", one.start, one.end, zone) for one in made)


def days(count: int, start: str = "2026-06-01", zone: str = "UTC") -> tuple[Cycle, ...]:
    return generated(Frequency.DAILY, day(start), count, zone, prefix="d")


def a_group(cycles: tuple[Cycle, ...], tracking: Tracking = Tracking.DEFAULT) -> TargetGroup:
    group = TargetGroup(
        uid="7",
        name="ABC",
        tracking=tracking,
        zone=cycles[0].zone,
        created=MADE,
        last_updated=MADE,
    )
    group.take_over(cycles)
    group.check()
    return group


def a_target(**given: Any) -> Target:
    settled = {
        "uid": "11",
        "group": "7",
        "name": "Thousand",
        "target_type": TargetType.GROSS_SALES,
        "value": Decimal(1000),
        "created": MADE,
        "last_updated": MADE,
    }
    return Target(**{**settled, **given})


def a_milestone(cycles: tuple[Cycle, ...] | None = None, **given: Any) -> Scheme:
    """The seed's ABC with its five cycles; each wants 1000 gross sales."""
    target = a_target(**given)
    target.check(is_streak=False)
    return Scheme(a_group(cycles or five_months()), target)


def a_streak(cycles: tuple[Cycle, ...] | None = None, **given: Any) -> Scheme:
    """One event a cycle, and the seed's four levels."""
    settled = {"target_type": TargetType.COUNT, "value": Decimal(1), "levels": FOUR_LEVELS}
    target = a_target(**{**settled, **given})
    target.check(is_streak=True)
    return Scheme(a_group(cycles or days(10), Tracking.STREAKS), target)


class Life:
    """One contact and one target: `happens` counts an event as the road would, each id once.

    The measure keeps the `kept` latest cycles that have seen an event, and never takes up an older one.
    """

    def __init__(self, scheme: Scheme, *, now: str | datetime = "2026-06-01", kept: int = 100) -> None:
        self.scheme, self.kept = scheme, kept
        self.now = at(now) if isinstance(now, str) else now
        self.enrolment: Enrolment | None = None
        self.sums: dict[int, Decimal] = {}
        self.gone = 0
        self.known: set[str] = set()
        self.told: list[Event] = []
        self.warnings: tuple[str, ...] = ()
        self.writes = 0

    def go(self, when: str | datetime) -> "Life":
        self.now = at(when) if isinstance(when, str) else when
        return self

    def enrol(self, period: str | None = None, balance: int | None = None, *, reset: bool = False) -> "Life":
        wish = Wish(period, balance, reset)
        self.enrolment, self.warnings = enrol(
            self.scheme, self.enrolment, wish, self.sums, contact="olga", now=self.now
        )
        return self._written()

    def leave(self) -> "Life":
        leave(self.scheme, self.enrolment, self.sums, now=self.now)
        return self._written()

    def pause(self, start: str | date, end: str | date) -> "Life":
        start, end = (day(one) if isinstance(one, str) else one for one in (start, end))
        pause(self.scheme, self.enrolment, start, end, now=self.now)
        return self._written()

    def give(self, freezes: int) -> "Life":
        give_freezes(self.scheme, self.enrolment, freezes, now=self.now)
        return self._written()

    def sweep(self) -> "Life":
        """The scheduled function, where something is due."""
        if self.enrolment and settle(self.enrolment, self.scheme, now=self.now):
            self._written()
        return self

    def happens(
        self, amount: int | Decimal = 1, when: str | datetime | None = None, uid: str | None = None
    ) -> "Life":
        """Told now; it happened then, or now."""
        moment = at(when) if isinstance(when, str) else when or self.now
        return self.happen([(uid or f"e{len(self.known)}", moment, Decimal(amount))])

    def happen(self, batch: Iterable[tuple[str, datetime, Decimal]]) -> "Life":
        """Several that are told together."""
        told, leaving = [], {}
        fresh = {uid: (moment, amount) for uid, moment, amount in batch if uid not in self.known}
        self.known |= fresh.keys()
        for moment, amount in sorted(fresh.values()):
            cycle = holding(self.scheme.cycles, moment)
            if cycle is None:
                continue
            kept = cycle.number > self.gone
            if kept:
                self.sums[cycle.number] = self.sums.get(cycle.number, Decimal(0)) + amount
            told.append(Counted(moment, amount, kept))
        while len(self.sums) > self.kept:
            self.gone = min(self.sums)
            leaving[self.gone] = self.sums.pop(self.gone)
        return self._counted(self._leaving(told, leaving), leaving)

    def _leaving(self, told: list[Counted], leaving: dict[int, Decimal]) -> list[Counted]:
        """What was counted in a cycle that goes at once counts past the measure."""
        settled = []
        for one in told:
            cycle = holding(self.scheme.cycles, one.at)
            assert cycle is not None
            if one.kept and cycle.number in leaving:
                leaving[cycle.number] -= one.amount
                one = Counted(one.at, one.amount, kept=False)
            settled.append(one)
        return settled

    def _counted(self, told: list[Counted], leaving: dict[int, Decimal]) -> "Life":
        if self.enrolment and count(
            self.enrolment, self.scheme, told, self.sums, now=self.now, leaving=leaving
        ):
            self._written()
        return self

    def _written(self) -> "Life":
        assert self.enrolment is not None
        self.writes += 1
        self.told += self.enrolment.take_events()
        return self

    def cycle(self, ref_code: str) -> CycleStanding:
        found = calendar.named(self.scheme.cycles, ref_code)
        standings = standing(self.scheme, self.enrolment, self.sums, now=self.now).cycles
        return next(one for one in standings if one.cycle == found)

    def value(self, ref_code: str) -> Decimal:
        return self.cycle(ref_code).value

    @property
    def enrolled(self) -> list[str]:
        standings = standing(self.scheme, self.enrolment, self.sums, now=self.now).cycles
        return [one.cycle.ref_code for one in standings if one.enrolled]

    @property
    def streak(self) -> StreakStanding:
        found = standing(self.scheme, self.enrolment, self.sums, now=self.now).streak
        assert found is not None
        return found

    @property
    def levels(self) -> list[str]:
        return [level.name for level, reached in self.streak.levels if reached]

    def names(self, name: str) -> list[Any]:
        """What was told under that name: the level, or else the cycle."""
        told = [event for event in self.told if event.name == name]
        return [event.data.get("level", event.data.get("cycle")) for event in told]
