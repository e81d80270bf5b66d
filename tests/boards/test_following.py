"""From activity events to places on boards, by the house's own road and stream."""

import pytest

from tests.asking import Club
from tests.boarding import Boards, email, sale


@pytest.fixture
def boards(club: Club) -> Boards:
    return Boards(club)


def test_sales_come_on_the_board_as_the_stream_runs(boards: Boards) -> None:
    boards.tell(sale("ada", 12.5), sale("bob", 20), sale("ada", 0.005))

    boards.house.pump.drain()

    assert [(place, score) for place, _, score in boards.shown()] == [(1, 200_000), (2, 125_050)]
    assert [(place, score) for place, _, score in boards.shown(window="2026-11-21")] == [
        (1, 200_000),
        (2, 125_050),
    ]
    boards.check()
