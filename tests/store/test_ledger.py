"""A ledger in any interleaving: its balance is the sum, its peak the highest sum, and a rebuild finds the same."""

from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.actions import levels, points
from chalicelib.domain.points import Balance, Entry
from chalicelib.store import keys, ledger
from chalicelib.store.conditions import Where
from chalicelib.store.ranges import every
from chalicelib.store.table import ConditionFailed, TenantTable
from chalicelib.store.writes import Put, Update
from tests.asking import Club
from tests.awarding import table_of
from tests.gaming import an_entry, told
from tests.secretary import Secretary

CONTACT = "c" * 24


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def table(club: Club) -> TenantTable:
    return table_of(club)


def add_as_before_there_was_an_order(table: TenantTable, entry: Entry) -> None:
    """What the version of this software did that kept no numbers and no peak."""
    item = ledger.ledger_of(entry.contact).item(table.tenant, entry)
    for name in ("number", "balance"):
        item.pop(name, None)
    place = keys.points_entry(table.tenant, entry.contact, entry.uid)
    balance = Update(
        keys.points(table.tenant, entry.contact), adds={"points": entry.points, "entries": 1}, when=None
    )
    table.transact([Put(place, item), balance])


def raw(table: TenantTable, contact: str) -> dict[str, object]:
    item = table.get(keys.points(table.tenant, contact))
    assert item is not None
    return item


amounts = st.decimals(-100, 100, places=6).filter(bool)
steps = st.lists(st.tuples(st.sampled_from(["one", "two", "crossed", "old"]), amounts, amounts), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_in_any_interleaving_of_old_and_new_writers_all_adds_up(
    club: Club, table: TenantTable, done: list[tuple[str, Decimal, Decimal]]
) -> None:
    """G1, F35. `crossed`: two have read the same balance; the slower one is refused and decides again."""
    contact, entered = club.house.wired.ids.uid(), list[Decimal]()
    for place, (way, one, other) in enumerate(done):
        first, second = (
            an_entry(club, contact, f"{contact}{place}{n}", x) for n, x in ((1, one), (2, other))
        )
        first, second = (replace(e, created=e.created.replace(microsecond=place)) for e in (first, second))
        if way == "old":
            add_as_before_there_was_an_order(table, first)
        elif way == "two":
            table.transact(points.entered(table, first, second))
        else:
            early, late = points.entered(table, first), points.entered(table, second)
            table.transact(early)
            if way == "crossed":
                with pytest.raises(ConditionFailed):
                    table.transact(late)
                points.give(table, second)
        entered += [one] if way in ("one", "old") else [one, other]

    sums = [Decimal(0), *accumulate(entered)]
    assert points.balance(table, contact) == Balance(sums[-1], len(entered), max(sums))
    assert points.audit(table, contact).agrees
    assert levels.level_of(table, contact).level == levels.standing(Balance(sums[-1], 1, max(sums))).level
    before = points.balance(table, contact)
    points.rebuild(table, contact)
    assert points.balance(table, contact) == before


def test_an_old_balance_reads_right_and_its_next_entry_gives_it_an_order(
    club: Club, table: TenantTable
) -> None:
    """Five were given and four spent before there was a peak: the level is that of five."""
    for place, amount in enumerate(("5", "-4")):
        entry = an_entry(club, CONTACT, f"old:{place}", amount)
        made = entry.created.replace(second=place)
        add_as_before_there_was_an_order(table, replace(entry, created=made))

    assert points.balance(table, CONTACT) == Balance(Decimal(1), 2, Decimal(5))
    assert levels.level_of(table, CONTACT).level.name == "level_8"
    assert "peak" not in raw(table, CONTACT), "it was only read"

    third = points.give(table, an_entry(club, CONTACT, "new", "2"))

    assert (third.number, third.balance) == (3, 3)
    assert (raw(table, CONTACT)["peak"], raw(table, CONTACT)["peaked"]) == (5, 3)
    assert told(club, "new_level") == [], "it was reached long ago"


def test_of_two_who_read_the_same_balance_the_slower_is_refused(club: Club, table: TenantTable) -> None:
    first, second = an_entry(club, CONTACT, "1", "5"), an_entry(club, CONTACT, "2", "-4")
    early, late = points.entered(table, first), points.entered(table, second)
    table.transact(early)

    with pytest.raises(ConditionFailed):
        table.transact(late)

    assert points.balance(table, CONTACT) == Balance(Decimal(5), 1, Decimal(5))
    assert points.audit(table, CONTACT).agrees


def test_two_entries_of_one_cause_stand_in_their_order(club: Club, table: TenantTable) -> None:
    first, second = an_entry(club, CONTACT, "1", "5"), an_entry(club, CONTACT, "2", "-5")

    table.transact(points.entered(table, first, second))

    where = Where("pk").eq(keys.points(table.tenant, CONTACT).pk) & Where("sk").begins_with("PL#")
    assert sorted((item["number"], item["balance"]) for item in every(table, where)) == [(1, 5), (2, 0)]
    assert points.balance(table, CONTACT) == Balance(Decimal(0), 2, Decimal(5))


def test_what_was_entered_stays_entered_once(club: Club, table: TenantTable) -> None:
    entry = an_entry(club, CONTACT, "once", "5")
    points.give(table, entry)
    points.give(table, an_entry(club, CONTACT, "another"))

    again = points.give(table, entry)

    assert (again.number, again.balance) == (1, 5), "as it was answered the first time"
    with pytest.raises(ConditionFailed):
        table.transact(points.entered(table, entry))
    assert points.balance(table, CONTACT).points == 6


@pytest.mark.parametrize("spoilt", [{"points": 7}, {"entries": 1}, {"peak": 3}])
def test_an_audit_finds_what_was_spoilt_and_a_rebuild_rights_it(
    club: Club, table: TenantTable, spoilt: dict[str, int]
) -> None:
    for place, amount in enumerate(("5", "-4", "1")):
        points.give(table, an_entry(club, CONTACT, str(place), amount))
    right = points.balance(table, CONTACT)
    table.update(Update(keys.points(table.tenant, CONTACT), adds=spoilt))

    found = points.rebuild(table, CONTACT)

    assert not found.agrees
    assert points.balance(table, CONTACT) == right == found.summed
    assert points.audit(table, CONTACT).agrees
