"""The board of a milestone that gets its first rank late: all cards of the path are carried to it, resumably."""

from typing import Any

import pytest

from chalicelib.actions import backfilling, boards
from chalicelib.domain.gamification.ranks import conversion_board
from chalicelib.store import backfills
from chalicelib.store.keys import Key
from tests.competing import Arena
from tests.scoring import Office, five_of_eight


class Boards:
    """What stands for the carried: the cards that are carried to them."""

    def __init__(self) -> None:
        self.calls: list[list[Key]] = []

    def __call__(self, cards: Any) -> None:
        self.calls.append(list(cards))

    @property
    def cards(self) -> set[Key]:
        return {card for call in self.calls for card in call}


def run(arena: Arena, desk: Office, carried: Boards) -> None:
    clock = arena.house.clock.now
    until = clock().replace(year=2030)
    backfilling.go_on(arena.table, desk.path["id"], carried, clock=clock, until=until)


def test_the_first_rank_of_a_milestone_carries_all_cards_of_its_path(arena: Arena, desk: Office) -> None:
    arena.told(*(desk.opened("a", reference=f"m{number}") for number in range(30)))
    arena.house.settle()
    carried = Boards()

    desk.rank()
    run(arena, desk, carried)

    assert len(carried.cards) == 30 and len(carried.calls) == 2
    assert backfills.load(arena.table, desk.path["id"]) is not None, "once more when all has settled"
    arena.house.clock.turn_to(arena.house.clock.now().replace(hour=23))
    run(arena, desk, carried)
    assert backfills.load(arena.table, desk.path["id"]) is None


def test_a_second_rank_of_the_milestone_carries_nothing_and_one_of_another_begins_again(
    arena: Arena, desk: Office
) -> None:
    arena.told(desk.opened("a"))
    desk.rank()
    arena.house.clock.turn_to(arena.house.clock.now().replace(hour=22))
    run(arena, desk, Boards())
    run(arena, desk, Boards())
    assert backfills.load(arena.table, desk.path["id"]) is None

    desk.rank()
    assert backfills.load(arena.table, desk.path["id"]) is None
    desk.rank(milestone=1)
    assert backfills.load(arena.table, desk.path["id"]) is not None


def test_a_back_fill_that_dies_goes_on_where_it_was(arena: Arena, desk: Office) -> None:
    arena.told(*(desk.opened("a", reference=f"m{number}") for number in range(30)))
    arena.house.settle()
    desk.rank()
    carried = Boards()

    def dies(cards: Any) -> None:
        carried(cards)
        if len(carried.calls) == 2:
            raise RuntimeError("the process ends")

    with pytest.raises(RuntimeError):
        backfilling.go_on(
            arena.table,
            desk.path["id"],
            dies,
            clock=arena.house.clock.now,
            until=arena.house.clock.now().replace(year=2030),
        )
    after = Boards()
    run(arena, desk, after)

    assert [len(call) for call in carried.calls] == [25, 5]
    assert [len(call) for call in after.calls] == [5], "the first stretch was done"


def test_a_back_fill_that_is_begun_anew_is_not_moved_by_the_one_before(arena: Arena, desk: Office) -> None:
    """Else the cards behind which the old one was would never come to the new board."""
    arena.told(*(desk.opened("a", reference=f"m{number}") for number in range(30)))
    arena.house.settle()
    desk.rank()
    carried = Boards()

    def meanwhile(cards: Any) -> None:
        carried(cards)
        if len(carried.calls) == 1:
            desk.rank(milestone=1)

    backfilling.go_on(
        arena.table,
        desk.path["id"],
        meanwhile,
        clock=arena.house.clock.now,
        until=arena.house.clock.now().replace(year=2030),
    )

    found = backfills.load(arena.table, desk.path["id"])
    assert found is not None and found[0].after is None


def test_a_board_made_late_shows_the_cases_that_were_told_before_and_those_after(
    arena: Arena, desk: Office
) -> None:
    arena.told(*five_of_eight(desk), desk.opened("x", reference="bob"))
    arena.house.settle()

    desk.rank()
    arena.house.settle()
    board = conversion_board(desk.milestones[0])
    page = boards.scores(
        arena.table, board, "all", limit=15, contact=arena.contact("bob"), now=arena.house.clock.now()
    )
    assert ([(one.place, one.score) for one in page.rows], page.own) == ([(1, 6250), (2, 0)], 2)

    arena.told(desk.reached("x", reference="bob"))
    arena.house.settle()
    after = boards.scores(arena.table, board, "2026-11", limit=15, contact=None, now=arena.house.clock.now())
    assert [one.score for one in after.rows] == [10_000, 6250]
