"""Badges and points under a crowd, on DynamoDB Local: each badge once, dated as the first that earned it (C18)."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest

from chalicelib.actions import points
from chalicelib.reactions import book
from chalicelib.store import progress
from tests.asking import Club
from tests.awarding import table_of
from tests.gaming import had, issue, live, play
from tests.races.collisions import Collisions
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
CROWD = 16
SELLER = "the_seller"


@pytest.fixture
def contact(club: Club) -> str:
    return str(club.person()["uid"])


def about(club: Club, contact: str, name: str) -> list[str]:
    """The uids of the contact's events of that name."""
    found = club.got(f"event/?page_size=100&type={name}")["results"]
    return [one["uid"] for one in found if one["contact"].endswith(f"/{contact}/")]


def follow(club: Club, uid: str) -> None:
    now = club.house.clock.now()
    book.follow(table_of(club), uid, now=now, templates=frozenset(), base_url="https://laurel.example")


def test_of_a_crowd_of_sales_that_all_reach_the_threshold_one_earns_the_badge(
    club: Club, contact: str, collisions: Collisions
) -> None:
    play(club, badge_points={SELLER: Decimal(5)})

    def sell(place: int) -> int:
        at = club.house.clock.now() - timedelta(minutes=place)
        event = {"memberId": contact, "action": "sale", "eventRefId": f"{contact}{place}"}
        event |= {"transactionTimestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "+0000")}
        return club.ask("POST", "/api/example/events", [event]).status

    replies = at_once([partial(sell, place) for place in range(CROWD)])
    events = about(club, contact, "achievement_issued")
    at_once([partial(follow, club, uid) for uid in events * 4])

    assert Counter(replies) == {200: CROWD}
    table, seller = table_of(club), f"badge:{SELLER}"
    assert progress.issued_keys(table, contact, seller) == {"1"}
    [issued] = [
        one
        for one in club.got("event/?page_size=100&type=achievement_issued")["results"]
        if one["data"]["achievement"] == seller and one["contact"].endswith(f"/{contact}/")
    ]
    assert had(club, contact)[SELLER].isoformat() == issued["data"]["issued_date"]
    assert len(about(club, contact, "new_badge")) == len(had(club, contact))
    assert points.audit(table, contact).agrees


def test_issues_of_one_badge_followed_at_once_give_it_once_as_of_the_first(
    club: Club, contact: str, collisions: Collisions
) -> None:
    own, now = live(club), club.house.clock.now()
    play(club, badges={SELLER: own}, badge_points={SELLER: Decimal(5)}, achievement_default=Decimal(1))
    for hours in range(CROWD):
        issue(club, contact, own, str(hours), now - timedelta(hours=hours))
    events = about(club, contact, "achievement_issued")

    at_once([partial(follow, club, uid) for uid in events * 2])

    assert had(club, contact) == {SELLER: now - timedelta(hours=CROWD - 1)}
    assert len(about(club, contact, "new_badge")) == 1
    assert 3 <= len(about(club, contact, "new_level")) <= 5, "level_6 to level_10, some of them at once"
    found = points.audit(table_of(club), contact)
    assert found.agrees and (found.kept.points, found.kept.entries) == (5 + CROWD, 1 + CROWD)
    assert collisions.seen > 0
