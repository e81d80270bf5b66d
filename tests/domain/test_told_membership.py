"""How a membership stands, as its member is told it: every state with its day."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.renewal import renew
from chalicelib.domain.told_membership import State, Told, foremost, told
from tests.domain.memberships import a_membership, a_type, an_instant

RULES = {"period": "P1Y", "grace_days": 30, "joined": "2026-01-02"}


@pytest.mark.parametrize(
    ("given", "now", "state", "day"),
    [
        ({}, "2026-06-01", "active", "2027-01-02"),
        ({}, "2027-01-01T23:59Z", "active", "2027-01-02"),
        ({}, "2027-01-02", "grace", "2027-02-01"),
        ({}, "2027-02-01", "lapsed", "2027-02-01"),
        ({"grace_days": 0}, "2027-01-02", "lapsed", "2027-01-02"),
        ({"auto_renew": True}, "2026-06-01", "renewing", "2027-01-02"),
        ({"cancel_on": "2026-09-01"}, "2026-06-01", "ending", "2026-09-01"),
        ({"cancel_on": "2026-09-01"}, "2026-09-01", "cancelled", "2026-09-01"),
        ({"decided": "pending"}, "2026-06-01", "applied", "2026-01-02"),
        ({"override": ("active", "2027-06-01")}, "2027-05-31", "active", "2027-06-01"),
        ({"override": ("lapsed", "2026-07-01")}, "2026-06-30", "held", "2026-07-01"),
        ({"override": ("pending", "2026-07-01")}, "2026-06-30", "held", "2026-07-01"),
        ({"override": ("lapsed", "2026-07-01")}, "2026-07-01", "active", "2027-01-02"),
        ({"override": ("active", "2027-06-01")}, "2027-06-01", "lapsed", "2027-06-01"),
    ],
)
def test_a_membership_is_told_with_its_day(given: dict[str, Any], now: str, state: str, day: str) -> None:
    membership = a_membership(**(RULES | given))

    assert told(membership, now=an_instant(now)) == Told(State(state), date.fromisoformat(day))


def test_a_renewal_is_coming_and_what_it_renewed_is_over_then() -> None:
    first = a_membership(**RULES)
    second = renew(first, a_type(RULES), now=an_instant("2026-12-20"))

    before, after = an_instant("2026-12-21"), an_instant("2027-01-02")

    assert [told(one, now=before).state for one in (first, second)] == ["active", "coming"]
    assert [told(one, now=after).state for one in (first, second)] == ["renewed", "active"]


def test_the_best_state_speaks_first_and_then_the_latest_end() -> None:
    applied = a_membership(**RULES, decided="pending")
    short, long = a_membership(**RULES), a_membership(**(RULES | {"joined": "2026-03-01"}))
    now = an_instant("2026-06-01")

    found = sorted((applied, short, long), key=lambda one: foremost(one, now=now))

    assert found == [long, short, applied]
    assert foremost(long, now=now)[1] >= timedelta(0)
