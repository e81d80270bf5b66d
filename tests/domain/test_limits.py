"""A bucket of dear calls: how it is emptied and filled, and what an operator may set."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.limits import LIMITS, MOST, Limit, check_limit, limit_of, refuse
from chalicelib.domain.refusals import Invalid

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_call_comes_back_in_its_part_of_an_hour() -> None:
    assert Limit(burst=5, per_hour=60).step == timedelta(minutes=1)


@pytest.mark.parametrize("burst", [1, 2, 100])
def test_as_many_calls_as_the_burst_has_fit_at_once(burst: int) -> None:
    limit = Limit(burst, per_hour=60)
    whole, taken = NOON, 0

    while whole <= limit.full(NOON):
        whole, taken = whole + limit.step, taken + 1

    assert taken == burst


def test_a_tenants_own_limit_goes_before_everybodys() -> None:
    own = {"export": Limit(1, 1)}

    assert limit_of("export", own) == Limit(1, 1)
    assert limit_of("import", own) == LIMITS["import"]


@pytest.mark.parametrize("limit", [Limit(1, 1), Limit(MOST, MOST)])
def test_a_limit_within_its_bounds_is_taken(limit: Limit) -> None:
    check_limit("paper", limit)


@pytest.mark.parametrize(
    ("what", "limit", "faults"),
    [
        ("paper", Limit(0, 1), {"burst"}),
        ("paper", Limit(MOST + 1, 1), {"burst"}),
        ("paper", Limit(1, 0), {"per_hour"}),
        ("paper", Limit(0, MOST + 1), {"burst", "per_hour"}),
        ("rain", Limit(1, 1), {"what"}),
    ],
)
def test_no_other_is(what: str, limit: Limit, faults: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        check_limit(what, limit)

    assert refused.value.fields.keys() == faults


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [
        (timedelta(microseconds=1), 1),
        (timedelta(seconds=1), 1),
        (timedelta(seconds=1, microseconds=1), 2),
        (timedelta(hours=1), 3600),
    ],
)
def test_who_waits_as_long_as_it_is_told_has_waited_long_enough(wait: timedelta, seconds: int) -> None:
    refusal = refuse("export", wait)

    assert refusal.seconds == seconds
    assert f"(export) with this key. Try again in {seconds} s." in refusal.detail
