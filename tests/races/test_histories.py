"""Achievements are linearizable: some order explains all that eight callers at once saw of one (A2)."""

import random
from functools import partial

import pytest

from tests.asking import Club
from tests.figures import tally
from tests.races.collisions import Collisions
from tests.races.conftest import ROUNDS
from tests.races.crowd import at_once
from tests.races.histories import Lossy, any_call, seen, steps_of
from tests.races.linearizable import LOST, Operation, linearizable
from tests.races.steps_model import Steps, model

pytestmark = pytest.mark.local
CALLERS, CALLS = 8, 40


@pytest.mark.parametrize("seed", range(ROUNDS // 2))
def test_everything_at_once_has_an_order_even_when_answers_are_lost(
    club: Club, collisions: Collisions, seed: int
) -> None:
    one = f"achievement/{club.start()['uid']}/"

    history, lost = _called(club, one, seed)

    found = linearizable(history, Steps(), model, end=steps_of(club.got(one)))
    tally("histories with an order (linearizable)", 1, not found)
    tally("calls in these histories", len(history))
    tally("answers lost on their way to the product in these", lost)
    tally("answers that callers of these never got", sum(each.answer == LOST for each in history))
    assert found
    finished = sum(each.what == ("finish", 0) and isinstance(each.answer, Steps) for each in history)
    assert club.got(f"event/?subject={one.split('/')[1]}&type=achievement_completed")["total"] >= finished
    assert lost > 0 and collisions.seen > 0


def _called(club: Club, one: str, seed: int) -> tuple[list[Operation], int]:
    """What all of them saw, and how many writes went through without a word."""
    chance = random.Random(seed)
    plans = [[any_call(chance) for _ in range(CALLS)] for _ in range(CALLERS)]

    def goes_through(plan: list[tuple[str, int]]) -> list[Operation]:
        return [seen(club, one, *what) for what in plan]

    with Lossy(club, share=0.05, seed=seed) as lossy:
        told = at_once([partial(goes_through, plan) for plan in plans])
    return [operation for each in told for operation in each], lossy.lost
