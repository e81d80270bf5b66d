"""Points are exact: nothing is entered that a balance could not hold to the last digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.points import Audit, Balance, Entry, entry_uid, is_countable
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


def test_an_audit_agrees_only_if_sum_and_count_do() -> None:
    kept = Balance(Decimal("1.50"), 2)

    assert Audit(kept, Balance(Decimal("1.5"), 2)).agrees
    assert not Audit(kept, Balance(Decimal("1.5"), 3)).agrees
    assert not Audit(kept, Balance(Decimal(1), 2)).agrees
