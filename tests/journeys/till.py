"""A brand's till in 2027: five months of a milestone, a streak of twelve, and a clock that is turned."""

from datetime import UTC, datetime
from typing import Any

from tests.api.aiming import customer, group, target
from tests.asking import Club

ADA = 345651201
YEAR = 2027
FIVE = [
    {"refCode": f"c{month}", "startDate": f"2027-{month:02}-01", "endDate": f"2027-{month + 1:02}-01"}
    for month in range(1, 6)
]


def turn_to(club: Club, text: str) -> None:
    club.house.clock.turn_to(datetime.fromisoformat(text).replace(tzinfo=UTC))
    club.house.settle()


def streak_of_levels(club: Club) -> Any:
    """A streak ABC, and it has 4 levels (l1, l2, l3, l4) in it."""
    months = {"frequencyType": "MONTHLY", "recurringCycles": 12, "startDate": "2027-01-01", "periods": None}
    of = group(club, name="Streaks", trackingType="STREAKS", timeZoneName="UTC", **months)
    customer(club, ADA)
    steps = [{"name": f"l{turn}", "cycles": turn} for turn in range(1, 5)]
    return target(club, of, name="ABC", targetType="COUNT", eventName="visit", defaultValue=1, levels=steps)
