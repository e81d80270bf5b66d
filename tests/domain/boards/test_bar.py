"""How high the bar lies over a board's scores."""

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
