"""Lists by page: nobody is skipped or shown twice, and the total is exact at a flat cost."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import delivery, mail
from chalicelib.domain.contact import Group
from chalicelib.store import keys, lists
from chalicelib.store.conditions import Attr
from chalicelib.store.contacts import GROUPS
from chalicelib.store.lists import NEWS, PLACE_KEPT, Shelf, Slice
from chalicelib.store.records import writes
from chalicelib.store.table import Table, TenantTable
from chalicelib.store.writes import Delete
from sandbox import schema
from sandbox.engines import InProcessEngine
from sandbox.meter import Meter

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
SHELF = Shelf("list", keys.list_pk("club", "group"))
_names = itertools.count()


@pytest.fixture
def engine() -> Iterator[InProcessEngine]:
    engine = InProcessEngine(lambda: NOON)
    yield engine
    engine.close()


@pytest.fixture
def meter(engine: InProcessEngine) -> Meter:
    return Meter(engine.client("dynamodb"))


@pytest.fixture
def table(engine: InProcessEngine, meter: Meter) -> TenantTable:
    client, name, ops = engine.client("dynamodb"), f"lists{next(_names)}", itertools.count()
    schema.create_table(client, name)
    meter.attach(client)
    return Table(client, name, op=lambda: f"op{next(ops)}", pause=lambda _: None).of("club")


def add(table: TenantTable, number: int) -> Group:
    at = NOON + timedelta(seconds=number)
    group = Group(uid=f"{number:024x}", name=f"Group {number}", created=at, last_updated=at)
    table.put(GROUPS.new("club", group))
    return group


def remove(table: TenantTable, group: Group, at: datetime) -> None:
    untallied = lists.untallied(table, GROUPS.places("club", group), at=at)
    table.transact(writes(GROUPS.gone("club", group, at=at), untallied))


def shown(found: Slice) -> list[int]:
    return [int(key.pk.rpartition("#")[2], 16) for key in found.keys]


def page(table: TenantTable, number: int, size: int, *, after: str | None = None, hours: float = 1) -> Slice:
    return lists.page(
        table, SHELF, skip=(number - 1) * size, size=size, after=after, now=NOON + timedelta(hours=hours)
    )


def test_pages_by_number_hold_every_record_once(table: TenantTable) -> None:
    for number in range(23):
        add(table, number)

    pages = [page(table, number, 5) for number in range(1, 6)]

    assert [shown(one) for one in pages] == [list(range(n, min(n + 5, 23))) for n in range(0, 23, 5)]
    assert {one.total for one in pages} == {23}
    assert [one.next is None for one in pages] == [False, False, False, False, True]


def test_a_walk_by_cursor_skips_and_repeats_nobody_while_records_come_and_go(table: TenantTable) -> None:
    groups = [add(table, number) for number in range(20)]
    seen, after = [], None
    for turn in range(20):
        found = page(table, turn + 1, 4, after=after)
        seen += shown(found)
        remove(table, groups[seen[0] + turn], NOON)
        add(table, 100 + turn)
        if found.next is None:
            break
        after = found.next

    assert len(seen) == len(set(seen))
    still = set(range(20)) - {int(g.uid, 16) for g in groups[: turn + 1]}
    assert still <= set(seen)


def test_a_walk_by_number_skips_nobody_when_earlier_records_are_deleted(table: TenantTable) -> None:
    groups = [add(table, number) for number in range(12)]
    now = NOON + timedelta(hours=1)
    first = shown(page(table, 1, 4))
    for group in groups[:3]:
        remove(table, group, now)

    second, third = shown(page(table, 2, 4)), shown(page(table, 3, 4))

    assert (first, second, third) == ([0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11])


def test_after_a_while_the_places_of_deleted_records_close_up(table: TenantTable) -> None:
    groups = [add(table, number) for number in range(12)]
    for group in groups[:3]:
        remove(table, group, NOON)

    later = 1 + PLACE_KEPT / timedelta(hours=1)

    assert shown(page(table, 1, 4, hours=later)) == [3, 4, 5, 6]
    assert page(table, 1, 4, hours=later).total == 9


def test_the_total_stays_exact_through_tallies_and_deletes(table: TenantTable) -> None:
    groups = [add(table, number) for number in range(NEWS + 30)]
    assert page(table, 1, 5).total == NEWS + 30
    assert table.get(keys.tally("club", SHELF.pk)) is not None

    for group in (groups[0], groups[100], groups[-1]):
        remove(table, group, NOON)
    add(table, 10_000)

    assert page(table, 1, 5).total == NEWS + 28


def test_what_may_still_be_on_its_way_is_not_tallied(table: TenantTable) -> None:
    for number in range(NEWS + 10):
        add(table, number)

    found = lists.page(table, SHELF, skip=0, size=5, after=None, now=NOON + timedelta(seconds=NEWS + 10))

    tally = table.get(keys.tally("club", SHELF.pk))
    assert found.total == NEWS + 10
    assert tally is None or tally["n"] < NEWS


@pytest.mark.parametrize("number", [10**6, 10**12])
def test_a_page_far_beyond_the_end_is_empty_and_costs_two_reads(
    table: TenantTable, meter: Meter, number: int
) -> None:
    for each in range(7):
        add(table, each)
    meter.reset()

    found = page(table, number, 25)

    assert (found.keys, found.total, found.next) == ([], 7, None)
    assert meter.total.calls == 2


def test_a_page_costs_the_same_at_a_hundred_as_at_two_thousand_records(
    table: TenantTable, meter: Meter
) -> None:
    costs = []
    for count in (100, 2_000):
        for number in range(0 if count == 100 else 100, count):
            add(table, number)
        page(table, 1, 25)  # moves the tally up
        meter.reset()
        page(table, 1, 25)
        costs.append((meter.total.calls, meter.total.rru))

    assert costs[0][0] == costs[1][0]
    assert costs[1][1] <= costs[0][1] + 1


def test_the_total_of_more_than_one_request_can_count_is_exact_all_the_same(
    table: TenantTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import leaves tens of thousands at once. Here a page of the index holds 25 rows, and 4 are counted."""
    for number in range(190):
        add(table, number)
    _with_small_pages(monkeypatch, rows=25, most=4)

    totals = [page(table, 1, 5).total for _ in range(3)]

    assert totals == [190, 190, 190]


