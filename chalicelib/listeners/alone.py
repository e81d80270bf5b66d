"""A record that the stream gave up, followed by itself: where it fails is kept, and holds nothing up."""

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from traceback import extract_tb

from ..domain.refusals import Busy
from ..store.failures import LEFT
from ..store.keys import Key
from ..store.table import ConditionFailed
from ..store.writes import Delete
from ..wiring import TenantTable, Unavailable, Wiring
from . import due

log = logging.getLogger(__name__)


def go_on(wired: Wiring, table: TenantTable, uid: str) -> None:
    """Follow it if it is due; what merely cannot be done now is raised, and it stays due.

    One that never failed leaves nothing behind.
    """
    left = LEFT.find(table, uid)
    if left is None or left.due is None:
        return
    try:
        _follow(wired, table, Key(left.partition, left.sort))
        left.done(at=wired.clock())
    except (Busy, Unavailable):
        raise
    except Exception as error:
        log.exception("a record that left the stream cannot be followed")
        left.fail(_said(error), at=wired.clock())
    with suppress(ConditionFailed):  # it came again meanwhile, and is due still
        changed = LEFT.changed(table.tenant, left)
        if left.failed:
            table.put(changed)
        else:
            table.delete(Delete(changed.key, changed.when))


def _follow(wired: Wiring, table: TenantTable, key: Key) -> None:
    """As the stream would, were it alone in its batch."""
    if act := ALONE.get(due.kind(key)):
        act(wired, table, key)
    else:
        due.do(wired, key)


def _count(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import replaying

    for passing in replaying.count(table, wired.rules, [key], now=wired.clock()).values():
        raise passing


def _move(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import following

    following.follow(table, [key], now=wired.clock())


def _said(error: Exception) -> str:
    """Where it failed and as what, never its words: they may quote a record."""
    nearest = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {PurePath(nearest.filename).name}:{nearest.lineno} {nearest.name}"


# What the stream does for whole batches; all else is due work.
ALONE: dict[str, Callable[[Wiring, TenantTable, Key], None]] = {"AE#": _count, "X#": _move, "CC#": _move}
