"""An award's life in any order of claims, sweeps, cancellations and waiting (W1 to W3)."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.award_states import State
from chalicelib.domain.refusals import Refusal
from tests.domain.awards import NOON, an_award

MINUTE = timedelta(minutes=1)
ENDS = {State.CLAIMED, State.EXPIRED, State.CANCELLED}
minutes = st.integers(0, 200)


class AnAwardsLife(RuleBasedStateMachine):
    """Claims, sweeps, cancellations and waiting in any order, against what the contract says."""

    @initialize(
        delay=minutes, acknowledgement=st.booleans(), period=st.none() | st.integers(1, 200), point=minutes
    )
    def awarded(self, delay: int, acknowledgement: bool, period: int | None, point: int) -> None:
        until = None if period else NOON + point * MINUTE
        self.award = an_award(
            delay=delay, acknowledgement=acknowledgement, period=period, point_in_time=until, value=Decimal(5)
        )
        self.now, self.requests, self.seen = NOON, 0, [State.HELD]
        self.closes = until or NOON + (delay + (period or 0)) * MINUTE

    @rule(wait=minutes)
    def time_passes(self, wait: int) -> None:
        self.now += wait * MINUTE

    @rule()
    def the_clock_comes_by(self) -> None:
        self.award.fall_due(at=self.now)

    @rule()
    def it_is_claimed(self) -> None:
        self.requests += 1
        could = self.award.claimable(self.now)
        try:
            self.award.claim(str(self.requests), at=self.now)
        except Refusal:
            assert not could
        else:
            assert could

    @rule()
    def it_is_cancelled(self) -> None:
        try:
            self.award.cancel(None, at=self.now)
        except Refusal:
            assert self.award.state_at(self.now) in (State.CLAIMED, State.EXPIRED)

    @invariant()
    def it_is_given_at_most_once_never_early_and_never_too_late(self) -> None:
        award, issued = self.award, [event for event in self.award.events if event.name == "reward_issued"]
        assert len(award.events) <= 1
        assert (len(issued) == 1) == (award.state is State.CLAIMED) == (award.issued is not None)
        if award.issued:
            assert award.issued >= award.available
            assert not award.acknowledgement or award.issued < self.closes
            assert not award.acknowledgement or award.claim_uid

    @invariant()
    def it_never_comes_back_from_an_end(self) -> None:
        if self.seen[-1] in ENDS:
            assert self.award.state is self.seen[-1]
        self.seen.append(self.award.state)


TestAnAwardsLife = AnAwardsLife.TestCase
