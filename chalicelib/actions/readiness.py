"""Whether everything is well, for who operates it: one read."""

from collections.abc import Mapping
from datetime import datetime

from ..domain.readiness import Check, checks
from ..store import ticks
from ..store.table import Table


def look(table: Table, version: str, *, now: datetime) -> Mapping[str, Check]:
    return checks(ticks.last(table), version, now=now)
