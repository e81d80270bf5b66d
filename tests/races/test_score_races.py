"""Sales and cases of one member told at the same moment, on DynamoDB Local: each is in its sum once."""

from random import Random
from typing import Any

import pytest

from chalicelib.actions import points
from tests.api import playing
from tests.asking import Club
from tests.competing import Arena
from tests.races.conftest import ROUNDS
from tests.races.test_event_races import at_once
from tests.scoring import Office, sale, sums

pytestmark = pytest.mark.local


def told_until_done(arena: Arena, batches: list[list[dict[str, Any]]]) -> None:
    """At once, and what was turned away because others were in the way again afterwards."""
    replies = at_once([lambda batch=batch: arena.tell(*batch) for batch in batches])
    assert {reply.status for reply in replies} <= {200, 409, 503}
    for reply, batch in zip(replies, batches, strict=True):
        if reply.status != 200:
            arena.told(*batch)
    arena.house.settle()


@pytest.mark.parametrize("turn", range(min(ROUNDS, 3)))
def test_sales_told_at_once_and_twice_add_up_and_give_points_once(club: Club, turn: int) -> None:
    arena, reference = Arena(club), f"seller {turn}"
    club.done(f"{playing.BASE}/settings", {"action_points": {"sale": 0.5}})
    arena.told(sale(0, 100, reference))
    alone = [[sale(number, 10, reference)] for number in range(1, 9)]
    both = [sale(1, 10, reference), sale(2, 10, reference), sale(9, 10, reference)]

    told_until_done(arena, [*alone, both, *alone[:3]])

    assert sums(arena, reference=reference)["sales"]["all"] == 100 + 9 * 10
    found = points.audit(arena.table, arena.contact(reference))
    assert found.agrees and found.kept.points == 5


@pytest.mark.parametrize("turn", range(min(ROUNDS, 3)))
def test_five_of_eight_told_at_once_are_sixty_two_and_a_half(club: Club, turn: int) -> None:
    arena, reference = Arena(club), f"opener {turn}"
    arena.told({"memberRefId": reference, "action": "nothing"})
    desk = Office(arena)
    opened = [desk.opened(f"case {number}", reference, eventRefId=f"{turn} o{number}") for number in range(8)]
    reached = [
        desk.reached(f"case {number}", 0, reference, eventRefId=f"{turn} r{number}") for number in range(5)
    ]
    events = [*opened, *reached]
    Random(turn).shuffle(events)

    told_until_done(arena, [[events[0]], [events[1]], events[:7], events[5:], [events[0]], [events[8]]])

    assert desk.rates(reference=reference)["all"] == 6250
