"""Many at once on the same awards and points, on DynamoDB Local: each given once, every point counted."""

from collections import Counter
from functools import partial

import pytest

from chalicelib.actions import issuing, points
from chalicelib.domain.award_states import State
from tests.asking import Club
from tests.awarding import given, standing, table_of
from tests.races.collisions import Collisions
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
CROWD = 64
FEW = 24


@pytest.fixture
def contact(club: Club) -> str:
    return str(club.person()["uid"])


def test_of_64_claims_one_wins(club: Club, contact: str) -> None:
    uid = given(club, contact, acknowledgement=True)
    claim = partial(club.ask, "POST", f"/api/example/members/{contact}/award/{uid}/award")

    replies = at_once([claim] * CROWD)

    assert Counter(reply.status for reply in replies) == {200: 1, 400: CROWD - 1}
    found = points.audit(table_of(club), contact)
    assert found.agrees and (found.kept.points, found.kept.entries) == (5, 1)


def test_issued_by_24_at_once_it_is_given_once(club: Club, contact: str) -> None:
    uid = given(club, contact)
    issue = partial(issuing.fall_due, table_of(club), uid, at=club.house.clock.now())

    at_once([issue] * FEW)

    assert standing(club, uid).state is State.CLAIMED
    found = points.audit(table_of(club), contact)
    assert found.agrees and found.kept.entries == 1


def test_points_given_and_awarded_at_once_are_all_counted(
    club: Club, contact: str, collisions: Collisions
) -> None:
    now, table = club.house.clock.now(), table_of(club)
    uids = [given(club, contact, key=str(place)) for place in range(FEW)]
    give = partial(club.ask, "POST", f"person/{contact}/points/", {"points": 0.1, "reason": "helped"})

    replies = at_once([*[give] * FEW, *(partial(issuing.fall_due, table, uid, at=now) for uid in uids)])

    assert {reply.status for reply in replies[:FEW]} == {201}
    found = points.audit(table, contact)
    assert found.agrees and str(found.kept.points) == "122.4" and found.kept.entries == 2 * FEW
    assert collisions.seen > 0
