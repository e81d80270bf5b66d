"""What targets give, and what keeps a streak: a year of visits, as a brand's till tells it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.aiming import (
    GROUPS,
    customer,
    enrolled,
    group,
    left,
    posted,
    streak,
    target,
    told,
)
from tests.asking import Club
from tests.secretary import Secretary

ADA = 345651201
YEAR = 2027
FIVE = [
    {"refCode": f"c{month}", "startDate": f"2027-{month:02}-01", "endDate": f"2027-{month + 1:02}-01"}
    for month in range(1, 6)
]


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def turn_to(club: Club, text: str) -> None:
    club.house.clock.turn_to(datetime.fromisoformat(text).replace(tzinfo=UTC))
    club.house.settle()


@pytest.fixture
def levels(club: Club) -> Any:
    """A streak ABC, and it has 4 levels (l1, l2, l3, l4) in it."""
    months = {"frequencyType": "MONTHLY", "recurringCycles": 12, "startDate": "2027-01-01", "periods": None}
    of = group(club, name="Streaks", trackingType="STREAKS", timeZoneName="UTC", **months)
    customer(club, ADA)
    steps = [{"name": f"l{turn}", "cycles": turn} for turn in range(1, 5)]
    return target(club, of, name="ABC", targetType="COUNT", eventName="visit", defaultValue=1, levels=steps)


def test_a_goal_gives_its_points_once_and_the_levels_theirs_once_a_run(club: Club) -> None:
    points = {"rewardName": "Points", "rewardType": "1cn4DmUBkPH_lz9GixDL"}
    of = group(club, name="Daily", trackingType="STREAKS", periods=FIVE, timeZoneName="UTC")
    mine = target(
        club,
        of,
        targetType="COUNT",
        eventName="visit",
        defaultValue=1,
        rewards=[{**points, "value": 5}],
        levels=[{"name": "l1", "cycles": 1, "rewards": [{**points, "value": 100}]}],
    )
    customer(club, ADA)
    turn_to(club, "2027-01-02T00:00:00")
    enrolled(club, mine, ADA)

    for _ in range(3):
        told(club, ADA, "2027-01-02T00:00:00Z", action="visit")
    club.house.settle()
    assert points_of(club) == 105

    turn_to(club, "2027-01-03T00:00:00")
    left(club, mine, ADA)
    enrolled(club, mine, ADA, resetStreakStatus=True)
    told(club, ADA, "2027-01-03T00:00:00Z", action="visit")
    club.house.settle()
    assert points_of(club) == 205, "the cycle's goal is achieved once for ever, the level once a run"


def points_of(club: Club) -> Any:
    return club.got(f"/gamification/level?user_id={ADA}")["points"]


def test_a_streak_drops_when_a_cycle_ends_unmet_unless_paused_or_frozen(club: Club, levels: Any) -> None:
    turn_to(club, "2027-01-05T00:00:00")
    enrolled(club, levels, ADA)
    told(club, ADA, "2027-01-05T00:00:00Z", action="visit")
    path = f"{GROUPS}/{levels['targetGroupId']}/targets/{levels['id']}"
    pause = {"customerId": ADA, "startDate": "2027-02-10", "endDate": "2027-02-20"}

    kept = posted(club, f"{path}/pauses", pause)
    frozen = posted(club, f"{path}/freezes", {"customerId": ADA, "freezes": 1})

    assert kept["pauses"] == [{"startDate": "2027-02-10", "endDate": "2027-02-20"}]
    assert frozen["freezes"] == 1
    turn_to(club, "2027-03-01T00:00:00")
    assert streak(club, levels, ADA)["currentValue"] == 1, "paused"
    turn_to(club, "2027-04-01T00:00:00")
    assert (streak(club, levels, ADA)["currentValue"], streak(club, levels, ADA)["freezes"]) == (1, 0)
    turn_to(club, "2027-05-01T00:00:00")
    assert streak(club, levels, ADA)["currentValue"] == 0

    line = club.got(f"{path}/users/{ADA}/timeline")["data"]
    codes = [f"PERIOD_G_{levels['targetGroupId']}_{turn}" for turn in range(1, 5)]
    steps = [(one["event"], one["refCode"]) for one in line if one["refCode"] and one["event"] != "achieved"]
    assert steps == [
        ("met", codes[0]),
        ("paused", codes[1]),
        ("frozen", codes[2]),
        ("broke", codes[3]),
    ]
