"""Many who move the same boards at the same moment, on DynamoDB Local: entries, lists and tree agree."""

from functools import partial
from random import Random

import pytest

from chalicelib.actions import auditing, following, rebuilding
from chalicelib.domain.refusals import Busy
from chalicelib.store.keys import Key
from tests.asking import Club
from tests.boarding import Boards, email, sale
from tests.competing import Arena
from tests.races.crowd import at_once

pytestmark = pytest.mark.local

CONTACTS = 6


@pytest.mark.parametrize("turn", range(2))
def test_movers_stale_movers_and_a_rebuild_at_once_leave_no_place_wrong(club: Club, turn: int) -> None:
    boards, chance, names = Boards(club), Random(turn), [f"racer {turn} {n}" for n in range(CONTACTS)]
    boards.tell(*(sale(name, 5) for name in names), *(email(name) for name in names))
    places = _cards(boards, names)

    def follow() -> None:
        try:
            following.follow(boards.table, chance.sample(places, len(places)), now=boards.house.clock.now())
        except Busy:
            return  # as a batch that is delivered again

    def tell(number: int) -> None:
        Arena(club).tell(sale(names[number % CONTACTS], number + 0.25), email(names[number % CONTACTS]))

    def rebuild() -> None:
        rebuilding.rebuild(boards.table, now=boards.house.clock.now())

    at_once([follow, partial(tell, 1), follow, partial(tell, 2), rebuild, follow, partial(tell, 1), follow])
    boards.house.settle()
    follow()

    assert auditing.audit(boards.table, now=boards.house.clock.now()).faults == []
    boards.check()


def _cards(boards: Boards, names: list[str]) -> list[Key]:
    arena = Arena(boards.club)
    boards.house.pump.drain()
    return [key for name in names for key in following.sums_of("example", arena.contact(name))]
