"""The route of a rank's scores: the best, and your own exact place."""

from typing import Any

from ...actions import boards, contacts, ranks
from ...actions.boards import MOST_ROWS, Page
from ...domain.boards.card import shown
from ...domain.gamification.user import User, user_of
from ..blueprint import ANYONE
from ..call import Call
from ..sheep.collection import whole
from . import periods, users, you
from .face import BASE, GamificationFace, a_uuid
from .wire import ScoresRecord

face = GamificationFace()
LIMIT = 100
QUERY = {"limit": f"How many of the best, 1 to {MOST_ROWS:,}; {LIMIT} if not given."}


@face.endpoint(
    "GET",
    f"{BASE}/ranks/{{rank_id}}/scores",
    who=ANYONE,
    summary="Show the best of a rank, and your own place.",
    answers=ScoresRecord,
    query={**QUERY, **periods.PERIOD, **you.USER},
)
def list_scores(call: Call, rank_id: str) -> Any:
    uid, limit = a_uuid(rank_id, "rank"), whole(call.query, "limit", LIMIT, MOST_ROWS)
    window, contact = periods.window(call), you.asked(call)
    board = ranks.get(call.table, uid).board
    found = boards.scores(call.table, board, window, limit=limit, contact=contact, now=call.now)
    rows = [_line(row.place, board, row.score, row.user) for row in found.rows]
    return {"scores": rows, "current_rank": _own(call, board, found, contact)}


def _own(call: Call, board: str, found: Page, contact: str | None) -> dict[str, Any] | None:
    """Whoever may ask for it sees itself in full, also where others do not."""
    if contact is None or found.own is None or found.score is None:
        return None
    person = contacts.find(call.table, contact)
    return _line(found.own, board, found.score, user_of(person)) if person else None


def _line(place: int, board: str, score: int, user: User) -> dict[str, Any]:
    return {"rank": place, "score": shown(board, score), "user": users.shown(user)}
