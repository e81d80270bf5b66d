"""Any history of enrolling, leaving, events, pauses, freezes and time comes out as the naive keeper's."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain.targets.refusals import AlreadyEnrolled, NotEnrolled, PeriodNotFound
from chalicelib.domain.targets.streak import run_of
from chalicelib.domain.targets.target import Level
from chalicelib.domain.zones import local_day

from .making import Life, a_milestone, a_streak, days
from .oracle import Oracle

# The cycles run over the night in which the clocks change.
DST_DAYS = {"Europe/London": "2026-03-25", "America/New_York": "2026-10-28", "Asia/Kolkata": "2026-03-25"}
LEVELS = (Level("one", 1), Level("two", 2), Level("four", 4))
MOST_STAYS = 8
MINUTE = timedelta(minutes=1)
# Minutes: this very day, the days before.
LATE = st.sampled_from([1, 90, 400, 700, 1000, 1440, 1900, 2880, 3500, 5000, 7200])


class Targets(RuleBasedStateMachine):
    """Life and oracle hear the same; the sweep and how far the measure remembers are Life's alone."""

    @initialize(
        zone=st.sampled_from(sorted(DST_DAYS)),
        streak=st.booleans(),
        exclude=st.booleans(),
        continuous=st.booleans(),
        kept=st.integers(1, 4),
        goal=st.integers(1, 3),
        early=st.sampled_from([2, -10, -30]),
    )
    def begin(self, zone, streak, exclude, continuous, kept, goal, early):
        cycles = days(10, DST_DAYS[zone], zone)
        given = {"value": Decimal(goal), "exclude_before_enrolment": exclude}
        if streak:
            scheme = a_streak(cycles, continuous=continuous, levels=LEVELS, **given)
        else:
            scheme = a_milestone(cycles, **given)
        lengths = tuple(level.cycles for level in scheme.target.levels)
        self.life = Life(scheme, now=cycles[0].begins - timedelta(hours=early), kept=kept)
        self.oracle = Oracle(cycles, goal, exclude, continuous, lengths)
        self.cycles, self.is_streak, self.told = cycles, streak, 0

    @rule(hours=st.sampled_from([3, 7, 12, 24, 25]))
    def wait(self, hours):
        self.life.go(self.life.now + timedelta(hours=hours))

    @rule()
    def sweep(self):
        self.life.sweep()

    @rule(
        place=st.integers(0, 11),
        balance=st.none() | st.integers(0, 4),
        reset=st.booleans(),
    )
    def enrol(self, place, balance, reset):
        self.life.go(self.life.now + MINUTE)
        now, coming = self.life.now, self.oracle.coming(self.life.now)
        name = self.cycles[place].ref_code if place < len(self.cycles) else None
        wanted = [cycle for cycle in coming if self.is_streak or name in (None, cycle.ref_code)]
        if not wanted:
            with pytest.raises(PeriodNotFound):
                self.life.enrol(name, balance, reset=reset)
        elif self.oracle.is_enrolled:
            with pytest.raises(AlreadyEnrolled):
                self.life.enrol(name, balance, reset=reset)
        elif len(self.oracle.stays) < MOST_STAYS:
            self.life.enrol(name, balance, reset=reset)
            own = None if self.is_streak else balance
            self.oracle.enrol(wanted[0], own, reset and self.is_streak, now)

    @rule()
    def leave(self):
        self.life.go(self.life.now + MINUTE)
        if self.oracle.is_enrolled:
            self.life.leave()
            self.oracle.leave(self.life.now)
        else:
            with pytest.raises(NotEnrolled):
                self.life.leave()

    @rule(amounts=st.lists(st.integers(1, 4), min_size=1, max_size=4), hours=st.sampled_from([0, 9, 24]))
    def a_busy_time(self, amounts, hours):
        for amount in amounts:
            self._told([(0, amount)], 1)
            self.life.go(self.life.now + timedelta(hours=hours))

    @precondition(lambda self: self.oracle.is_enrolled)
    @rule(hours=st.sampled_from([1, 7, 30]), balance=st.none() | st.integers(0, 4), reset=st.booleans())
    def leave_and_come_back(self, hours, balance, reset):
        self.leave()
        self.life.go(self.life.now + timedelta(hours=hours))
        self.enrol(len(self.cycles), balance, reset)

    @rule(
        late=st.lists(st.tuples(LATE, st.integers(-2, 4)), min_size=1, max_size=4),
        times=st.integers(1, 2),
    )
    def late_events(self, late, times):
        self._told(late, times)

    def _told(self, late, times):
        self.life.go(self.life.now + MINUTE)
        batch = []
        for minutes, amount in late:
            self.told += 1
            batch.append((f"e{self.told:04}", self.life.now - minutes * MINUTE, amount))
        for _ in range(times):
            self.life.happen((uid, at, Decimal(amount)) for uid, at, amount in self._as_it_counts(batch))
            self.oracle.tell(self._as_it_counts(batch), self.life.now)

    def _as_it_counts(self, batch):
        """COUNT has no returns."""
        return [(uid, at, 1 if self.is_streak else amount) for uid, at, amount in batch]

    @precondition(lambda self: self.is_streak and self.oracle.is_enrolled)
    @rule(ahead=st.integers(0, 3), length=st.integers(1, 2))
    def pause(self, ahead, length):
        start = local_day(self.life.now, self.cycles[0].zone) + timedelta(days=ahead)
        self.life.pause(start, start + timedelta(days=length))
        self.oracle.pauses.append((start, start + timedelta(days=length)))

    @precondition(lambda self: self.is_streak and self.oracle.is_enrolled)
    @rule(number=st.integers(1, 2))
    def freeze(self, number):
        self.life.go(self.life.now + MINUTE)
        self.life.give(number)
        self.oracle.grants.append((self.life.now, number))

    @invariant()
    def every_cycle_stands_as_the_oracle_says(self):
        for cycle in self.cycles:
            found = self.life.cycle(cycle.ref_code)
            assert found.value == self.oracle.value(cycle), cycle.ref_code
            assert found.achieved == self.oracle.achieved.get(cycle.number), cycle.ref_code
            assert found.enrolled == self.oracle.enrolled(cycle), cycle.ref_code

    @invariant()
    def the_streak_is_as_long(self):
        if self.is_streak:
            found = self.life.streak
            assert (found.current, found.best, found.freezes) == self.oracle.streak(self.life.now)

    @invariant()
    def each_goal_is_told_once_and_each_level_once_a_run(self):
        names = [cycle.ref_code for cycle in self.cycles if cycle.number in self.oracle.achieved]
        assert sorted(self.life.names("target_achieved")) == sorted(names)
        lengths = [event.data["cycles"] for event in self.life.told if event.name == "streak_level_reached"]
        assert sorted(lengths) == sorted(length for _, length in self.oracle.levels)
        assert len({event.uid for event in self.life.told}) == len(self.life.told)

    @invariant()
    def the_next_break_is_due_when_it_comes(self):
        kept = self.life.enrolment
        if kept is None or kept.due is None or kept.due <= self.life.now:
            return
        before, after = (
            run_of(kept, self.life.scheme, when).current for when in (kept.due - MINUTE, kept.due)
        )
        assert before > 0
        assert after == 0 or kept.due == self.cycles[-1].ends

    @invariant()
    def what_is_kept_does_not_grow(self):
        if self.life.enrolment:
            assert len(self.life.enrolment.cells) <= len(self.cycles)
            assert len(self.life.enrolment.spans) <= MOST_STAYS


