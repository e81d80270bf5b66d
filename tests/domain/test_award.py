"""An award is held until its moment, given once, and never after its time (W1 to W3)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest

from chalicelib.domain.award import Award, award_of, award_uid
from chalicelib.domain.award_states import TRANSITIONS, AlreadyClaimed, Deed, NotYet, Over, State
from chalicelib.domain.refusals import Conflict, Contradiction, Invalid, Refusal
from chalicelib.domain.reward import MOST_MINUTES
from tests.domain.awards import ISSUE, NOON, a_reward, an_award

TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
ENDS = {State.CLAIMED, State.EXPIRED, State.CANCELLED}


def names(award: Award) -> list[str]:
    return [event.name for event in award.events]


@pytest.mark.parametrize(("state", "deed"), list(product(State, Deed)))
def test_each_deed_leads_where_the_contract_says_or_nowhere(state: State, deed: Deed) -> None:
    follow = {
        (State.HELD, Deed.ISSUE): State.ISSUED,
        (State.HELD, Deed.EXPIRE): State.EXPIRED,
        (State.HELD, Deed.CANCEL): State.CANCELLED,
        (State.ISSUED, Deed.CLAIM): State.CLAIMED,
        (State.ISSUED, Deed.EXPIRE): State.EXPIRED,
        (State.ISSUED, Deed.CANCEL): State.CANCELLED,
    }

    assert TRANSITIONS.get((state, deed)) == follow.get((state, deed))
    assert not (state in ENDS and (state, deed) in TRANSITIONS)


def test_a_held_award_cannot_be_claimed_without_being_issued() -> None:
    assert (State.HELD, Deed.CLAIM) not in TRANSITIONS


def test_an_award_is_known_by_its_issue_and_its_reward() -> None:
    again = award_of(ISSUE, a_reward(), at=NOON + MINUTE)

    assert again.uid == an_award().uid and len(again.uid) == 20
    others = [replace(ISSUE, contact="d" * 24), replace(ISSUE, key="2"), replace(ISSUE, achievement="x" * 20)]
    uids = {award_uid(issue, "r") for issue in others} | {award_uid(ISSUE, "r"), award_uid(ISSUE, "s")}
    assert len(uids) == 5


def test_without_acknowledgement_it_is_issued_as_claimed() -> None:
    award = an_award()

    assert award.fall_due(at=NOON)

    assert (award.state, award.issued, award.claimed) == (State.CLAIMED, NOON, NOON)
    assert names(award) == ["reward_issued"]


def test_a_delay_of_an_hour_is_over_after_sixty_minutes_and_not_before() -> None:
    award = an_award(delay=60)
    due = NOON + 60 * MINUTE

    assert award.waits_for == due
    assert not award.fall_due(at=due - TICK) and award.state is State.HELD and award.events == []
    assert award.fall_due(at=due) and award.state is State.CLAIMED


def test_the_clock_does_its_work_once() -> None:
    award = an_award()
    award.fall_due(at=NOON)

    assert award.waits_for is None
    assert not award.fall_due(at=NOON + 1000 * MINUTE)
    assert names(award) == ["reward_issued"]


def test_what_needs_no_claim_is_issued_however_late_the_clock_comes_by() -> None:
    award = an_award(delay=60, point_in_time=NOON + 120 * MINUTE)

    award.fall_due(at=NOON + timedelta(days=3))

    assert award.state is State.CLAIMED


def test_what_is_over_before_its_delay_is_never_issued() -> None:
    over = NOON + 60 * MINUTE
    award = an_award(delay=60, point_in_time=over)

    assert award.waits_for == over
    assert award.state_at(over - TICK) is State.HELD and award.state_at(over) is State.EXPIRED
    assert award.fall_due(at=over)

    assert award.state is State.EXPIRED and award.issued is None
    assert names(award) == ["reward_expired"]


def test_a_reward_that_was_over_when_it_was_awarded_expires_as_of_the_award() -> None:
    award = an_award(point_in_time=NOON - timedelta(days=2000))

    award.fall_due(at=NOON)

    assert (award.state, award.ended, award.events[0].occurred_at) == (State.EXPIRED, NOON, NOON)


def test_a_late_award_is_told_of_as_old_but_given_now() -> None:
    earned = NOON - timedelta(days=400)
    award = award_of(replace(ISSUE, earned=earned), a_reward(delay=60), at=NOON)

    award.fall_due(at=NOON + 61 * MINUTE)

    assert award.issued == NOON + 61 * MINUTE, "its delay runs from the award"
    assert award.events[0].occurred_at == earned + 60 * MINUTE


def test_an_activity_dated_ahead_of_the_clock_is_told_of_when_it_is_given() -> None:
    award = award_of(replace(ISSUE, earned=NOON + timedelta(days=1)), a_reward(), at=NOON)

    award.fall_due(at=NOON)

    assert award.events[0].occurred_at == NOON


def test_what_needs_a_claim_is_never_issued_by_the_clock() -> None:
    award = an_award(acknowledgement=True)

    assert award.waits_for is None
    assert not award.fall_due(at=NOON + timedelta(days=4000))
    assert award.state is State.HELD and award.claimable(NOON)


def test_a_claim_issues_it() -> None:
    award = an_award(acknowledgement=True)

    assert award.claim("one", at=NOON + MINUTE)

    assert (award.state, award.issued, award.claimed) == (State.CLAIMED, NOON + MINUTE, NOON + MINUTE)
    assert names(award) == ["reward_issued"] and award.events[0].data["claimed"] is True


def test_a_claim_before_the_delay_is_over_is_refused() -> None:
    award = an_award(acknowledgement=True, delay=60)

    with pytest.raises(NotYet):
        award.claim("one", at=NOON + 60 * MINUTE - TICK)

    assert award.state is State.HELD and award.events == []
    assert award.claim("one", at=NOON + 60 * MINUTE)


def test_claimed_twice_it_refuses_but_knows_a_repeated_request() -> None:
    award = an_award(acknowledgement=True)
    award.claim("one", at=NOON)

    assert not award.claim("one", at=NOON + MINUTE)
    with pytest.raises(AlreadyClaimed):
        award.claim("two", at=NOON + MINUTE)
    assert names(award) == ["reward_issued"]


@pytest.mark.parametrize(
    "reward",
    [
        {"period": 30, "delay": 60},
        {"point_in_time": NOON + 90 * MINUTE, "delay": 60},
        {"point_in_time": NOON + 90 * MINUTE},
    ],
    ids=["period, counted from when it could be had", "point in time", "point in time, no delay"],
)
def test_unclaimed_it_expires_for_a_reader_at_once_and_then_by_the_clock(reward: dict[str, Any]) -> None:
    award = an_award(acknowledgement=True, **reward)
    over = NOON + 90 * MINUTE

    assert award.waits_for == over and award.state_at(over - TICK) is State.HELD
    assert award.state_at(over) is State.EXPIRED and not award.claimable(over)
    with pytest.raises(Over):
        award.claim("one", at=over)
    assert award.state is State.HELD

    assert award.fall_due(at=over + timedelta(days=3))
    assert (award.state, award.ended) == (State.EXPIRED, over)
    assert award.events[0].occurred_at == over
    with pytest.raises(Over):
        award.claim("one", at=over + timedelta(days=4))


def test_claimed_at_the_last_moment_it_is_claimed() -> None:
    award = an_award(acknowledgement=True, period=30)

    assert award.claim("one", at=NOON + 30 * MINUTE - TICK)
    assert award.waits_for is None and award.state_at(NOON + timedelta(days=1)) is State.CLAIMED


def test_a_period_runs_from_the_issue() -> None:
    award = an_award(delay=60, period=30)

    award.fall_due(at=NOON + 61 * MINUTE)

    assert award.until == NOON + 91 * MINUTE
    assert award.state_at(NOON + timedelta(days=9)) is State.CLAIMED, "what was given is not taken back"


def test_cancelled_it_is_neither_issued_nor_claimed_nor_expired() -> None:
    award = an_award(acknowledgement=True, period=30)

    assert award.cancel("a mistake", at=NOON)

    assert (award.state, award.reason, award.waits_for) == (State.CANCELLED, "a mistake", None)
    assert names(award) == ["reward_cancelled"]
    assert not award.cancel("again", at=NOON) and award.reason == "a mistake"
    with pytest.raises(Over):
        award.claim("one", at=NOON)


@pytest.mark.parametrize(("at", "refusal"), [(NOON, AlreadyClaimed), (NOON + 31 * MINUTE, Over)])
def test_what_was_claimed_or_has_expired_is_not_cancelled(at: datetime, refusal: type[Refusal]) -> None:
    award = an_award(acknowledgement=True, period=30)
    if refusal is AlreadyClaimed:
        award.claim("one", at=NOON)

    with pytest.raises(refusal):
        award.cancel(None, at=at)


@pytest.mark.parametrize(
    "wrong", [{"delay": -1}, {"delay": MOST_MINUTES + 1}, {"period": 0}, {"period": 10**10}]
)
def test_minutes_out_of_the_calendar_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        a_reward(**wrong).check()


def test_a_period_and_a_point_in_time_exclude_each_other() -> None:
    with pytest.raises(Contradiction):
        a_reward(period=1, point_in_time=NOON).check()


def test_the_longest_delay_stays_within_the_calendar() -> None:
    reward = a_reward(delay=MOST_MINUTES, period=MOST_MINUTES)
    reward.check()

    award = award_of(ISSUE, reward, at=NOON.replace(year=9978))

    assert award.until is not None and award.until.year == 9998


def test_what_stands_between_its_issue_and_its_claim_is_not_issued_again() -> None:
    between = replace(an_award(acknowledgement=True), state=State.ISSUED, issued=NOON)

    with pytest.raises(Conflict, match=r"^An award that is Issued cannot issue\.$"):
        between.claim("one", at=NOON)

    assert between.waits_for is None and between.cancel("a mistake", at=NOON)
