"""From activity events to places on boards, by the house's own road and stream."""

import json

from chalicelib.actions import following
from sandbox import schema
from tests.boarding import Boards, email, sale


def test_sales_come_on_the_board_as_the_stream_runs(boards: Boards) -> None:
    boards.tell(sale("ada", 12.5), sale("bob", 20), sale("ada", 0.005))

    boards.house.pump.drain()

    assert [(place, score) for place, _, score in boards.shown()] == [(1, 200_000), (2, 125_050)]
    assert [(place, score) for place, _, score in boards.shown(window="2026-11-21")] == [
        (1, 200_000),
        (2, 125_050),
    ]
    boards.check()


def test_rates_and_counts_stand_on_boards_of_their_own(boards: Boards) -> None:
    boards.tell(email("ada"), email("ada"), email("bob"))

    boards.house.pump.drain()

    assert [(place, score) for place, _, score in boards.shown("emails")] == [(1, 2), (2, 1)]
    assert boards.shown() == []
    boards.check()


def test_equals_share_a_place_and_stand_by_their_numbers(boards: Boards) -> None:
    boards.tell(sale("ada", 5), sale("bob", 7), sale("cem", 5), sale("dan", 1))

    boards.house.pump.drain()

    page = boards.page()
    assert [row.place for row in page.rows] == [1, 2, 2, 4]
    assert page.rows[1].user.number < page.rows[2].user.number
    assert boards.page(contact=page.rows[3].user.uid, limit=1).own == 4
    assert boards.page(contact="nobody").own is None


def test_a_delivery_that_comes_twice_moves_nobody_twice(boards: Boards) -> None:
    boards.house.faults.duplicate_next = 100
    boards.tell(sale("ada", 5), sale("bob", 7))

    boards.house.pump.drain()

    assert [score for _, _, score in boards.shown()] == [70_000, 50_000]
    boards.check()


def test_a_lost_delivery_is_made_good_by_the_sweep(boards: Boards) -> None:
    boards.tell(sale("ada", 5))
    boards.house.faults.lose_next = 100
    boards.house.pump.drain()
    boards.house.faults.lose_next = 0
    assert boards.shown() == []

    boards.wait(minutes=3)

    assert [score for _, _, score in boards.shown()] == [50_000]
    boards.check()
    assert not [item for item in boards.club.items() if "b" in item]


def test_money_that_goes_back_moves_its_contact_down_and_below_zero(boards: Boards) -> None:
    boards.tell(sale("ada", 5), sale("bob", 2))
    boards.house.pump.drain()

    boards.tell(sale("ada", -8.5))
    boards.house.pump.drain()

    assert [(place, score) for place, _, score in boards.shown()] == [(1, 20_000), (2, -35_000)]
    boards.check()


def test_windows_do_not_mix(boards: Boards) -> None:
    boards.tell(
        sale("ada", 5, transactionTimestamp="2026-11-20T12:00:00.000+0000"),
        sale("bob", 7, transactionTimestamp="2026-10-31T12:00:00.000+0000"),
    )

    boards.house.pump.drain()

    assert [score for _, _, score in boards.shown(window="2026-11")] == [50_000]
    assert [score for _, _, score in boards.shown(window="2026-W47")] == [50_000]
    assert [score for _, _, score in boards.shown(window="2026-11-20")] == [50_000]
    assert [score for _, _, score in boards.shown(window="2026-10")] == [70_000]
    assert boards.shown(window="2026-11-21") == []
    boards.check()


def test_a_window_that_is_long_over_is_empty(boards: Boards) -> None:
    boards.tell(sale("ada", 5))
    boards.house.pump.drain()

    boards.wait(minutes=60 * 24 * 20)

    assert boards.shown(window="2026-11-21") == []
    assert [score for _, _, score in boards.shown(window="2026-11")] == [50_000]


def test_who_passes_the_leader_is_told_of_once(boards: Boards) -> None:
    boards.tell(sale("ada", 5), sale("bob", 7))
    boards.house.settle()

    boards.tell(sale("ada", 2))
    boards.house.settle()
    assert len(boards.led()) == 1, "as much as the leader is not more"

    boards.tell(sale("ada", 1))
    boards.house.settle()
    boards.tell(sale("ada", 1))
    boards.house.settle()

    assert boards.led() == ["bob", "ada"]


def test_who_leads_after_the_leader_fell_is_told_of(boards: Boards) -> None:
    boards.tell(sale("ada", 5), sale("bob", 7))
    boards.house.settle()

    boards.tell(sale("bob", -6))
    boards.house.settle()

    assert boards.led() == ["bob", "ada"]


def test_the_stream_is_filtered_for_the_cards_of_every_board() -> None:
    _, cards = schema.stream_mapping()["FilterCriteria"]["Filters"]

    wanted = json.loads(cards["Pattern"])["dynamodb"]["Keys"]["sk"]["S"]

    assert wanted == [*(key.sk for key in following.sums_of("example", "a")), {"prefix": "CC#"}]