TestTargets = Targets.TestCase
TestTargets.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


INVARIANTS = [
    name for name, value in vars(Targets).items() if hasattr(value, "hypothesis_stateful_invariant")
]


SEEDS = [*range(16), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(16, 216))]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_long_life_that_chance_leads_stands_as_the_oracle_says(seed):
    """The same rules, each as often as in life: many events, few comings and goings."""
    chance = Random(seed)
    one = Targets()
    zone, choice = chance.choice(sorted(DST_DAYS)), chance.choice
    one.begin(zone, choice([0, 1]), choice([0, 1]), choice([1, 1, 0]), choice([1, 2, 4]), 2, choice([2, -10]))
    late = [1, 90, 400, 1000, 1900, 3500, 5000]
    deeds = {
        "wait": (5, lambda: one.wait(choice([3, 7, 12]))),
        "sweep": (2, one.sweep),
        "enrol": (
            3,
            lambda: one.enrol(choice([0, 3, 5, 11]), choice([None, 0, 1, 3]), choice([0, 0, 1]) == 1),
        ),
        "leave": (1, one.leave),
        "return": (
            1,
            lambda: one.leave_and_come_back(choice([1, 7]), choice([None, 0, 1]), choice([0, 1]) == 1),
        ),
        "event": (6, lambda: one._told([(0, choice([1, 2, 3]))], 1)),
        "late": (
            5,
            lambda: one._told([(choice(late), choice([-2, 1, 2])) for _ in range(choice([1, 3]))], 2),
        ),
        "pause": (1, lambda: one.pause(choice([0, 1]), 1)),
        "freeze": (2, lambda: one.freeze(1)),
    }
    weights = [weight for weight, _ in deeds.values()]
    for name in chance.choices([*deeds], weights, k=90):
        if name in ("pause", "freeze") and not one.is_streak:
            continue
        if name not in ("return", "pause", "freeze") or one.oracle.is_enrolled:
            deeds[name][1]()
        for holds in INVARIANTS:
            getattr(one, holds)()
