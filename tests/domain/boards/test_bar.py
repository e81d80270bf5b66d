"""How high the bar lies over a board's scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.boards import bar, tree
from tests.domain.boards.test_tree import SCORES, built


@given(st.lists(SCORES, max_size=60), st.integers(1, 20))
def test_about_so_many_reach_the_bar_and_fewer_are_above_it(scores: list[int], number: int) -> None:
    nodes = built([(None, score) for score in scores])

    found = bar.raised(number, lambda name: nodes.get(name, {}))

    if len(scores) < number:
        assert found is None
        return
    assert found is not None
    assert sum(score >= found for score in scores) >= number
    assert sum(score > found for score in scores) <= number + number // 2


@given(st.integers(-2000, 2000), st.integers(10, 50))
def test_nobody_of_a_crowd_of_equals_is_above_it(score: int, crowd: int) -> None:
    nodes = built([(None, score)] * crowd)

    found = bar.raised(5, lambda name: nodes.get(name, {}))

    assert found == score
    assert tree.better(score, nodes) == 0


@pytest.mark.parametrize(
    ("score", "height", "above"), [(5, None, True), (6, 5, True), (5, 5, False), (-1, 0, False)]
)
def test_above_the_bar_is_more_than_it_and_without_one_is_anybody(
    score: int, height: int | None, above: bool
) -> None:
    assert bar.is_above(score, height) is above


CROWDS = {
    "few": (range(1, 5), 5),
    "just as many": (range(1, 6), 5),
    "in one cell": ([*range(1000, 1100)], 20),
    "spread": ([*range(0, 10_000, 7)], 100),
    "round ones": ([1000] * 10 + [2000] * 10 + [2500] * 10, 15),
    "below nothing": ([*range(-1100, -1000)], 20),
    "round ones below nothing": ([-1000] * 10 + [-1500] * 10 + [-1555] * 10, 15),
    "some of nothing": ([0] * 30 + [5], 5),
    "the first of many below nothing": ([*range(-10_200, -10_100)], 1),
    "both": ([*range(-50, 50)], 70),
}


@pytest.mark.parametrize(
    ("crowd", "found"),
    [
        ("few", None),
        ("just as many", 1),
        ("in one cell", 1080),
        ("spread", 9300),
        ("round ones", 2000),
        ("below nothing", -1029),
        ("round ones below nothing", -1500),
        ("some of nothing", 0),
        ("the first of many below nothing", -10_101),
        ("both", -29),
    ],
)
def test_the_bar_is_the_least_score_of_the_cell_in_which_the_number_is_reached(
    crowd: str, found: int | None
) -> None:
    scores, number = CROWDS[crowd]
    nodes = built([(None, score) for score in scores])

    assert bar.raised(number, lambda name: nodes.get(name, {})) == found
