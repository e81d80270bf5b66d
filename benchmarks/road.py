"""What an activity event costs all in all, and where a thousand of them in a second would press hardest."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from benchmarks import stage
from benchmarks.figures import Figure
from benchmarks.operations import dollars
from benchmarks.spent import Purse, Spent
from chalicelib.wiring import SeededIds
from tests import scored
from tests.asking import Club
from tests.competing import Arena, counting

TITLE = "An activity event all in all: its request, the stream, the receipt, the boards"

# Design, §7: the stored event and its progress with API Gateway and Lambda; so much more is let pass.
LEAST = {1: 5.00, 25: 1.44}
MORE = 1.15
WHY = {
    1: "2 WRU; over the least by 4 RRU (the key 1, member and rules 1, progress 0.5, the stream's look 1.5) and by "
    "the wait for five round trips, at 5 ms and 1 GB",
    25: "2.2 WRU with its receipt; over the least by 3.6 RRU: was it told before 1, member and rules 0.5, the "
    "stream's event and progress 1, the receipt's 1",
}
A_SECOND = 1_000
MOST_ON_A_KEY = 500
SENDERS = 100
CROWD, SELLERS = 100_000, 300  # a second's keys follow from those of three full batches of the stream
WINDOWS = 4  # of all time, a month, a week, a day
LEAST_OF_A_MOVE, MOST_OF_A_MOVE = 3, 5
_YOUNG = re.compile("#(BL|BD|BN)#[^#]+#(?!all(#|$))")
OWN = 2  # of a contact, beside its moves: the card as it is counted, and its place in due


def measure() -> Iterator[Figure]:
    yield from map(_price, LEAST)
    yield from _pressed()
    yield _small_steps()


def _price(many: int) -> Figure:
    """Events of so many members, all of whom are known, in one request; followed to their end."""
    with stage.club() as (club, purse):
        tell = _telling(club, "play", many)
        tell()
        _know(club)
        club.house.turn_to(club.house.clock.now() + timedelta(hours=1))
        each = [purse.spent(act) for act in (tell, club.house.pump.drain)]
        spent = sum(map(dollars, each)) + (_receipt(club, purse) if many > 1 else 0.0)
    return Figure(
        f"an event in a request of {many}",
        "$ a million",
        spent / many,
        floor=LEAST[many],
        most=LEAST[many] * MORE,
        why=WHY[many],
    )


def _know(club: Club) -> None:
    """A container that has served for a while: it knows all parts of the sieve of the rules."""
    table = club.house.wired.table.of(club.tenant)
    club.house.wired.rules.found(table, [f"word {number}" for number in range(500)])


def _receipt(club: Club, purse: Purse) -> float:
    """Without the Queries of the sweep, which are made whatever is due."""
    idle = dollars(purse.spent(club.house.sweep))
    club.house.clock.turn_to(club.house.clock.now() + timedelta(minutes=2))
    return dollars(purse.spent(club.house.sweep)) - idle


def _pressed() -> Iterator[Figure]:
    """Sales of some among a hundred thousand who stand on the board of all time."""
    with stage.club() as (club, purse):
        members, table = scored.crowd(CROWD), club.house.wired.table.of(club.tenant)
        sellers = random.Random(1).sample(members, SELLERS)
        scored.preload(table, "sales", members, looked_at=sellers)
        leader = max(members, key=lambda one: one.score)
        table.put_many(scored.cards(table, [leader, *sellers]))
        club.house.pump.drain()
        sales = [sale(one.uid, 10 + place) for place, one in enumerate(sellers)]
        told = purse.spent(lambda: Arena(club).told(*sales))
        moved = purse.spent(club.house.pump.drain)
    of = f"{A_SECOND:,} sales a second"
    for which, keys in _keys(told, moved).items():
        key, units = keys.most_common(1)[0]
        judged = None if which.endswith("begins") else MOST_ON_A_KEY
        note = f"{which}: it is {key}"
        yield Figure(of, f"WRU/s, {which}", units * A_SECOND / SELLERS, most=judged, note=note)
    note = "amounts that jump are told and not judged"
    yield Figure(of, "WRU a move", _a_move(moved, SELLERS), floor=LEAST_OF_A_MOVE, note=note)


def _small_steps() -> Figure:
    """One e-mail more of each, as points grow: neighbours share the nodes of the tree."""
    with stage.club() as (club, purse):
        tell = _telling(club, "email.sent", SENDERS)
        tell()
        club.house.pump.drain()
        tell()
        moved = purse.spent(club.house.pump.drain)
    return Figure(
        "e-mails, a hundred a batch",
        "WRU a move",
        _a_move(moved, SENDERS),
        floor=LEAST_OF_A_MOVE,
        most=MOST_OF_A_MOVE,
    )


def _a_move(moved: Spent, contacts: int) -> float:
    return (moved.wru - OWN * contacts) / (contacts * WINDOWS)


def _keys(told: Spent, moved: Spent) -> dict[str, Counter[str]]:
    """The windows but that of all time are as new to all: everybody stands above the bar there."""
    young = {key: wru for key, wru in moved.partitions.items() if _YOUNG.search(key)}
    return {
        "hottest key of the requests": told.partitions,
        "hottest key of the stream": moved.partitions - Counter(young),
        "hottest key as a period begins": Counter(young),
    }


def sale(uid: str, value: int) -> dict[str, Any]:
    return {"memberId": uid, "action": "sale", "eventRefId": f"sale of {uid}", "sourceValue": value}


def _telling(club: Club, action: str, many: int) -> Callable[[], Any]:
    """A call tells of an event of each member; their ids are always the same."""
    arena, turns = Arena(club), count(1)
    club.house.wired.ids = SeededIds("members")
    arena.live("plays", counting("play", 10_000))

    def tell() -> None:
        turn = next(turns)
        each = (f"m{place}" for place in range(many))
        arena.told(*({"memberRefId": who, "action": action, "eventRefId": f"{who} {turn}"} for who in each))

    return tell
