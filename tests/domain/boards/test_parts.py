"""Where entries stand in a list, so that it reads as the board does."""

import pytest
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


@pytest.mark.parametrize(("number", "own"), [(0, 1), (1, 2), (7, 8), (8, 1), (15, 8), (10**9, 1)])
def test_who_is_not_above_the_bar_stands_in_one_of_eight_parts_by_its_number(number: int, own: int) -> None:
    assert parts.part(number, top=False) == own
    assert parts.part(number, top=True) == 0


def test_all_parts_are_the_one_that_is_read_and_the_eight_others() -> None:
    assert list(parts.ALL_PARTS) == [0, 1, 2, 3, 4, 5, 6, 7, 8]


def test_a_score_is_read_from_what_stands_before_the_first_hash() -> None:
    assert parts.score_at("b", "76#12#3") == 23
    assert parts.score_at("-b", "76#12#3") == -76
    assert parts.score_at("0", "0#12") == 0
