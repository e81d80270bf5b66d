"""On which desk a membership waits for its secretary, and what is found there at which moment."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.desks import BACKWARDS, DESKS, Desk, Need, place, still_fits, stretch
from chalicelib.domain.membership import Membership, Status
from chalicelib.domain.zones import day_begins

from .memberships import a_membership, a_type, an_instant, run_the_job

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}
CREATED = an_instant("2026-01-01T09:30:00+00:00")
MONTH = timedelta(days=30)


def where(membership: Membership) -> tuple[str, str] | None:
    found = place(membership, CREATED)
    return (found.desk.value, found.at.isoformat()[:10]) if found else None


@pytest.mark.parametrize(
    ("given", "desk"),
    [
        (YEAR | {"decided": "pending"}, ("pending", "2026-01-01")),
        (YEAR, ("open", "2027-01-01")),
        (YEAR | {"auto_renew": True}, ("auto", "2027-01-01")),
        (YEAR | {"cancel_on": "2026-06-01"}, ("leaving", "2026-06-01")),
        (YEAR | {"reached": "2027-01-30"}, ("open", "2027-01-01")),
        (YEAR | {"reached": "2027-01-31"}, ("lapsed", "2027-01-31")),
        (YEAR | {"reached": "2027-01-31", "auto_renew": True}, ("lapsed", "2027-01-31")),
        (YEAR | {"reached": "2027-01-31", "override": ("active", "2027-06-01")}, ("open", "2027-01-01")),
    ],
)
def test_a_membership_waits_on_the_desk_of_what_comes_next(
    given: dict[str, Any], desk: tuple[str, str]
) -> None:
    assert where(a_membership(**given)) == desk


def test_a_period_that_was_renewed_waits_nowhere() -> None:
    membership = a_membership(**YEAR)
    membership.renewed_as = "the next"

    assert place(membership, CREATED) is None


@pytest.mark.parametrize("when", ["2026-03-01", "2027-01-15"])
def test_a_cancelled_one_is_found_by_the_day_on_which_it_ended(when: str) -> None:
    membership = a_membership(**YEAR)
    membership.cancel(an_instant(when))

    assert where(membership) == ("cancelled", min(when, "2027-01-01"))


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/New_York"])
def test_days_begin_in_the_membership_s_own_zone(zone: str) -> None:
    membership = a_membership(**YEAR | {"zone": zone})

    found = place(membership, CREATED)

    assert found is not None and found.at == day_begins(membership.end, zone)


def test_the_clock_takes_it_from_desk_to_desk() -> None:
    membership, seen = a_membership(**YEAR), list[Any]()

    for day in ("2026-12-15", "2027-01-01", "2027-01-30", "2027-01-31"):
        run_the_job(membership, a_type(YEAR), an_instant(day))
        seen.append(where(membership))

    assert [name for name, _ in seen] == ["open", "open", "open", "lapsed"]


FOUND = {
    "2026-11-30": {Need.ACTIVE},
    "2026-12-02": {Need.ACTIVE, Need.EXPIRING},
    "2026-12-31T23:59:59+00:00": {Need.ACTIVE, Need.EXPIRING},
    "2027-01-01": {Need.ACTIVE, Need.GRACE},
    "2027-01-30T23:59:59+00:00": {Need.ACTIVE, Need.GRACE},
}


@pytest.mark.parametrize("day", FOUND)
def test_each_need_finds_it_in_its_time(day: str) -> None:
    membership, now = a_membership(**YEAR), an_instant(day)

    fitting = {need for need in Need if still_fits(need, membership, CREATED, now, MONTH)}

    assert fitting == FOUND[day]


def test_one_that_has_lapsed_is_in_grace_no_more_though_the_clock_did_not_come_yet() -> None:
    membership, now = a_membership(**YEAR), an_instant("2027-01-31")

    assert membership.status(now) is Status.LAPSED
    assert not still_fits(Need.GRACE, membership, CREATED, now, MONTH)


def test_what_waits_nowhere_fits_no_need() -> None:
    membership = a_membership(**YEAR)
    membership.renewed_as = "the next"

    assert not any(still_fits(need, membership, CREATED, CREATED, MONTH) for need in Need)


def test_only_what_ends_soon_and_what_is_in_grace_is_part_of_a_desk() -> None:
    asked = {need: stretch(need, CREATED, MONTH) for need in Need}

    parts = {need: (one.after, one.until) for need, one in asked.items() if one.after or one.until}
    assert parts == {Need.EXPIRING: (CREATED, CREATED + MONTH), Need.GRACE: (None, CREATED)}


def test_every_desk_is_looked_at_and_those_together_run_in_one_direction() -> None:
    assert {desk for desks in DESKS.values() for desk in desks} == set(Desk)
    for desks in DESKS.values():
        assert len({desk in BACKWARDS for desk in desks}) == 1