def test_the_total_of_far_more_is_reached_by_asking_again(
    table: TenantTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = [add(table, number) for number in range(500)]
    _with_small_pages(monkeypatch, rows=25, most=4)

    totals = [page(table, 1, 5).total for _ in range(5)]
    remove(table, groups[0], NOON + timedelta(hours=1))
    remove(table, groups[-1], NOON + timedelta(hours=1))

    assert totals == [200, 300, 400, 500, 500]
    assert page(table, 1, 5, hours=2).total == 498


def _with_small_pages(patch: pytest.MonkeyPatch, *, rows: int, most: int) -> None:
    real = Table.page

    def small(self: Table, index: str | None, where: Any, *, limit: int | None = None, **more: Any) -> Any:
        return real(self, index, where, limit=min(limit or rows, rows), **more)

    patch.setattr(Table, "page", small)
    patch.setattr(lists, "MOST_COUNTED_PAGES", most)


def crowded(table: TenantTable, number: int) -> None:
    """Of so many groups every hundredth is called Rare, and the one before each was removed."""
    for place in range(number):
        at = NOON + timedelta(seconds=place)
        name = "Rare" if place % 100 == 99 else f"Group {place}"
        group = Group(uid=f"{place:024x}", name=name, created=at, last_updated=at)
        table.put(GROUPS.new("club", group))
        if place % 100 == 98:
            remove(table, group, at)


def test_no_row_of_a_filtered_list_is_read_twice(table: TenantTable, meter: Meter) -> None:
    crowded(table, 700)
    rare = Shelf("list", SHELF.pk, Attr("u.name").eq("Rare"))
    meter.reset()
    whole = table.page("list", SHELF.where(None))
    once = meter.total.rru

    meter.reset()
    found = lists.page(table, rare, skip=0, size=3, after=None, now=LATER)
    first = meter.total.rru
    meter.reset()
    behind = lists.page(table, rare, skip=0, size=3, after=found.next, now=LATER)

    assert whole.last is None
    assert (shown(found), found.total) == ([99, 199, 299], 7)
    assert (shown(behind), behind.total) == ([399, 499, 599], 7)
    assert first <= once + 3 * 0.5
    assert meter.total.rru <= once + 3 * 0.5


ENDING = Shelf("list", SHELF.pk, endless=False)


def test_what_ends_by_itself_is_known_to_end_after_as_long_as_its_kinds_say() -> None:
    assert {mail.KEPT, delivery.KEPT} == {lists.ENDED}


def test_the_total_of_records_that_end_by_themselves_is_exact_as_they_go(table: TenantTable) -> None:
    """Eight a day for a hundred days; TTL takes each when its time is over."""
    made = {number: NOON + timedelta(hours=3 * number) for number in range(800)}
    for number, at in made.items():
        table.put(GROUPS.new("club", Group(f"{number:024x}", f"Group {number}", created=at, last_updated=at)))
    totals, real = [], []

    for days in range(100, 195, 5):
        now = NOON + timedelta(days=days, hours=days % 24)
        ended = [number for number, at in made.items() if at + lists.ENDED <= now]
        for number in ended:
            del made[number]
            table.delete(Delete(keys.group("club", f"{number:024x}")))
        totals += [lists.page(table, ENDING, skip=0, size=5, after=None, now=now).total for _ in range(2)]
        real += [len(made)] * 2

    assert totals == real
    assert real[0] > NEWS and real[-1] == 0


def test_records_that_end_by_themselves_are_not_all_counted_at_each_look(
    table: TenantTable, meter: Meter
) -> None:
    for number in range(1_000):
        add(table, number)

    def look() -> float:
        meter.reset()
        assert lists.page(table, ENDING, skip=0, size=5, after=None, now=LATER).total == 1_000
        return meter.total.rru

    assert look() > 10
    assert look() <= 4
