"""What a user would write himself on DynamoDB, beside what Laurel asks of it for the same: units, and their price.

Counted by AWS's rules on each call as it is made; the price is DynamoDB's alone. Ours recognise the caller, find the
member and the rules, and know an event that comes twice; his do not.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks import bill
from benchmarks.figures import Figure
from chalicelib.actions import boards
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import Engine, InProcessEngine
from sandbox.house import House
from sandbox.meter import Meter, Usage
from tests import scored
from tests.asking import Club
from tests.competing import EVENTS, Arena, counting

TITLE = "Side by side: a table of one's own (ours / theirs)"
HISTORIES, FEW, CROWD = (100, 1_000), 500, 10_000
MANY = 1_000_000_000
COUNTED = "theirs puts the event and counts by a Query"
CHEAP = "cheaper for a member's first hundreds: it knows no caller, and counts twice what is told twice"
ADDED = "theirs is a transaction of the event and a counter, and reads that"
PLACED = "theirs counts who is better in an index by score; the one in the middle"


def measure() -> Iterator[Figure]:
    clock = Clock(start=datetime(2026, 11, 2, 6, tzinfo=UTC), frozen=True)
    engine = InProcessEngine(clock.now)
    engine.reset()
    mine, other = Ours(House(engine, clock)), Theirs(engine)
    for history in HISTORIES:
        mine.live_through(history)
        other.live_through(history)
        of, ours = f"an event after {history:,}", mine.event()
        cheap = CHEAP if history < FEW else ""
        yield from _beside(f"{of}, they count", ours, other.counted_event(), COUNTED, cheap)
        yield from _beside(f"{of}, they add up", ours, other.event_and_counter(), ADDED)
    mine.crowded(CROWD)
    other.crowded(CROWD)
    yield from _beside(f"own place in {CROWD:,}, they count", mine.place(), other.place(), PLACED)


def _beside(of: str, ours: Usage, theirs: Usage, how: str, cheap: str = "") -> Iterator[Figure]:
    """Judged, unless it is said why theirs is `cheap`."""
    said = f"{how}; {cheap}" if cheap else how
    price = bill.of_units(theirs.rru, theirs.wru)
    most = None if cheap else price
    yield Figure(of, "$ per million", bill.of_units(ours.rru, ours.wru), floor=price, most=most, note=said)
    yield Figure(of, "RRU", ours.rru, floor=theirs.rru)
    yield Figure(of, "WRU", ours.wru, floor=theirs.wru)
    yield Figure(of, "calls", ours.calls, floor=theirs.calls)


def _used(meter: Meter, act: Callable[[], object]) -> Usage:
    meter.reset()
    act()
    return meter.total


class Ours:
    """One achievement that counts the events, and a member who has it not yet."""

    def __init__(self, house: House) -> None:
        assert house.meter is not None
        self.house, self.meter = house, house.meter
        self.club = Club(house, residents.move_in(house, "a table of one's own"))
        self.arena = Arena(self.club)
        self.arena.live("plays", counting("play", MANY))
        self.told = 0

    def live_through(self, history: int) -> None:
        """All at once and an hour ago, but for the last, which fills what is remembered of rules."""
        self._tell(history - self.told - 1)
        self.house.turn_to(self.house.clock.now() + timedelta(hours=1))
        self._tell(1)

    def event(self) -> Usage:
        return _used(self.meter, lambda: self._tell(1))

    def crowded(self, size: int) -> None:
        self.members = scored.crowd(size)
        self.asking = sorted(self.members, key=lambda one: one.score)[size // 2]
        scored.preload(self.arena.table, "sales", self.members, [self.asking])

    def place(self) -> Usage:
        now, table, uid = self.house.clock.now(), self.arena.table, self.asking.uid
        used = _used(self.meter, lambda: boards.scores(table, "sales", "all", limit=1, contact=uid, now=now))
        found = boards.scores(table, "sales", "all", limit=1, contact=uid, now=now).own
        assert found == scored.place(self.asking.score, self.members), found
        return used

    def _tell(self, number: int) -> None:
        self.told += number
        events = [{"memberRefId": "ada", "action": "play", "sourceValue": n} for n in range(number)]
        reply = self.club.ask("POST", EVENTS, events)
        assert reply.status == 200, reply.body[:500]


class Theirs:
    """Events under their member, a counter beside them, and scores in an index by score."""

    NAME = "naive"

    def __init__(self, engine: Engine) -> None:
        self.meter = Meter(engine.client("dynamodb"))
        self.bare, self.client = engine.client("dynamodb"), engine.client("dynamodb")
        self.meter.attach(self.client)
        keys = {"pk": "S", "sk": "S", "board": "S", "score": "N"}
        self.bare.create_table(
            TableName=self.NAME,
            AttributeDefinitions=[{"AttributeName": k, "AttributeType": t} for k, t in keys.items()],
            KeySchema=_schema("pk", "sk"),
            BillingMode="PAY_PER_REQUEST",
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "board",
                    "KeySchema": _schema("board", "score"),
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                }
            ],
        )
        self.told = 0

    def live_through(self, history: int) -> None:
        self._put([self._event() for _ in range(history - self.told)])

    def counted_event(self) -> Usage:
        """Put it, and see how many there are."""

        def act() -> None:
            self.client.put_item(TableName=self.NAME, Item=self._event())
            found = self._count("pk = :p", {":p": {"S": "ada"}})
            assert found == self.told, found

        return _used(self.meter, act)

    def event_and_counter(self) -> Usage:
        """Both or neither, and what it is now, for a transaction does not say."""
        counter = {"pk": {"S": "ada counts"}, "sk": {"S": "play"}}
        put = {
            "TableName": self.NAME,
            "Item": self._event(),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        add = {
            "TableName": self.NAME,
            "Key": counter,
            "UpdateExpression": "ADD n :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }

        def act() -> None:
            self.client.transact_write_items(TransactItems=[{"Put": put}, {"Update": add}])
            self.client.get_item(TableName=self.NAME, Key=counter)

        return _used(self.meter, act)

    def crowded(self, size: int) -> None:
        members = scored.crowd(size)
        self.score = sorted(one.score for one in members)[size // 2]
        self.better = sum(one.score > self.score for one in members)
        self._put(
            [
                {
                    "pk": {"S": one.uid},
                    "sk": {"S": "score"},
                    "board": {"S": "sales"},
                    "score": {"N": str(one.score)},
                }
                for one in members
            ]
        )

    def place(self) -> Usage:
        values = {":b": {"S": "sales"}, ":s": {"N": str(self.score)}}

        def act() -> None:
            found = self._count("board = :b AND score > :s", values, IndexName="board")
            assert found == self.better, found

        return _used(self.meter, act)

    def _event(self) -> dict[str, Any]:
        self.told += 1
        return {
            "pk": {"S": "ada"},
            "sk": {"S": f"2026-11-02T06:00:00.{self.told:06}Z"},
            "action": {"S": "play"},
            "value": {"N": str(self.told)},
            "reference": {"S": f"the event's reference {self.told:06}"},
            "told": {"S": "2026-11-02T06:00:00.000000Z"},
        }

    def _put(self, items: list[dict[str, Any]]) -> None:
        for start in range(0, len(items), 25):
            some = [{"PutRequest": {"Item": item}} for item in items[start : start + 25]]
            self.bare.batch_write_item(RequestItems={self.NAME: some})

    def _count(self, condition: str, values: dict[str, Any], **more: Any) -> int:
        found, asked = (
            0,
            {
                "KeyConditionExpression": condition,
                "ExpressionAttributeValues": values,
                "TableName": self.NAME,
                "Select": "COUNT",
                **more,
            },
        )
        while True:
            page = self.client.query(**asked)
            found += int(page["Count"])
            if "LastEvaluatedKey" not in page:
                return found
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _schema(pk: str, sk: str) -> list[dict[str, str]]:
    return [{"AttributeName": pk, "KeyType": "HASH"}, {"AttributeName": sk, "KeyType": "RANGE"}]
