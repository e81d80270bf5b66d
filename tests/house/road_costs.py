"""The road of events, and what the stream and the clock do, as operations that docs/table.md has a price for."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from chalicelib.actions import boards
from chalicelib.wiring import SeededIds
from tests import scored
from tests.asking import Club
from tests.awarding import table_of
from tests.competing import Arena, counting
from tests.domain.awards import NOON

Prepared = Callable[[Club], Callable[[], Any]]
CROWD = 1_000
MAIL = {"action": "send-templated-email", "template": "achievement_completed"}


def playing(club: Club, many: int) -> tuple[Arena, Callable[[], list[dict[str, Any]]]]:
    """So many members whom an achievement counts, and what gives an event of each. Their ids are always the
    same: what a receipt of them is deflated to is near a KB."""
    club.house.wired.ids = SeededIds("members")
    arena, numbers = Arena(club), count()
    arena.live("plays", counting("play", 10_000))

    def events() -> list[dict[str, Any]]:
        turn = next(numbers)
        names = (f"m{place}" for place in range(many))
        return [{"memberRefId": name, "action": "play", "eventRefId": f"{name} {turn}"} for name in names]

    arena.told(*events())
    arena.house.turn_to(arena.house.clock.now() + timedelta(hours=1))
    return arena, events


def batch(many: int) -> Prepared:
    def prepared(club: Club) -> Callable[[], Any]:
        arena, events = playing(club, many)
        sent = events()
        return lambda: arena.told(*sent)

    return prepared


def counted(many: int) -> Prepared:
    """By the stream, as one of its batches."""

    def prepared(club: Club) -> Callable[[], Any]:
        arena, events = playing(club, many)
        arena.told(*events())
        return arena.house.pump.drain

    return prepared


def receipted(many: int) -> Prepared:
    """Two minutes later; beside it stands what an empty sweep costs."""

    def prepared(club: Club) -> Callable[[], Any]:
        arena, events = playing(club, many)
        arena.told(*events())
        arena.house.pump.drain()
        arena.house.clock.turn_to(arena.house.clock.now() + timedelta(minutes=2))
        return arena.house.sweep

    return prepared


def finished(club: Club, mails: Sequence[Any]) -> None:
    """Time flows from here on, so that a claim moves a mail in the index, as it does outside."""
    club.done("triggers/", {"achievement_completed": list(mails)})
    club.finished()
    ticks, still = count(), club.house.clock.now
    club.house.wired.clock = lambda: still() + timedelta(milliseconds=next(ticks))


def followed(club: Club) -> Callable[[], Any]:
    """With one mail, which goes out in the same breath."""
    finished(club, [MAIL])
    return club.house.pump.drain


def shown(limit: int) -> Prepared:
    def prepared(club: Club) -> Callable[[], Any]:
        members, table = scored.crowd(CROWD), table_of(club)
        scored.preload(table, "sales", members)
        asking = members[CROWD // 2].uid
        return lambda: boards.scores(table, "sales", "all", limit=limit, contact=asking, now=NOON)

    return prepared


OPERATIONS: dict[str, Prepared] = {
    "25 events of 25 members in one call": batch(25),
    "… counted by the stream, as one batch": counted(25),
    "… their receipt, two minutes later, by the sweep": receipted(25),
    "100 events of 100 members in one call": batch(100),
    "follow a finished achievement and send its mail": followed,
    "the best 15 of a thousand on a board, and the own place": shown(15),
    "the sweep, nothing due": lambda club: club.house.sweep,
}
