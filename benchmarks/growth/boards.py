"""What a board costs as more and more stand on it: to look at and to move on; and whether its places are right."""

import random
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.figures import Figure
from benchmarks.growth.growing import GROWN, Act, Cost, Growth, power
from benchmarks.growth.house import Quiet
from chalicelib.actions import boards
from chalicelib.store.table import TenantTable
from chalicelib.store.writes import Put
from tests import scored
from tests.boarding import Boards
from tests.scored import Member

SMALL, LARGE, LOOKS = 10_000, 1_000_000, 1_000
MOVERS = 100
MOVES = "100 sales of 100 members, followed"
FILLED = "The nodes of the tree that it passes hold more cells: bytes, which are hardly one unit more"
FILLING = "A node of the tree fills up to 1,000 cells and no more: of 10⁴ members most are under 4 KB, of 10⁶ some over"


class Loading(TenantTable):
    """A table whose many puts were there before anybody looked."""

    def __init__(self, house: Quiet) -> None:
        table = house.wired.table.of("example")
        super().__init__(house.client, table.name, table.tenant, op=lambda: "", pause=lambda _: None)
        self._house = house

    def put_many(self, puts: Sequence[Put]) -> None:
        self._house.load(list(puts))


def pages(house: Quiet, size: int) -> Mapping[str, Act]:
    asking = _stand(house, scored.crowd(size), 40)
    return {"The best 15 and the own place": lambda n: _look(house, asking[n % len(asking)], 15)}


def _stand(house: Quiet, members: Sequence[Member], asking: int) -> list[Member]:
    chosen = random.Random(1).sample(members, min(len(members), asking))
    scored.preload(Loading(house), "sales", members, looked_at=chosen)
    return chosen


def _look(house: Quiet, member: Member, limit: int) -> boards.Page:
    table = house.wired.table.of("example")
    return boards.scores(table, "sales", "all", limit=limit, contact=member.uid, now=house.clock.now())


def moves(house: Quiet, size: int) -> Mapping[str, Act]:
    """A hundred of those on the board sell once more, told in one call, and the stream follows."""
    members = scored.crowd(size)
    movers = random.Random(2).sample(members, MOVERS)
    scored.preload(Loading(house), "sales", members)
    best = sorted(members, key=lambda one: -one.score)[: scored.BEST]
    house.load(scored.cards(Loading(house), {one.uid: one for one in (*movers, *best)}.values()))
    club, chance = Boards(house.club), random.Random(3)

    def move(number: int) -> None:
        house.pass_time(minutes=10)
        club.tell(*(_sold(one, number, chance) for one in movers))
        house.settle()

    return {MOVES: move}


def _sold(member: Member, number: int, chance: random.Random) -> dict[str, Any]:
    value = round(chance.lognormvariate(4, 1), 2)
    return {"memberId": member.uid, "action": "sale", "sourceValue": value, "eventRefId": f"{number}"}


def own_places() -> Iterator[Figure]:
    """Of a million, a thousand of them held against a sorted list; and what it costs to be told."""
    row, costs = "An own place", {}
    for size in (SMALL, LARGE):
        house, members = Quiet(), scored.crowd(size)
        asking, wrong = _stand(house, members, LOOKS), 0
        ranked = sorted(member.score for member in members)
        house.client.usage = usage = house.spent(lambda: None)
        for one in asking:
            wrong += _look(house, one, 0).own != 1 + size - bisect_right(ranked, one.score)
        costs[size] = Cost.of(usage, len(asking))
        yield Figure(f"Own places wrong, of {LOOKS:,}", f"at {power(size)}", wrong, most=0)
    worst = round(costs[LARGE].against(costs[SMALL]), 3)
    yield Figure(row, GROWN, worst, floor=1.0, most=1.0, why=FILLING)
    yield Figure(row, "RRU", costs[LARGE].rru, floor=2.5, most=2.5, note=str(costs[LARGE]))


GROWTHS = (
    Growth("board", (100, 1_000, 10_000, 100_000), pages, turns=39),
    Growth("moves", (100, 1_000, 10_000, 100_000), moves, turns=4, timed=4, grows={MOVES: FILLED}),
)
