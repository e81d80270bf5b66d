"""What stands before each flow of face 004: groups, targets and enrolments, made through the product."""

import json
from typing import Any

from tests.api import aiming
from tests.faults.stage import Stage

WHO, FRIEND = 7_004, 7_005
STREAK = {"trackingType": "STREAKS", "name": "Streaks"}


def a_group(stage: Stage) -> None:
    stage.notes["of"] = made = aiming.group(stage.club, **STREAK)
    stage.notes["group"] = str(made["id"])
    stage.notes["period"] = str(made["periods"][-1]["id"])


def a_target(stage: Stage) -> None:
    a_group(stage)
    stage.notes["made"] = made = aiming.target(stage.club, stage.notes["of"])
    stage.notes["target"] = str(made["id"])


def customers(stage: Stage) -> None:
    a_target(stage)
    for who in (WHO, FRIEND):
        aiming.customer(stage.club, who)


def an_enrolment(stage: Stage) -> None:
    customers(stage)
    aiming.enrolled(stage.club, stage.notes["made"], WHO)


MANY: list[Any] = [{"customerId": WHO}, {"customerId": FRIEND}, {"customerId": 1}]


def moved_period(stage: Stage) -> bytes:
    return json.dumps([{**stage.notes["of"]["periods"][-1], "endDate": "2027-03-02"}]).encode()


def renamed_target(stage: Stage) -> bytes:
    return json.dumps([{"id": stage.notes["made"]["id"], "name": "Another"}]).encode()
