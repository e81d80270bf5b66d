"""Gives out public links to a record's papers: one that is good for good, one that ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..domain import links
from ..domain.links import Paper
from ..domain.refusals import Invalid
from ..store.memberships import MEMBERSHIPS
from ..store.money import INVOICES, QUOTES
from ..store.nouns import ACHIEVEMENTS
from ..store.table import TenantTable
from . import tenants

Tail = Callable[[TenantTable, str], str]
# Which papers a record has, and its tail.
PAPERS: Mapping[str, tuple[tuple[str, ...], Tail]] = {
    "member": (("certificate", "invoice"), lambda table, uid: MEMBERSHIPS.load(table, uid).link_tail),
    "achievement": (("certificate",), lambda table, uid: ACHIEVEMENTS.load(table, uid).link_tail),
    "invoice": (("pdf",), lambda table, uid: INVOICES.load(table, uid).link_tail),
    "quote": (("pdf",), lambda table, uid: QUOTES.load(table, uid).link_tail),
}


@dataclass(frozen=True)
class Given:
    """Two ways to one paper: by the link id, and by the plain uid with a query that signs it."""

    link_id: str
    query: Mapping[str, str]


def give(table: TenantTable, uid: str, paper: Paper, *, expires: datetime) -> Given:
    papers, tail = PAPERS[paper.resource]
    if paper.name not in papers:
        raise Invalid("It has no such paper.", {"paper": " or ".join(papers)})
    own = tail(table, uid)
    return Given(uid + own, links.signed_query(tenants.get(table), paper, uid, expires))
