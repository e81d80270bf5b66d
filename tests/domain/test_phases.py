"""A membership's status over time, as lists ask for it: it says what the membership itself says."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.membership import Status
from chalicelib.domain.phases import phases
from chalicelib.domain.zones import day_begins

from .memberships import a_membership, an_instant

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}


@pytest.mark.parametrize(
    ("given", "first", "later"),
    [
        (YEAR, "active", [("2027-01-31", "lapsed")]),
        (YEAR | {"grace_days": 0}, "active", [("2027-01-01", "lapsed")]),
        (YEAR | {"decided": "pending"}, "pending", []),
        (YEAR | {"cancel_on": "2026-06-01"}, "active", [("2026-06-01", "cancelled")]),
        (YEAR | {"override": ("active", "2027-06-01")}, "active", [("2027-06-01", "lapsed")]),
        (
            YEAR | {"override": ("cancelled", "2026-03-01")},
            "cancelled",
            [("2026-03-01", "active"), ("2027-01-31", "lapsed")],
        ),
    ],
)
def test_each_status_is_told_with_its_first_instant(
    given: dict[str, Any], first: str, later: list[tuple[str, str]]
) -> None:
    told, changes = phases(a_membership(**given))

    assert told == first
    assert [(at, status.value) for at, status in changes] == [(an_instant(day), name) for day, name in later]


def test_a_renewal_waits_for_its_start() -> None:
    renewal = a_membership(**YEAR | {"start": "2026-05-01", "end": "2027-05-01"})
    renewal.renewal_of = "the one before"

    first, later = phases(renewal)

    assert first is Status.PENDING
    assert later == (
        (an_instant("2026-05-01"), Status.ACTIVE),
        (an_instant("2027-05-31"), Status.LAPSED),
    )


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/New_York"])
def test_the_instants_are_those_of_its_own_zone(zone: str) -> None:
    membership = a_membership(**YEAR | {"zone": zone})

    _, ((at, status),) = phases(membership)

    assert (at, status) == (day_begins(membership.grace_end, zone), Status.LAPSED)
    assert membership.status(at - timedelta(microseconds=1)) is Status.ACTIVE
