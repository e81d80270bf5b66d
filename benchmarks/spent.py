"""What an operation spends at DynamoDB, without the authentication that every request has."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.trail import Trail
from sandbox.house import House
from sandbox.meter import Usage
from sandbox.prices import Layout

# RRU of looking at who asks: one consistent GetItem of the key.
AUTHENTICATION = 1


@dataclass(frozen=True)
class Spent:
    """`rounds` are round trips one after the other, `told` the write units of the events that were
    written, `partitions` the write units by the key that takes them."""

    calls: int
    rounds: int
    rru: float
    wru: float
    bytes_written: int
    told: float
    requests: int
    partitions: Counter[str]


class Purse:
    """Measures what is done in a house."""

    def __init__(self, house: House) -> None:
        assert house.meter is not None
        self._meter = house.meter
        described = house.engine.client("dynamodb").describe_table(TableName=house.settings.table)
        self._trail = Trail(house.wired.table.client, Layout.of(described["Table"]))

    def spent(self, act: Callable[[], Any]) -> Spent:
        self._meter.reset()
        self._trail.reset()
        act()
        usage = self._meter.total
        return Spent(
            calls=usage.calls - self._trail.keys,
            rounds=self._trail.rounds,
            rru=usage.rru - self._trail.keys * AUTHENTICATION,
            wru=usage.wru,
            bytes_written=usage.bytes_written,
            told=self._trail.told,
            requests=_requests(self._meter.snapshot()),
            partitions=usage.partition_writes,
        )


def _requests(usages: dict[str, Usage]) -> int:
    """An operation of the meter that came through the gateway is named by its method and route."""
    return sum(usage.runs for name, usage in usages.items() if " /" in name)
