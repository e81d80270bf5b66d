"""What failed, as tests need it: a record of each kind, where it stands when its road has ended."""

from datetime import datetime
from typing import Any

from chalicelib.actions import replay_runs
from chalicelib.domain.left import Left, left_uid
from chalicelib.store import keys
from chalicelib.store.failures import LEFT
from chalicelib.wiring import TenantTable
from tests.asking import Club
from tests.awarding import table_of


def left(table: TenantTable, number: int, *, at: datetime) -> Left:
    """A record of the stream that failed for good, though nothing stands where it says."""
    place = keys.event(table.tenant, f"{number:024x}")
    one = Left(left_uid(*place), *place, "RetryAttemptsExhausted", "shard 1 to 2", at, at)
    one.fail("KeyError at book.py:1 _follow", at=at)
    table.put(LEFT.new(table.tenant, one))
    return one


def furnish(club: Club) -> dict[str, Any]:
    """One that waits, and a replay that has ended before."""
    table, now = table_of(club), club.house.clock.now()
    replay_runs.begin(table, None, at=now)
    club.house.settle()
    return {"failure": club.got(f"failure/{left(table, 0xF, at=now).uid}/")}
