"""The checker has teeth: it accepts what has an order and rejects what has none."""

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
