"""Gives out public links to a record's papers: one for good, one that ends; and ends all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ..domain import links
from ..domain.links import Paper
from ..domain.refusals import Invalid
from ..store.achievements import ACHIEVEMENTS
from ..store.memberships import MEMBERSHIPS
from ..store.money import INVOICES, QUOTES
from ..store.records import Kind, Record
from ..store.table import TenantTable
from . import tenants


class Linked(Record, Protocol):
    link_tail: str


# Which papers a record has.
PAPERS: Mapping[str, tuple[str, ...]] = {
    "member": ("certificate", "invoice"),
    "achievement": ("certificate", "credential"),
    "invoice": ("pdf",),
    "quote": ("pdf",),
}
_KINDS: Mapping[str, Kind[Any]] = {
    "member": MEMBERSHIPS,
    "achievement": ACHIEVEMENTS,
    "invoice": INVOICES,
    "quote": QUOTES,
}


@dataclass(frozen=True)
class Given:
    """Two ways to one paper: by the link id, and by the plain uid with a query that signs it."""

    link_id: str
    query: Mapping[str, str]


def give(table: TenantTable, uid: str, paper: Paper, *, expires: datetime) -> Given:
    papers = PAPERS[paper.resource]
    if paper.name not in papers:
        raise Invalid("It has no such paper.", {"paper": " or ".join(papers)})
    record: Linked = _KINDS[paper.resource].load(table, uid)
    link_id = uid + record.link_tail
    return Given(link_id, links.signed_query(tenants.get(table), paper, link_id, expires))


def end(table: TenantTable, resource: str, uid: str, *, tail: str, at: datetime) -> str:
    """The new link id. Whoever has an older link, or a signed one, opens nothing with it any more.

    The same tail again (a repeated request) changes nothing.
    """
    kind = _KINDS[resource]

    def decide() -> str:
        record: Linked = kind.load(table, uid)
        if record.link_tail != tail:
            record.link_tail, record.last_updated = tail, at
            table.put(kind.changed(table.tenant, record))
        return uid + tail

    return table.decided(decide)
