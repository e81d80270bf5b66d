"""Ranges of items that may be longer than one Query: page after page, each asked for when it is wanted."""

from collections.abc import Iterator

from .codec import Item
from .conditions import Condition
from .table import Page, Table


def pages(
    table: Table,
    index: str | None,
    where: Condition,
    *,
    limit: int | None = None,
    after: Item | None = None,
    only: Condition | None = None,
    count: bool = False,
    consistent: bool = False,
) -> Iterator[Page]:
    """Every page of a range, an empty one among others too; options as of `Table.page`."""
    last = after
    while True:
        page = table.page(
            index, where, limit=limit, after=last, only=only, count=count, consistent=consistent
        )
        yield page
        if page.last is None:
            return
        last = page.last


def every(table: Table, where: Condition, *, consistent: bool = True) -> Iterator[Item]:
    """All items of a range of the table itself."""
    for page in pages(table, None, where, consistent=consistent):
        yield from page.items
