"""Where entries stand in a list, so that it reads as the board does."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.boards import parts, tree
from chalicelib.store.board_keys import board_position
from tests.domain.boards.test_tree import SCORES


@given(SCORES, st.integers(1, 10**15))
def test_the_score_is_read_from_its_place(score: int, number: int) -> None:
    assert parts.score_at(tree.band(score), board_position(score, number)) == score


@given(st.lists(st.tuples(SCORES, st.integers(1, 10**15)), max_size=20))
def test_places_of_one_band_are_in_the_order_of_the_board(some: list[tuple[int, int]]) -> None:
    for band in {tree.band(score) for score, _ in some}:
        own = [(score, number) for score, number in some if tree.band(score) == band]

        by_place = sorted(own, key=lambda one: board_position(*one))

        assert by_place == sorted(own, key=lambda one: (-one[0], one[1]))
