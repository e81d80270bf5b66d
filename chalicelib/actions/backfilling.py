"""Carries the cards of a path to boards that begin to be kept: stretch by stretch, resumably, as due work."""

from collections.abc import Callable, Sequence
from datetime import datetime

from ..domain.gamification.backfill import Backfill
from ..store import backfills
from ..store.keys import Key
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Put

# Brings boards to what these cards say; doing it twice changes nothing.
Apply = Callable[[Sequence[Key]], object]


def begun(t: str, path: str, *, at: datetime) -> Put:
    """The write that begins one, for the transaction that gives a milestone of the path its first rank."""
    return backfills.begun(t, Backfill(path, begun=at, moved=at))


def go_on(
    table: TenantTable, path: str, apply: Apply, *, clock: Callable[[], datetime], until: datetime
) -> None:
    """Go through the cards until then. Whoever finds that another is at it leaves it to that one."""
    while found := backfills.load(table, path):
        one, mark = found
        if not one.due <= clock() < until:
            return
        cards, after = backfills.next_cards(table, one)
        if cards:
            apply(cards)
        following = one.advanced(after, at=clock())
        try:
            if following is None:
                table.delete(backfills.done(table.tenant, path, mark))
            else:
                table.put(backfills.changed(table.tenant, following, mark))
        except ConditionFailed:
            return
