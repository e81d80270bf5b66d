"""Awards and points through the whole house in any order, on a stream that loses and repeats (R9, W1 to W5)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.awarding import given as awarded
from tests.awarding import standing
from tests.faults import invariants, rewards
from tests.faults.stage import Stage, fresh, leave

MINUTES = st.integers(0, 90)
TENTHS = st.integers(-50, 50).filter(bool)
Step = Callable[["History"], None]


class History:
    """One member's awards, and what it must have by what was done."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        rewards.a_member(stage)
        self.member = str(stage.notes["uid"])
        self.awards: list[str] = []
        self.by_hand = Decimal(0)

    def award(self, delay: int, acknowledgement: bool, period: int) -> None:
        key = str(len(self.awards))
        said = {"delay": delay, "acknowledgement": acknowledgement, "period": period or None}
        self.awards.append(awarded(self.stage.club, self.member, key=key, **said))

    def act(self, method: str, place: int, tail: str, known: frozenset[int]) -> None:
        """On one of the awards, twice: the second time changes nothing."""
        if not self.awards:
            return
        uid = self.awards[place % len(self.awards)]
        path = f"/api/example/members/{self.member}/award/{uid}{tail}"
        first, second = (self.stage.club.ask(method, path).status for _ in range(2))
        assert {first, second} <= known and (first == 200 or second != 200)

    def give(self, tenths: int) -> None:
        body = {"points": tenths / 10, "reason": "helped"}
        assert self.stage.club.ask("POST", f"person/{self.member}/points/", body).status == 201
        self.by_hand += Decimal(tenths) / 10

    def expected(self) -> Decimal:
        claimed = [uid for uid in self.awards if standing(self.stage.club, uid).state == "Claimed"]
        return self.by_hand + 5 * len(claimed)


STEPS = st.one_of(
    st.builds(lambda d, a, p: lambda h: h.award(d, a, p), MINUTES, st.booleans(), st.integers(0, 90)),
    st.builds(
        lambda place: lambda h: h.act("POST", place, "/award", frozenset({200, 400, 403, 409})),
        st.integers(0, 9),
    ),
    st.builds(
        lambda place: lambda h: h.act("DELETE", place, "", frozenset({200, 400, 403})), st.integers(0, 9)
    ),
    st.builds(lambda tenths: lambda h: h.give(tenths), TENTHS),
    st.builds(lambda minutes: lambda h: h.stage.wait(minutes=minutes), MINUTES),
    st.builds(
        lambda minutes: (
            lambda h: h.stage.house.turn_to(h.stage.house.clock.now() + timedelta(minutes=minutes))
        ),
        MINUTES,
    ),
    st.builds(
        lambda fault, n: lambda h: setattr(h.stage.house.faults, fault, n),
        st.sampled_from(["lose_next", "duplicate_next"]),
        st.integers(0, 20),
    ),
    st.just(lambda h: h.stage.house.pump.drain()),
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=14))
def test_whatever_is_done_each_award_is_given_once_and_the_points_add_up(steps: list[Step]) -> None:
    _lived(steps)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=40))
def test_and_in_long_histories_too(steps: list[Step]) -> None:
    _lived(steps)


def _lived(steps: list[Step]) -> None:
    stage = fresh()
    try:
        history = History(stage)
        for step in steps:
            step(history)
        stage.calm()
        stage.house.turn_to(stage.house.clock.now() + timedelta(hours=2))  # every delay is over by then
        items = stage.items()
        invariants.check(stage, items)
        kept = [item["points"] for item in items if item["sk"] == "PT"]
        assert sum(kept) == history.expected()
        for uid in history.awards:
            award = standing(stage.club, uid)
            assert award.state != "Held" or award.acknowledgement
    finally:
        leave()
