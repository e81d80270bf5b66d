"""The four verbs for records that hold nothing beside themselves: groups and achievement types."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from ..store import lists
from ..store.records import Kind, Record, writes
from ..store.table import ConditionFailed, TenantTable


class Plain(Record, Protocol): ...


R = TypeVar("R", bound=Plain)
Check = Callable[[R], None]
Compare = Callable[[R, R], None]


def add(table: TenantTable, kind: Kind[R], record: R, *, check: Check[R]) -> R:
    """Add a record; adding the same uid again (a repeated request) gives what stands already."""
    check(record)
    try:
        table.put(kind.new(table.tenant, record))
    except ConditionFailed:
        return kind.load(table, record.uid)
    return record


def change(
    table: TenantTable,
    kind: Kind[R],
    uid: str,
    changes: Mapping[str, Any],
    *,
    at: datetime,
    check: Check[R],
    compare: Compare[R] = lambda before, after: None,
) -> R:
    """Change the fields that are given, if `check` lets the new record be, and `compare` the step to it."""

    def decide() -> R:
        before = kind.load(table, uid)
        record: R = replace(before, **changes, last_updated=at)  # type: ignore[type-var]  # a dataclass
        check(record)
        compare(before, record)
        table.put(kind.changed(table.tenant, record))
        return record

    return table.decided(decide)


def remove(table: TenantTable, kind: Kind[R], uid: str, *, at: datetime) -> None:
    """Remove it; what was made from it stays."""

    def decide() -> None:
        record = kind.load(table, uid)
        untallied = lists.untallied(table, kind.places(table.tenant, record), at=at)
        table.transact(writes(kind.gone(table.tenant, record, at=at), untallied))

    table.decided(decide)
