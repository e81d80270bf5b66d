"""What is done with quotes: making, answering, removing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.invoice import Quote, QuoteStatus
from ..domain.refusals import Locked
from ..store.money import QUOTES
from ..store.table import TenantTable
from . import numbering, plain


def add(table: TenantTable, draft: Quote) -> Quote:
    """Make a quote, under the next number unless it brings one."""
    return numbering.add(table, QUOTES, draft)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Quote:
    """Change what is given while it is open; `status` accepts or declines it."""

    def decide() -> Quote:
        before = QUOTES.load(table, uid)
        status = changes.get("status", before.status)
        rest = {name: value for name, value in changes.items() if name != "status"}
        if rest and before.status is not QuoteStatus.OPEN:
            raise Locked(f"The quote is {before.status}; make another.")
        after = replace(before, **rest, last_updated=at)
        after.answer(status, at=at)
        after.check()
        table.put(QUOTES.changed(table.tenant, after))
        return after

    return table.decided(decide)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    plain.remove(table, QUOTES, uid, at=at)


def get(table: TenantTable, uid: str) -> Quote:
    return QUOTES.load(table, uid)
