"""What a place does that is no row of docs/table.md of its own: a list, the best of a board, and what time brings."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benchmarks.cost.measuring import Prepared, let_time_flow
from benchmarks.warm import kinds
from tests.asking import Club
from tests.secretary import Secretary

BEFORE_THE_END = timedelta(days=28)
MINUTE = timedelta(minutes=1)


def reminded(club: Club) -> Callable[[], Any]:
    """Four weeks before it renews: the sweep tells it, the stream mails it. The sweep's look at what is due is in it."""
    office = Secretary(club)
    member = office.active()
    ends = office.at(member["end_date"])
    club.house.jump_to(ends - BEFORE_THE_END - MINUTE)
    let_time_flow(club)
    return lambda: club.house.jump_to(ends - BEFORE_THE_END + timedelta(days=1))


DEEDS: dict[str, Prepared] = {
    "a page of 25 achievements": kinds.listed,
    "scores, the best 15 of 100": kinds.scores,
    "a reminder, told and mailed": reminded,
}
