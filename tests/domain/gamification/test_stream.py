"""The social stream: numbers without a gap, times that never go back, pages from the newest on."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.gamification.stream import Entry, Head, Post, span
from chalicelib.domain.gamification.user import User

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OLGA = User("olga", 7)


def a_post(minutes: int) -> Post:
    return Post("p", "olga", "badge_earned", {"badge": "x"}, NOON + timedelta(minutes=minutes))


def test_the_first_post_is_number_1_as_of_its_own_time() -> None:
    head, entry = Head().next(a_post(0), OLGA)

    assert head == Head(1, NOON)
    assert entry == Entry(1, "olga", "badge_earned", {"badge": "x"}, NOON, OLGA)


@pytest.mark.parametrize(("minutes", "stands_at"), [(5, 5), (0, 0), (-5, 0)])
def test_the_next_one_is_never_older_than_the_one_before(minutes: int, stands_at: int) -> None:
    head, entry = Head(41, NOON).next(a_post(minutes), OLGA)

    assert (head.number, entry.number) == (42, 42)
    assert head.at == entry.created == NOON + timedelta(minutes=stands_at)


@pytest.mark.parametrize(
    ("top", "page", "numbers"),
    [
        (7, 1, [7, 6, 5]),
        (7, 2, [4, 3, 2]),
        (7, 3, [1]),
        (7, 4, []),
        (6, 2, [3, 2, 1]),
        (6, 3, []),
        (2, 1, [2, 1]),
        (0, 1, []),
    ],
)
def test_pages_go_from_the_newest_back_to_the_first(top: int, page: int, numbers: list[int]) -> None:
    assert list(span(top, page, 3)) == numbers
