"""Many who enrol one customer at once, on DynamoDB Local: one succeeds, whatever is counted meanwhile."""

from functools import partial
from itertools import count

import pytest

from chalicelib.actions import enrolments
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.refusals import AlreadyEnrolled
from tests.asking import Club
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.races.collisions import Collisions
from tests.races.crowd import at_once
from tests.targeting import Range, sale

pytestmark = pytest.mark.local
CROWD = 64
_targets = count(900_000_001)


@pytest.fixture
def at(club: Club) -> Range:
    found = Range(Arena(club))
    found.met("ada")
    return found


def a_target(at: Range, **given: object) -> str:
    """A new one for each test, of ten days of which this is the second."""
    start = at.now.date().fromordinal(at.now.date().toordinal() - 1)
    uid = str(next(_targets))
    at.milestone(days(10, start.isoformat()), uid=uid, **given)
    return uid


def enrol(at: Range, uid: str, request: int) -> str:
    where = (at.table, at.scheme(uid).group.uid, uid, at.arena.contact("ada"))
    try:
        enrolments.enrol(*where, Wish(initial_balance=request), request=f"r{request}", now=at.now)
    except AlreadyEnrolled:
        return "310119"
    return "enrolled"


def test_enrolled_while_events_arrive_every_event_counts_and_the_goal_is_told_once(
    at: Range, collisions: Collisions
) -> None:
    uid = a_target(at, exclude_before_enrolment=False, value=100)
    selling = [partial(at.arena.told, sale(number, 10, at=at.now)) for number in range(16)]

    at_once([*selling, *(partial(enrol, at, uid, 0) for _ in range(8))])  # type: ignore[list-item]
    at.house.settle()

    assert at.values(uid=uid) == {"d_2": 160}
    assert at.achieved(uid=uid) == ["d_2"]
    told = [item["name"]["S"] for item in at.arena.club.items() if item.get("subject", {}).get("S") == uid]
    assert told == ["target_achieved"]
    assert collisions.seen > 0
