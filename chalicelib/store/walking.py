"""Going through a tenant's contacts, one after another, from where an earlier walk stopped."""

from dataclasses import dataclass
from typing import Literal

from . import keys
from .conditions import Attr, Where
from .table import TenantTable

Shelf = Literal["person", "organisation"]


@dataclass(frozen=True)
class Passed:
    """A contact, and the position right behind it."""

    contact: str
    position: str


def stretch(table: TenantTable, shelf: Shelf, after: str, size: int) -> tuple[list[Passed], str | None]:
    """The next contacts behind a position, oldest first, and where to go on; None at the end."""
    here = Where("lpk").eq(keys.list_pk(table.tenant, shelf)) & Where("lsk").gt(after)
    page = table.page("list", here, limit=size, only=Attr("u.deleted").not_exists())
    found = [Passed(item["pk"].rpartition("#")[2], item["lsk"]) for item in page.items]
    return found, page.last["lsk"] if page.last else None
