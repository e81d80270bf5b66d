"""A record leaves the stream's road: it is written down, and due at once to be followed by itself."""

from datetime import datetime

from ..domain.left import Left, left_uid
from ..store.failures import LEFT
from ..store.keys import Key
from ..store.table import TenantTable


def note(table: TenantTable, place: Key, condition: str, batch: str, *, at: datetime) -> None:
    """Once for each item; one that failed for good before is tried again."""
    uid = left_uid(*place)

    def decide() -> None:
        left = LEFT.find(table, uid)
        if left is None:
            fresh = Left(uid, *place, condition, batch, created=at, last_updated=at, due=at)
            table.put(LEFT.new(table.tenant, fresh))
        elif left.due is None:
            left.condition, left.batch = condition, batch
            left.follow_again(at=at)
            table.put(LEFT.changed(table.tenant, left))

    table.decided(decide)
