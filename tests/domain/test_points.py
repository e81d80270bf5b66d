"""Points are exact: nothing is entered that a balance could not hold to the last digit."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.points import Audit, Balance, Entry, entry_uid, in_order, is_countable, summed
from chalicelib.domain.refusals import Invalid
from tests.domain.awards import NOON


def an_entry(points: str) -> Entry:
    given_ = Decimal(points)
    return Entry(
        uid="e" * 24,
        contact="c" * 24,
        points=given_,
        reason="helped",
        source="hand:1",
        created=NOON,
        last_updated=NOON,
    )


@pytest.mark.parametrize(
    "points", ["1", "-1", "0.000001", "3.90625", "999999999.999999", "-999999999.999999", "1E+3"]
)
def test_up_to_six_decimals_are_kept(points: str) -> None:
    an_entry(points).check()


@pytest.mark.parametrize(
    "points", ["0", "0.0", "0.0000001", "1000000000", "-1000000000", "1E+30", "NaN", "Infinity"]
)
def test_nothing_too_much_and_too_fine_is_refused(points: str) -> None:
    with pytest.raises(Invalid):
        an_entry(points).check()


@given(st.lists(st.decimals(-1000, 1000, places=6), max_size=50))
def test_what_can_be_counted_adds_up_in_any_order(values: list[Decimal]) -> None:
    assert all(is_countable(value) for value in values)
    assert (
        sum(values) == sum(reversed(values)) == Decimal(sum(int(value * 10**6) for value in values)) / 10**6
    )


def test_an_entry_is_known_by_its_source() -> None:
    assert entry_uid("award:a") == entry_uid("award:a") != entry_uid("award:b")
    assert len(entry_uid("award:a")) == 24


def taken(points: list[Decimal]) -> tuple[list[Entry], Balance]:
    """Entered one after the other."""
    balance, placed = Balance(), []
    for place, amount in enumerate(points):
        made = NOON + timedelta(seconds=place)
        entry = replace(an_entry("1"), uid=f"{place:024}", points=amount, created=made)
        numbered, balance = balance.take(entry)
        placed.append(numbered)
    return placed, balance


amounts = st.lists(st.decimals(-1000, 1000, places=6), max_size=20)


@given(amounts, st.randoms())
def test_the_balance_is_the_sum_and_the_peak_the_highest_sum_on_the_way(
    points: list[Decimal], chance: object
) -> None:
    entries, balance = taken(points)
    sums = list(accumulate(points))

    assert balance == Balance(sum(points, Decimal(0)), len(points), max([Decimal(0), *sums]))
    assert [(entry.number, entry.balance) for entry in entries] == list(enumerate(sums, start=1))
    chance.shuffle(entries)  # type: ignore[attr-defined]  # random.Random
    assert summed(entries) == balance


@given(amounts, st.sets(st.integers(0, 19)), st.randoms())
def test_entries_without_a_number_stand_in_the_places_that_are_left(
    points: list[Decimal], old: set[int], chance: object
) -> None:
    """Made by an older version of the software: all before the first number, or some in between."""
    entries, balance = taken(points)
    mixed = [
        replace(entry, number=0, balance=None) if place in old else entry
        for place, entry in enumerate(entries)
    ]

    chance.shuffle(mixed)  # type: ignore[attr-defined]  # random.Random

    assert [entry.uid for entry in in_order(mixed)] == [entry.uid for entry in entries]
    assert summed(mixed) == balance


def test_no_entry_is_lost_where_two_have_one_number() -> None:
    """A balance that was lost begins at 1 again."""
    (first, second), _ = taken([Decimal(1), Decimal(2)])
    doubled = replace(first, uid="f" * 24, points=Decimal(4))

    assert summed([second, doubled, first]) == Balance(Decimal(7), 3, Decimal(7))


def test_an_audit_agrees_only_if_sum_and_count_do() -> None:
    kept = Balance(Decimal("1.50"), 2)

    assert Audit(kept, Balance(Decimal("1.5"), 2)).agrees
    assert not Audit(kept, Balance(Decimal("1.5"), 3)).agrees
    assert not Audit(kept, Balance(Decimal(1), 2)).agrees
    assert not Audit(kept, Balance(Decimal("1.5"), 2, peak=Decimal(2))).agrees
