"""Numbers of invoices and quotes: one after the other, without a gap, in the transaction that uses them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ..domain.invoice import Priced
from ..domain.refusals import Busy, Conflict
from ..store import keys
from ..store.conditions import Attr
from ..store.records import Kind, writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Put, Write

PREFIX = {"invoice": "INV", "quote": "QUO"}
MOST_TAKEN = 1_000
P = TypeVar("P", bound=Priced)


def add(table: TenantTable, kind: Kind[P], draft: P, beside: Callable[[], Sequence[Write]] = lambda: ()) -> P:
    """Keep a new record under its number; where it brings none, under the next one.

    `beside` are writes that belong to it, asked for anew at each attempt. Adding the same uid again (a
    repeated request) gives what stands already.
    """
    draft.check()
    given = draft.number

    def decide() -> P:
        draft.number, taken = _given(table, kind, draft) if given else _next(table, kind, draft.uid)
        try:
            table.transact(writes(kind.new(table.tenant, draft), list(taken), list(beside())))
        except ConditionFailed as failed:
            if failed.items[0] is None:
                raise
            return kind.load(table, draft.uid)
        return draft

    return table.decided(decide)


def _given(table: TenantTable, kind: Kind[Any], draft: Priced) -> tuple[str, Sequence[Write]]:
    """A number that somebody chose; Conflict where another record has it."""
    key = keys.paper_number(table.tenant, kind.name, draft.number)
    held = table.get(key)
    if held is not None and held["of"] != draft.uid:
        raise Conflict(f"Another {kind.name} has the number {draft.number}.")
    return draft.number, () if held else (Put(key, {"of": draft.uid}),)


def _next(table: TenantTable, kind: Kind[Any], uid: str) -> tuple[str, Sequence[Write]]:
    """The next free number and the writes that take it: they fail if somebody was faster."""
    counter = keys.last_number(table.tenant, kind.name)
    stood = table.get(counter)
    last = int(stood["n"]) if stood else 0
    for n in range(last + 1, last + MOST_TAKEN):
        number = f"{PREFIX[kind.name]}-{n:06}"
        key = keys.paper_number(table.tenant, kind.name, number)
        if table.get(key) is None:
            as_read = Attr("n").eq(last) if stood else Attr("pk").not_exists()
            return number, (Put(counter, {"n": n}, as_read), Put(key, {"of": uid}))
    raise Busy("So many numbers ahead are taken. Try again.")
