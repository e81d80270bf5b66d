"""State and the events that it made, written in one transaction."""

from collections.abc import Sequence

from ..domain.events import Event
from ..domain.outbox import tell
from ..store.outbox import EVENTS
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Put, Write


def write(table: TenantTable, state: Sequence[Write], events: Sequence[Event]) -> None:
    """All or nothing; ConditionFailed where the state is no longer the one that was read.

    What was told before (the same cause: a date that was moved away and back) is not told again.
    """
    if not events and len(state) == 1 and isinstance(state[0], Put):
        table.put(state[0])
        return
    told = [EVENTS.new(table.tenant, tell(event)) for event in events]
    try:
        table.transact([*state, *told])
    except ConditionFailed as failed:
        stood = failed.items[len(state) :]
        fresh = [put for put, item in zip(told, stood, strict=True) if item is None]
        if any(item is not None for item in failed.items[: len(state)]) or len(fresh) == len(told):
            raise
        table.transact([*state, *fresh])
