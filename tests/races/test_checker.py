"""The checker has teeth: it accepts what has an order and rejects what has none."""

import random
from dataclasses import replace

import pytest

from tests.races.histories import any_call
from tests.races.linearizable import LOST, Operation, linearizable
from tests.races.steps_model import REFUSED, Steps, model

ALL = Steps(frozenset({1, 2, 3}))
DONE = Steps(ALL.done, True)
ONE = Steps(frozenset({1}))


def history(*operations: tuple[float, float, tuple[str, int], object]) -> list[Operation]:
    return [Operation(*one) for one in operations]


def test_overlapping_operations_may_have_come_in_either_order() -> None:
    seen = history((0, 3, ("finish", 0), REFUSED), (1, 2, ("complete_all_steps", 0), ALL))

    assert linearizable(seen, Steps(), model)


def test_two_finishes_that_both_succeed_have_no_order() -> None:
    seen = history((0, 3, ("finish", 0), DONE), (1, 2, ("finish", 0), DONE))

    assert not linearizable(seen, ALL, model)


def test_a_lost_update_has_no_order() -> None:
    seen = history((0, 2, ("complete_step", 1), ONE), (1, 3, ("complete_step", 2), Steps(frozenset({2}))))

    assert not linearizable(seen, Steps(), model)


def test_what_was_answered_before_another_was_asked_came_first() -> None:
    seen = history((0, 1, ("complete_step", 1), ONE), (2, 3, ("complete_step", 2), Steps(frozenset({2}))))

    assert not linearizable(seen, Steps(), model)


def test_an_unanswered_operation_may_have_happened_or_not() -> None:
    lost = (0.0, 1.0, ("complete_step", 1), LOST)
    without = history(lost, (2, 3, ("complete_step", 2), Steps(frozenset({2}))))
    with_it = history(lost, (2, 3, ("complete_step", 2), Steps(frozenset({1, 2}))))

    assert linearizable(without, Steps(), model)
    assert linearizable(with_it, Steps(), model)


def test_the_state_found_afterwards_must_be_that_of_the_order() -> None:
    seen = history((0, 1, ("complete_step", 1), ONE))

    assert linearizable(seen, Steps(), model, end=ONE)
    assert not linearizable(seen, Steps(), model, end=Steps())


def long_one(seed: int, lost: float = 0.05) -> tuple[list[Operation], Steps]:
    """320 calls by eight callers, as they may have seen them, and the state in the end; the last reset it all."""
    chance, state, now, seen = random.Random(seed), Steps(), 0.0, []
    for _ in range(319):
        what, now = any_call(chance), now + 1
        state, answer = model(state, what)
        asked, answered = now - chance.random() * 4, now + chance.random() * 4
        seen.append(Operation(asked, answered, what, LOST if chance.random() < lost else answer))
    for last in (("reopen", 0), ("reset_steps", 0)):
        now, (state, answer) = now + 10, model(state, last)
        seen.append(Operation(now, now + 1, last, answer))
    return seen, state


@pytest.mark.parametrize("seed", range(8))
def test_a_long_history_that_happened_has_an_order(seed: int) -> None:
    seen, end = long_one(seed)

    assert linearizable(seen, Steps(), model, end=end)


@pytest.mark.parametrize("seed", range(8))
def test_a_long_history_with_a_finish_too_many_has_no_order(seed: int) -> None:
    """Everything was answered, and the end was seen by all; then two finish what is finished once."""
    seen, _ = long_one(seed, lost=0)
    late = [(2_000, 2_001, ("complete_all_steps", 0), ALL), (2_002, 2_005, ("finish", 0), DONE)]
    planted = [*seen, *history(*late, (2_003, 2_004, ("finish", 0), DONE))]

    assert linearizable(planted[:-1], Steps(), model, end=DONE)
    assert not linearizable(planted, Steps(), model)


@pytest.mark.parametrize("seed", range(8))
def test_a_long_history_in_which_one_call_was_overwritten_has_no_order(seed: int) -> None:
    """A step that was ticked after all else is open in the end."""
    seen, end = long_one(seed, lost=0)
    ticked = Operation(2_000, 2_001, ("complete_step", 2), Steps(end.done | {2}))

    assert linearizable([*seen, ticked], Steps(), model, end=Steps(end.done | {2}))
    assert not linearizable([*seen, ticked], Steps(), model, end=end)
    assert not linearizable([*seen, replace(ticked, answer=Steps())], Steps(), model)
