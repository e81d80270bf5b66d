"""What targets give, and what keeps a streak: a year of visits, as a brand's till tells it."""

from typing import Any

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
from tests.journeys.till import ADA, FIVE, turn_to


def test_a_goal_gives_its_points_once_and_the_levels_theirs_once_a_run(brand: Club) -> None:
    points = {"rewardName": "Points", "rewardType": "1cn4DmUBkPH_lz9GixDL"}
    of = group(brand, name="Daily", trackingType="STREAKS", periods=FIVE, timeZoneName="UTC")
    mine = target(
        brand,
        of,
        targetType="COUNT",
        eventName="visit",
        defaultValue=1,
        rewards=[{**points, "value": 5}],
        levels=[{"name": "l1", "cycles": 1, "rewards": [{**points, "value": 100}]}],
    )
    customer(brand, ADA)
    turn_to(brand, "2027-01-02T00:00:00")
    enrolled(brand, mine, ADA)

    for _ in range(3):
        told(brand, ADA, "2027-01-02T00:00:00Z", action="visit")
    brand.house.settle()
    assert points_of(brand) == 105

    turn_to(brand, "2027-01-03T00:00:00")
    left(brand, mine, ADA)
    enrolled(brand, mine, ADA, resetStreakStatus=True)
    told(brand, ADA, "2027-01-03T00:00:00Z", action="visit")
    brand.house.settle()
    assert points_of(brand) == 205, "the cycle's goal is achieved once for ever, the level once a run"


def points_of(brand: Club) -> Any:
    return brand.got(f"/gamification/level?user_id={ADA}")["points"]


def test_a_streak_drops_when_a_cycle_ends_unmet_unless_paused_or_frozen(brand: Club, levels: Any) -> None:
    turn_to(brand, "2027-01-05T00:00:00")
    enrolled(brand, levels, ADA)
    told(brand, ADA, "2027-01-05T00:00:00Z", action="visit")
    path = f"{GROUPS}/{levels['targetGroupId']}/targets/{levels['id']}"
    pause = {"customerId": ADA, "startDate": "2027-02-10", "endDate": "2027-02-20"}

    kept = posted(brand, f"{path}/pauses", pause)
    frozen = posted(brand, f"{path}/freezes", {"customerId": ADA, "freezes": 1})

    assert kept["pauses"] == [{"startDate": "2027-02-10", "endDate": "2027-02-20"}]
    assert frozen["freezes"] == 1
    turn_to(brand, "2027-03-01T00:00:00")
    assert streak(brand, levels, ADA)["currentValue"] == 1, "paused"
    turn_to(brand, "2027-04-01T00:00:00")
    assert (streak(brand, levels, ADA)["currentValue"], streak(brand, levels, ADA)["freezes"]) == (1, 0)
    turn_to(brand, "2027-05-01T00:00:00")
    assert streak(brand, levels, ADA)["currentValue"] == 0

    line = brand.got(f"{path}/users/{ADA}/timeline")["data"]
    codes = [f"PERIOD_G_{levels['targetGroupId']}_{turn}" for turn in range(1, 5)]
    steps = [(one["event"], one["refCode"]) for one in line if one["refCode"] and one["event"] != "achieved"]
    assert steps == [
        ("met", codes[0]),
        ("paused", codes[1]),
        ("frozen", codes[2]),
        ("broke", codes[3]),
    ]
