"""What the desks that import contacts and memberships have in common: verdicts by line, faults in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ..domain.import_job import Verdict
from ..domain.imports import Fault, Row
from ..domain.refusals import Busy, Invalid, Refusal
from ..store import lists
from ..store.keys import Key
from ..store.lists import Shelf
from ..store.records import Kind, alive
from ..store.table import TenantTable

TURNS = 8
USED_UP = "used for too many records that were removed: try again in a week"


@dataclass(frozen=True)
class Judged:
    """A line, what it asks for, and what would be done: a new record, or a record with its changes."""

    row: Row
    verdict: Verdict
    faults: tuple[Fault, ...] = ()
    deed: Any = None


class Desk(Protocol):
    """Judges lines by what stands in the table, and does what it judged, all as of `now`."""

    now: datetime

    def judge(self, rows: Sequence[Row]) -> list[Judged]: ...

    def do(self, judged: Sequence[Judged]) -> list[Fault]:
        """Do it; doing it again does nothing. What could not be done after all, by line."""
        ...


def faulty(row: Row, *faults: Fault) -> Judged:
    return Judged(row, "faulty", faults)


def faults_of(row: Row, refused: Refusal) -> tuple[Fault, ...]:
    """A refusal in the words of the file: by column where it names a field that is one."""
    if isinstance(refused, Invalid) and refused.fields:
        return tuple(
            row.fault(name if name in row.said else "", why if name in row.said else f"{name}: {why}")
            for name, why in refused.fields.items()
        )
    return (row.fault("", refused.detail),)


def alone(row: Row, write: Callable[[], object]) -> list[Fault]:
    """One line's work by itself; a refusal is its fault, unless it is only that others were in the way."""
    try:
        write()
    except Busy:
        raise
    except Refusal as refused:
        return list(faults_of(row, refused))
    return []


def free_uids(
    table: TenantTable, key: Callable[[str, str], Key], refs: Iterable[str], uid: Callable[[str, int], str]
) -> dict[str, str]:
    """By reference, the first uid of its series under which nothing stands, not even a tombstone.

    A reference whose series is used up is left out.
    """
    found: dict[str, str] = {}
    open_refs = list(dict.fromkeys(refs))
    for turn in range(TURNS):
        drawn = {ref: uid(ref, turn) for ref in open_refs}
        stood = table.get_many([key(table.tenant, one) for one in drawn.values()], consistent=True)
        found |= {ref: one for ref, one in drawn.items() if key(table.tenant, one) not in stood}
        open_refs = [ref for ref in open_refs if ref not in found]
        if not open_refs:
            break
    return found


def catalogue(table: TenantTable, kind: Kind[Any], pk: str) -> dict[str, str | None]:
    """The uids of all records of a small kind, by uid and by name; None where two share a name."""
    items = table.get_many(lists.everything(table, Shelf("list", pk)), consistent=True).values()
    found: dict[str, str | None] = {}
    for item in items:
        if alive(item):
            name = str(item.get("name") or item.get("rules", {}).get("name"))
            found[name] = None if name in found else item["uid"]
    return found | {item["uid"]: item["uid"] for item in items if alive(item)}
