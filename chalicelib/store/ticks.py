"""The word that the sweep leaves of itself: one item, the latest."""

from ..domain.readiness import Tick
from . import watch_keys
from .reading import read
from .records import pack
from .table import Table
from .writes import Put


def keep(table: Table, tick: Tick) -> None:
    table.put(Put(watch_keys.last_sweep(), pack(tick), None))


def last(table: Table) -> Tick | None:
    item = table.get(watch_keys.last_sweep())
    return read(Tick, item) if item else None
