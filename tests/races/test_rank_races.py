"""Many at once on the same ranks, on DynamoDB Local: counted exactly, never too many, gone once."""

from collections import Counter
from functools import partial

import pytest

from chalicelib.store import game_keys
from chalicelib.store.writes import Update
from tests.api import playing
from tests.api.playing import RANK, RANKS
from tests.asking import Club
from tests.awarding import table_of
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
CROWD = 24
ROOM = 7


def test_of_24_creators_as_many_win_as_there_is_room(club: Club) -> None:
    table = table_of(club)
    head = game_keys.ranks_head(table.tenant)
    playing.rank(club)
    table.update(Update(head, adds={"n": 199 - ROOM}))

    replies = at_once([partial(club.ask, "POST", RANKS, RANK)] * CROWD)

    # Who collided too often is told so, and nothing of it stands.
    assert Counter(reply.status for reply in replies)[201] == ROOM
    assert {reply.status for reply in replies} <= {201, 409, 422}
    assert (table.get(head) or {})["n"] == 200
    ours = [one for one in playing.walk(club, RANKS) if one["team_id"] == 1]
    assert len(ours) == 1 + ROOM


def test_of_24_deletes_one_wins_and_the_others_see_it_gone(club: Club) -> None:
    table = table_of(club)
    head = game_keys.ranks_head(table.tenant)
    table.update(Update(head, adds={"n": 0}, when=None))
    uid = _room(club)
    before = (table.get(head) or {})["n"]

    replies = at_once([partial(club.ask, "DELETE", f"{RANKS}/{uid}")] * CROWD)

    assert Counter(reply.status for reply in replies) == {204: 1, 410: CROWD - 1}
    assert (table.get(head) or {})["n"] == before - 1


def _room(club: Club) -> str:
    """A rank, whatever another test of the module left."""
    table = table_of(club)
    table.update(Update(game_keys.ranks_head(table.tenant), sets={"n": 10}, when=None))
    return str(playing.rank(club)["id"])
