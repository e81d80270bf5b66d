"""What an award carries of its issue and its reward, and what is told of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.award import award_of
from chalicelib.domain.events import Event, event_uid
from tests.domain.awards import ISSUE, NOON, a_reward, an_award

TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)


def test_a_snapshot_tells_what_was_given_to_whom_and_until_when() -> None:
    award = an_award(acknowledgement=True, period=30, value=Decimal("5.00"))

    award.claim("one", at=NOON, contact_name="Ada")
    (event,) = award.take_events()

    assert event == Event(
        name="reward_issued",
        uid=event_uid("reward_issued", award.uid, 1),
        resource="award",
        subject=award.uid,
        contact="c" * 24,
        occurred_at=NOON,
        data={
            "achievement": ISSUE.achievement,
            "achievement_name": "Ten wins",
            "reward": "1cn4DmUBkPH_lz9GixDL",
            "reward_name": "Five points",
            "reward_type": "0ne5jGYB36Z7kpQy5AT9",
            "gives": "points",
            "value": "5",
            "claimed": True,
            "awarded_date": NOON.isoformat(),
            "until_date": (NOON + 30 * MINUTE).isoformat(),
            "retroactive": False,
            "reason": None,
            "contact_name": "Ada",
        },
    )
    assert award.take_events() == []


def test_an_award_carries_what_it_needs_of_its_issue_and_its_reward() -> None:
    issue = replace(ISSUE, name="n" * 301, earned=NOON - MINUTE, retroactive=True)

    award = award_of(issue, a_reward(name="r" * 301, delay=5, point_in_time=NOON + 9 * MINUTE), at=NOON)

    assert (award.achievement, award.contact, award.issue) == (issue.achievement, issue.contact, issue.key)
    assert (award.achievement_name, award.reward_name) == ("n" * 300, "r" * 300)
    assert (award.reward, award.reward_type) == ("1cn4DmUBkPH_lz9GixDL", "0ne5jGYB36Z7kpQy5AT9")
    assert (award.gives, award.value, award.retroactive) == ("points", Decimal(5), True)
    assert award.created == award.last_updated == NOON
    assert (award.earned, award.available) == (NOON - MINUTE, NOON + 5 * MINUTE)
    assert (award.acknowledgement, award.period, award.until) == (False, None, NOON + 9 * MINUTE)


@pytest.mark.parametrize(
    ("fields", "at", "claimable"),
    [
        ({}, NOON, True),
        ({"delay": 1}, NOON, False),
        ({"delay": 1}, NOON + MINUTE, True),
        ({"acknowledgement": True, "period": 1}, NOON + MINUTE - TICK, True),
        ({"acknowledgement": True, "period": 1}, NOON + MINUTE, False),
    ],
)
def test_it_can_be_claimed_from_its_moment_to_its_end(
    fields: dict[str, Any], at: datetime, claimable: bool
) -> None:
    assert an_award(**fields).claimable(at) is claimable


def test_each_deed_is_an_update_and_told_as_of_its_moment() -> None:
    later = NOON + 9 * MINUTE
    claimed, issued, cancelled = an_award(acknowledgement=True), an_award(), an_award(acknowledgement=True)
    expired = an_award(acknowledgement=True, period=5)

    claimed.claim("one", at=later)
    issued.fall_due(at=later)
    cancelled.cancel("a mistake", at=later)
    expired.fall_due(at=later)

    assert {one.last_updated for one in (claimed, issued, cancelled, expired)} == {later}
    assert (claimed.issued, claimed.claimed, cancelled.ended) == (later, later, later)
    assert expired.ended == NOON + 5 * MINUTE
    told = [event for one in (claimed, issued, cancelled, expired) for event in one.take_events()]
    assert [(event.name, event.occurred_at, event.data["claimed"]) for event in told] == [
        ("reward_issued", later, True),
        ("reward_issued", NOON, False),
        ("reward_cancelled", later, False),
        ("reward_expired", NOON + 5 * MINUTE, False),
    ]
