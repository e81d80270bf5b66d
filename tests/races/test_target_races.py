"""Enrolling at the same moment, and at the moment of the event that reaches the goal, on DynamoDB Local (E1)."""

import itertools
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.actions import enrolments
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.refusals import AlreadyEnrolled
from tests.asking import Club
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.races.conftest import ROUNDS
from tests.races.crowd import at_once
from tests.targeting import GROUP, TARGET, Range

pytestmark = pytest.mark.local
CROWD = 64
REQUESTS = itertools.count()


def lap(reference: str, number: int, action: str) -> dict[str, Any]:
    return {"memberRefId": reference, "action": action, "eventRefId": f"{action} {reference} {number}"}


def a_range(club: Club, turn: int, wanted: int) -> tuple[Range, str, str, str]:
    """A milestone of its own for each round, in which what was done before the enrolment counts."""
    range_, uid, action = Range(Arena(club)), str(int(TARGET) + turn), f"lap {turn}"
    today = range_.now.date().isoformat()
    given: dict[str, Any] = {"target_type": "COUNT", "exclude_before_enrolment": False}
    range_.milestone(days(3, today), uid=uid, value=Decimal(wanted), event_name=action, **given)
    range_.met(f"ada {turn}")
    return range_, str(int(GROUP) + turn), uid, action


def enrolling(range_: Range, group: str, uid: str, reference: str) -> str:
    try:
        contact = range_.arena.contact(reference)
        request = f"request {next(REQUESTS)}"
        enrolments.enrol(range_.table, group, uid, contact, Wish(), request=request, now=range_.now)
    except AlreadyEnrolled:
        return "310119"
    return "enrolled"


@pytest.mark.parametrize("turn", range(10, 10 + min(ROUNDS, 8)))
def test_an_enrolment_and_the_event_that_crosses_tell_the_goal_once(club: Club, turn: int) -> None:
    range_, group, uid, action = a_range(club, turn, 2)
    range_.arena.told(lap(f"ada {turn}", 1, action))

    replies = at_once(
        [
            lambda: enrolling(range_, group, uid, f"ada {turn}"),
            lambda: range_.arena.tell(lap(f"ada {turn}", 2, action)).status,
            lambda: range_.arena.tell(lap(f"ada {turn}", 2, action)).status,
        ]
    )
    range_.house.settle()

    enrolment = range_.enrolment(f"ada {turn}", uid)
    assert replies[0] == "enrolled"
    assert enrolment is not None
    assert [number for number, cell in enrolment.cells.items() if cell.achieved] == [1]


@pytest.mark.parametrize("turn", range(30, 30 + min(ROUNDS, 3)))
def test_sixteen_events_at_once_count_each_once_and_reach_the_goal_once(club: Club, turn: int) -> None:
    range_, group, uid, action = a_range(club, turn, 16)
    enrolling(range_, group, uid, f"ada {turn}")
    events = [lap(f"ada {turn}", number, action) for number in range(16)]

    replies = at_once([lambda event=event: range_.arena.tell(event) for event in events])
    for event, reply in zip(events, replies, strict=True):
        if reply.status == 409:
            range_.arena.tell(event)
    range_.house.settle()

    assert range_.values(f"ada {turn}", uid) == {"d_1": 16}
    assert range_.achieved(f"ada {turn}", uid) == ["d_1"]
