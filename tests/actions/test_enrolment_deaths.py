"""Every action dies at each of its calls and is asked for again, as the same request: done once, told once."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.domain.refusals import Refusal
from chalicelib.store.table import Unavailable
from tests.actions.test_enrolments import NOVEMBER
from tests.api.test_bulk_crashes import dying
from tests.enrolling import Desk
from tests.targeting import Range, sale

Act = Callable[[Desk], Any]


def asks(act: Act) -> tuple[Callable[[Range, Desk], None], Act]:
    return _in_a_streak, act


def _in_a_streak(at: Range, desk: Desk) -> None:
    at.streak(NOVEMBER)
    desk.enrol()
    at.arena.told(sale(1, 1))


def _near_a_goal(at: Range, desk: Desk) -> None:
    """What was sold counts with the balance, and makes it the hundred."""
    at.milestone(NOVEMBER, exclude_before_enrolment=False)
    at.arena.told(sale(1, 60))


def _left_at_a_level(at: Range, desk: Desk) -> None:
    _in_a_streak(at, desk)
    desk.leave()


ACTS = {
    "enrol, which reaches the goal": (_near_a_goal, lambda desk: desk.enrol("d_4", 40, request="r")),
    "enrol again, with a reset": (_left_at_a_level, lambda desk: desk.enrol(reset=True, request="r")),
    "leave": asks(lambda desk: desk.leave(request="r")),
    "pause": asks(lambda desk: desk.pause("2026-11-22", "2026-11-24", request="r")),
    "give freezes": asks(lambda desk: desk.give(2, request="r")),
}


@pytest.mark.parametrize("answered", [False, True], ids=["before the call", "after the call"])
@pytest.mark.parametrize("name", ACTS)
def test_done_again_after_a_death_it_stands_as_if_done_once(
    at: Range, desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, answered: bool
) -> None:
    arrange, act = ACTS[name]
    arrange(at, desk)
    before = at.enrolment()

    deaths = _dies_everywhere(desk, act, monkeypatch, answered)
    first, second = act(desk), act(desk)
    at.house.settle()

    after = at.enrolment()
    assert after is not None
    assert deaths >= 3
    assert first == second
    assert after.version == (before.version if before else 0) + 1
    assert after.requests[-1] == "r" and after.requests.count("r") == 1
    assert len(at.told("target_achieved")) == 1
    assert at.house.sweep()["failed"] == 0


def _dies_everywhere(desk: Desk, act: Act, monkeypatch: pytest.MonkeyPatch, answered: bool) -> int:
    """Die at the first call, ask again and die at the second, and so forth until it is answered."""
    for call in range(1, 50):
        with dying(monkeypatch, call, answered=answered) as calls:
            try:
                act(desk)
            except Unavailable:
                continue
            except Refusal as refused:
                raise AssertionError("what was asked before is refused") from refused
        if len(calls) < call:
            return call - 1
    raise AssertionError("it is never answered")
