"""What leaderboards of others do (their tests and issues), as rows: ours does the same."""

import pytest

from tests.boarding import Boards, sale


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [
        ([50, 50, 30, 30, 10], [1, 1, 3, 3, 5]),  # leaderboard-python, competition ranking
        (
            [50, 50, 30, 30, 10, 50, 50, 30, 30, 10],
            [1, 1, 1, 1, 5, 5, 5, 5, 9, 9],
        ),  # its second page: 1, 5, 5
    ],
)
def test_equals_share_a_rank_and_the_next_one_counts_them(
    boards: Boards, scores: list[int], ranks: list[int]
) -> None:
    boards.tell(*(sale(f"m{number}", score) for number, score in enumerate(scores)))
    boards.house.pump.drain()

    page = boards.page()

    assert [row.place for row in page.rows] == ranks
    assert [boards.page(contact=row.user.uid, limit=1).own for row in page.rows] == ranks


def test_who_leaves_equals_behind_is_alone(boards: Boards) -> None:
    """leaderboard-python: m3 and m4 share the third rank; m3 gets ten more."""
    boards.tell(*(sale(f"m{number}", score) for number, score in enumerate((50, 50, 30, 30, 10), start=1)))
    boards.house.pump.drain()

    boards.tell(sale("m3", 10))
    boards.house.pump.drain()

    assert [(row.place, row.score // 10_000) for row in boards.page().rows][2:4] == [(3, 40), (4, 30)]


def test_a_rank_of_another_period_is_none(boards: Boards) -> None:
    """nakama: five scores in one period, asked for the next."""
    boards.tell(sale("ada", 5, transactionTimestamp="2026-11-20T12:00:00.000+0000"))
    boards.house.pump.drain()
    ada = boards.page().rows[0].user.uid

    assert boards.page(window="2026-11-20", contact=ada).own == 1
    assert boards.page(window="2026-11-21", contact=ada).own is None


def test_a_month_is_the_same_whenever_it_is_asked_for(boards: Boards) -> None:
    """discourse-gamification: November, asked for in January; a day of January is empty."""
    boards.tell(sale("ada", 5), sale("bob", 7))
    boards.house.pump.drain()
    before = boards.shown(window="2026-11")

    boards.wait(days=42)

    assert boards.shown(window="2026-11") == before != []
    assert boards.shown(window="2027-01-02") == []
