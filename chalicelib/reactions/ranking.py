"""A board has a new leader: told of each rank that shows the board."""

from collections.abc import Sequence

from ..actions import ranks
from ..domain.events import new_rank
from ..domain.outbox import Told, tell
from ..store.outbox import EVENTS
from ..store.table import ConditionFailed
from ..store.writes import Write
from .desk import Desk


def tell_of_each(desk: Desk, told: Told) -> Sequence[Write]:
    """By a write of its own for each, of which there may be more than one transaction takes; the ids follow
    from the board's turn, so that repeating it tells nothing twice."""
    if told.contact is None:
        return ()
    for rank in ranks.of_board(desk.table, told.data["board"]):
        said = {"rank_name": rank.name, "rank_icon": rank.icon, "taken_date": told.created.isoformat()}
        said |= {name: told.data[name] for name in ("score", "contact_name", "contact_resource")}
        event = new_rank(rank.uid, told.contact, told.data["turn"], told.created, said)
        try:
            desk.table.put(EVENTS.new(desk.table.tenant, tell(event)))
        except ConditionFailed:
            continue  # told before
    return ()
