"""Many at once on the same awards and points, on DynamoDB Local: each given once, every point counted."""

from datetime import datetime
from functools import partial

import pytest

from chalicelib.actions import issuing, points
from chalicelib.domain.refusals import Busy
from chalicelib.store.table import TenantTable
from tests.asking import Club
from tests.awarding import given, table_of
from tests.races.collisions import Collisions
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
FEW = 24


@pytest.fixture
def contact(club: Club) -> str:
    return str(club.person()["uid"])


def test_points_given_and_awarded_at_once_are_all_counted(
    club: Club, contact: str, collisions: Collisions
) -> None:
    now, table = club.house.clock.now(), table_of(club)
    uids = [given(club, contact, key=str(place)) for place in range(FEW)]

    at_once([*[partial(_give, club, contact)] * FEW, *(partial(_issue, table, uid, now) for uid in uids)])

    found = points.audit(table, contact)
    assert found.agrees and str(found.kept.points) == "122.4" and found.kept.entries == 2 * FEW
    assert collisions.seen > 0


def _give(club: Club, contact: str) -> None:
    """Who is told that too many others were faster comes again."""
    said = {"points": 0.1, "reason": "helped"}
    while (reply := club.ask("POST", f"person/{contact}/points/", said)).status != 201:
        assert reply.status == 409 and b"keep changing" in reply.body, reply.body


def _issue(table: TenantTable, uid: str, now: datetime) -> None:
    try:
        issuing.fall_due(table, uid, at=now)
    except Busy:
        _issue(table, uid, now)
