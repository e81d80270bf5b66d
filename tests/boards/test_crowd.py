"""A crowd on one board: own places against a sort, before and after moves that were delivered badly.

In the fast suite a small one, on the quick engine; `make test-boards` has 100,000 on AWS's DynamoDB Local.
"""

import os
import random
import shutil
from collections.abc import Iterator
from decimal import Decimal

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine
from sandbox.house import House
from sandbox.mapping import Record
from tests import scored
from tests.asking import Club
from tests.boarding import Boards
from tests.conftest import NOON
from tests.scored import Member

MEMBERS = int(os.environ.get("MEMBERS", "100000"))
# Told in one call, of the large crowd.
AT_ONCE = 500


class Crowd:
    """Some of the members move; `scores` is what all of them must have."""

    def __init__(self, boards: Boards, size: int, movers: int) -> None:
        self.boards, self.members = boards, scored.crowd(size)
        self.movers = random.Random(2).sample(self.members, movers)
        self.scores = {member.uid: member.score for member in self.members}
        self.chance = random.Random(3)
        scored.preload(boards.table, "sales", self.members)
        boards.table.put_many(scored.cards(boards.table, self.movers))

    def move(self, moves: int) -> None:
        """Sales and what is given back, told in calls of AT_ONCE; after each the stream delivers as it can."""
        for start in range(0, moves, AT_ONCE):
            some = [self._sale(start + n) for n in range(min(AT_ONCE, moves - start))]
            self.boards.tell(*some)
            self._disturb()
            self.boards.house.pump.drain()
        self._calm()

    def _sale(self, number: int) -> dict[str, object]:
        member = self.chance.choice(self.movers)
        cents = round(100 * self.chance.lognormvariate(5, 1.5)) * self.chance.choice((1, 1, 1, -1))
        self.scores[member.uid] += 100 * cents
        value = float(Decimal(cents) / 100)
        return {"memberId": member.uid, "action": "sale", "sourceValue": value, "eventRefId": f"s{number}"}

    def _disturb(self) -> None:
        """Batches come twice, records are lost, batches come in pieces and in another order."""
        faults = self.boards.house.faults
        faults.duplicate_next, faults.lose_next = self.chance.choice(((5, 0), (0, 120), (20, 30)))
        faults.shuffle = self._shuffled if self.chance.random() < 0.1 else None

    def _shuffled(self, batches: list[list[Record]]) -> None:
        self.chance.shuffle(batches)

    def _calm(self) -> None:
        """Whatever was lost falls due."""
        faults = self.boards.house.faults
        faults.duplicate_next, faults.lose_next, faults.shuffle = 0, 0, None
        for _ in range(3):
            self.boards.wait(minutes=3)

    def wrong(self, looks: int) -> list[str]:
        """Of so many members those whose place is not what a sort says; movers first, as they may be wrong."""
        asked: list[Member] = [*self.movers[: looks // 2]]
        asked += random.Random(4).sample(self.members, looks - len(asked))
        ranked = sorted(self.scores.values(), reverse=True)
        first = {score: place for place, score in reversed(list(enumerate(ranked, start=1)))}
        found = []
        for member in asked:
            page = self.boards.page(contact=member.uid, limit=1)
            if (page.own, page.score) != (first[self.scores[member.uid]], self.scores[member.uid]):
                found.append(f"{member.uid}: {page.own}, not {first[self.scores[member.uid]]}")
        return found

    def best(self, number: int) -> list[tuple[int, str]]:
        numbers = {member.uid: member.number for member in self.members}
        rows = sorted((-score, numbers[uid], uid) for uid, score in self.scores.items())[:number]
        return [(-score, uid) for score, _, uid in rows]


def proven(crowd: Crowd, *, looks: int, moves: int) -> None:
    assert crowd.wrong(looks) == []

    crowd.move(moves)

    assert crowd.wrong(looks) == []
    page = crowd.boards.page(limit=100)
    assert [(row.score, row.user.uid) for row in page.rows] == crowd.best(100)
    crowd.boards.check()


def test_nobody_of_a_small_crowd_is_at_a_wrong_place_whatever_was_delivered(boards: Boards) -> None:
    proven(Crowd(boards, 400, 40), looks=60, moves=120)


@pytest.fixture
def local() -> Iterator[Boards]:
    if missing := [tool for tool in ("java", "npm") if shutil.which(tool) is None]:
        pytest.skip(f"The crowd was NOT tested: {' and '.join(missing)} missing on this machine.")
    clock = Clock(frozen=True, start=NOON)
    engine = DynamoDBLocalEngine(clock.now)
    try:
        house = House(engine, clock, pause=lambda _: None)
        yield Boards(Club(house, residents.move_in(house, "a seed for tests")))
    finally:
        wiring.use(None)
        engine.close()


@pytest.mark.crowd
def test_nobody_of_100_000_is_at_a_wrong_place_whatever_was_delivered(local: Boards) -> None:
    proven(Crowd(local, MEMBERS, MEMBERS // 20), looks=1_000, moves=MEMBERS // 10)
