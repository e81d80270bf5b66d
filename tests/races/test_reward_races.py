"""Many at once on the same awards and points, on DynamoDB Local: each given once, every point counted."""

from functools import partial

import pytest

from chalicelib.actions import issuing, points
from tests.asking import Club
from tests.awarding import given, table_of
from tests.races.collisions import Collisions
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
CROWD = 64
FEW = 24


@pytest.fixture
def contact(club: Club) -> str:
    return str(club.person()["uid"])


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
