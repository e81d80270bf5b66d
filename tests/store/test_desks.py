"""Desks: ranges of them by page, several together in one order, and counted up to a number."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.store import desks
from chalicelib.store.desks import Count, Part
from chalicelib.store.keys import Key
from chalicelib.store.places import Spot, desk
from chalicelib.store.table import TenantTable
from chalicelib.store.writes import Put
from sandbox.house import House

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def at(day: int) -> datetime:
    return NOON + timedelta(days=day)


@pytest.fixture
def table(house: House) -> Iterator[TenantTable]:
    """On `even` and `odd` ten each day by day; two at the same moment on day 4."""
    table = house.wired.table.of("example")
    for day in range(10):
        put(table, "odd" if day % 2 else "even", day, f"{day:024}")
    put(table, "even", 4, "f" * 24)
    yield table


def put(table: TenantTable, name: str, day: int, uid: str) -> None:
    table.put(Put(Key(f"example#X#{uid}", "X"), desk("example", Spot(name, at(day)), uid)))


def days(table: TenantTable, part: Part, *, size: int = 100, after: str | None = None) -> list[str]:
    return [
        key.pk.rpartition("#")[2].lstrip("0") or "0"
        for key in desks.page(table, part, size=size, after=after).keys
    ]


@pytest.mark.parametrize(
    ("after", "until", "found"),
    [
        (None, None, ["0", "2", "4", "f" * 24, "6", "8"]),
        (at(2), None, ["4", "f" * 24, "6", "8"]),
        (None, at(4), ["0", "2", "4", "f" * 24]),
        (at(2), at(6), ["4", "f" * 24, "6"]),
        (at(9), at(20), []),
        (at(6), at(2), []),
    ],
)
def test_a_part_is_later_than_one_moment_and_not_later_than_another(
    table: TenantTable, after: datetime | None, until: datetime | None, found: list[str]
) -> None:
    assert days(table, Part(["even"], after, until)) == found


def test_several_desks_are_one_list(table: TenantTable) -> None:
    assert days(table, Part(["odd", "even"], at(3))) == ["4", "f" * 24, "5", "6", "7", "8", "9"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 11, 12])
def test_pages_show_everybody_once_in_order(table: TenantTable, size: int) -> None:
    part, seen, after = Part(["odd", "even"]), list[Key](), None

    while True:
        page = desks.page(table, part, size=size, after=after)
        seen += page.keys
        if page.next is None:
            break
        after = page.next

    assert seen == desks.page(table, part, size=100, after=None).keys
    assert len(seen) == 11


def test_the_newest_come_first_where_that_is_asked(house: House) -> None:
    table = house.wired.table.of("example")
    for day in range(3):
        spot = Spot("late", at(day), newest_first=True)
        table.put(Put(Key(f"example#X#{day:024}", "X"), desk("example", spot, f"{day:024}")))

    assert days(table, Part(["late"])) == ["2", "1", "0"]


@pytest.mark.parametrize(("most", "count"), [(3, Count(3, False)), (100, Count(6, True))])
def test_it_is_counted_as_far_as_is_wanted(table: TenantTable, most: int, count: Count) -> None:
    assert desks.count(table, Part(["even"]), most=most) == count


def test_another_tenant_s_desk_is_another(house: House, table: TenantTable) -> None:
    assert days(house.wired.table.of("other"), Part(["even"])) == []
