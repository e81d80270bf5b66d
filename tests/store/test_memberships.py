"""A membership as the table keeps it."""

from datetime import UTC, datetime
from decimal import Decimal

from chalicelib.domain.kept_memberships import KeptMembership, KeptMembershipType, PlanRun
from chalicelib.domain.membership import Link, Override, Status
from chalicelib.domain.money import Money
from chalicelib.domain.phases import phases
from chalicelib.store.memberships import MEMBERSHIP_TYPES, MEMBERSHIPS, pointers
from sandbox.house import House
from tests.domain.memberships import a_day, a_membership, a_type, an_instant

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def kept(**given: object) -> KeptMembership:
    membership = a_membership(**{"joined": "2026-01-05", "period": "P1Y", "grace_days": 30, **given})
    return KeptMembership(
        uid=membership.uid,
        created=AT,
        last_updated=AT,
        membership=membership,
        link_tail="0123456789abcdef",
        contact_resource="person",
        contact_name="Ada Berger",
        type_name="Grade F",
    )


def test_a_membership_comes_back_as_it_was_kept(house: House) -> None:
    table, record = house.wired.table.of("example"), kept(zone="Europe/London", auto_renew=True)
    record.membership.amount = Money(Decimal("0.10"), "GBP")
    record.membership.override = Override(Status.LAPSED, a_day({"d": "2026-02-01"}, "d"), "disputed")  # type: ignore[arg-type]
    record.membership.linked = (Link("a" * 24, "ben", "EAB55"),)
    record.plan = PlanRun(1, 12, "unpacking")

    table.put(MEMBERSHIPS.new("example", record))

    assert MEMBERSHIPS.load(table, record.uid) == record


def test_a_type_of_fixed_years_comes_back_as_it_was_kept(house: House) -> None:
    table = house.wired.table.of("example")
    rules = a_type({"period": "P1Y", "start_day": "04-01", "rollover_day": "01-31"})
    record = KeptMembershipType(uid=rules.uid, created=AT, last_updated=AT, rules=rules)

    table.put(MEMBERSHIP_TYPES.new("example", record))

    assert MEMBERSHIP_TYPES.load(table, rules.uid) == record


def test_a_link_points_from_the_linked_contact_too() -> None:
    record = kept()
    record.membership.linked = (Link("a" * 24, "ben", "EAB55"),)

    found = {put.key.pk: put.key.sk for put in pointers("example", record)}

    assert found == {"example#P#james": "MS#grade-f#2026-01-05", "example#P#ben": f"ML#{'a' * 24}"}


def test_the_phases_say_at_every_hour_what_the_status_says() -> None:
    membership = kept(override=("cancelled", "2027-03-01"), zone="Europe/London").membership

    first, later = phases(membership)

    for text in ("2026-01-01", "2026-12-31", "2027-02-03", "2027-02-04", "2027-02-28", "2027-03-01"):
        at = an_instant(text, "Europe/London")
        assert [first, *(status for since, status in later if since <= at)][-1] is membership.status(at)
