"""A contact's card: which boards it is on, and what people see of a score."""

from decimal import Decimal

import pytest

from chalicelib.domain.boards.card import Card, shown
from chalicelib.domain.stretches import Number

CARD = Card("olga", "P#sale", 3, {("sales", "all"): 500, ("emails", "all"): 2, ("sales", "2026-11"): 100})


def test_a_card_is_on_each_of_its_boards_once_with_the_scores_of_its_windows() -> None:
    assert CARD.boards == ("sales", "emails")
    assert CARD.of("sales") == {"all": 500, "2026-11": 100}
    assert CARD.of("c1") == {}


@pytest.mark.parametrize(
    ("board", "score", "seen"),
    [
        ("sales", 12_345_678, Decimal("1234.5678")),
        ("sales", 1_500_000, 150),
        ("sales", -5_000, Decimal("-0.5")),
        ("emails", 12, 12),
        ("c0d8f", 6_250, Decimal("62.5")),
        ("c0d8f", 10_000, 100),
        ("c0d8f", 0, 0),
    ],
)
def test_people_see_a_score_without_its_scale_and_whole_numbers_whole(
    board: str, score: int, seen: Number
) -> None:
    found = shown(board, score)

    assert (found, str(found), type(found)) == (seen, str(seen), type(seen))
