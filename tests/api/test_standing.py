"""The status call: how the contact behind an e-mail address stands (seed 003)."""

from typing import Any

import pytest

from tests.secretary import Secretary

SEED_KEYS = [
    "active_memberships_for_display",
    "first_name",
    "last_name",
    "member_since",
    "member_till",
    "member_till_plus_grace",
    "membership_numbers",
    "membership_record_status",
    "person",
    "photo",
    "photo-avatar",
    "primary_email",
]


def asked(office: Secretary, email: str = "james@sheepcrm.com", **more: str) -> Any:
    query = "&".join(f"{name}={value}" for name, value in {"email": email, **more}.items())
    return office.club.ask("GET", f"user/membership/?{query}")


def james(office: Secretary, **fields: Any) -> Any:
    return office.club.person(first_name="James", last_name="Webster", email="james@sheepcrm.com", **fields)


def test_the_seeds_body_with_its_keys_in_order_and_its_values_computed(office: Secretary) -> None:
    kind = office.type(name="Membership Grade F", grace_days=364, renewal_window_days=500)
    person = james(office)
    member = office.active(
        kind=kind, contact=person, number="EAB54", start_date="2026-01-01", end_date="2027-01-01"
    )
    office.call(member, "renew")

    reply = asked(office)

    assert list(reply.json) == SEED_KEYS
    assert reply.json == {
        "active_memberships_for_display": ["Membership Grade F"],
        "first_name": "James",
        "last_name": "Webster",
        "member_since": "2026-01-01T00:00:00",
        "member_till": "2028-01-01T00:00:00",
        "member_till_plus_grace": "2028-12-30T00:00:00",
        "membership_numbers": ["EAB54"],
        "membership_record_status": "active",
        "person": person["uri"],
        "photo": None,
        "photo-avatar": None,
        "primary_email": "james@sheepcrm.com",
    }


def test_the_address_is_compared_without_case(office: Secretary) -> None:
    office.active(contact=james(office))

    assert asked(office, "JAMES@SheepCRM.com").status == 200


def test_an_unknown_address_and_a_contact_without_membership_are_not_found(office: Secretary) -> None:
    james(office)

    assert [asked(office, who).status for who in ("james@sheepcrm.com", "nobody@example.org")] == [404, 404]
    assert asked(office, "").status == 422
    assert asked(office, realtime="maybe").status == 422


@pytest.mark.parametrize("email", ["", " ", "a" * 10_240 + "@example.org"], ids=["none", "blank", "10 KB"])
def test_what_can_be_no_address_is_refused(office: Secretary, email: str) -> None:
    assert asked(office, email).status == 422


def test_a_copy_is_good_for_five_minutes_and_realtime_reads_through(office: Secretary) -> None:
    member = office.active(contact=james(office))
    assert asked(office).json["membership_record_status"] == "active"

    office.call(member, "cancel")
    copied, fresh = asked(office), asked(office, realtime="true")
    office.turn_to("2026-11-21T12:05")
    later = asked(office)

    statuses = [reply.json["membership_record_status"] for reply in (copied, fresh, later)]
    assert statuses == ["active", "cancelled", "cancelled"]


def test_a_copy_costs_one_read(office: Secretary) -> None:
    office.active(contact=james(office))
    asked(office)
    meter = office.club.house.meter
    assert meter is not None
    meter.reset()

    asked(office)

    assert meter.total.by_call == {"GetItem": 2}  # the key, and the copy
    assert meter.total.wru == 0


def test_pending_alone_has_no_dates(office: Secretary) -> None:
    office.member(contact=james(office))

    body = asked(office).json

    assert (body["membership_record_status"], body["member_since"], body["member_till"]) == (
        "pending",
        None,
        None,
    )
    assert body["active_memberships_for_display"] == []


def test_of_several_memberships_the_best_status_speaks(office: Secretary) -> None:
    person = james(office)
    office.call(office.active(kind=office.type(name="Old"), contact=person), "cancel")
    office.active(kind=office.type(name="New"), contact=person, number="NEW-1")

    body = asked(office).json

    assert (body["membership_record_status"], body["membership_numbers"]) == ("active", ["NEW-1"])
    assert body["active_memberships_for_display"] == ["New"]


def test_a_linked_member_stands_as_the_membership_does_with_its_own_number(office: Secretary) -> None:
    family = office.active(kind=office.type(name="Family", max_linked_members=2))
    office.call(family, "link", {"contact": james(office)["uri"], "number": "FAM-2"})

    body = asked(office).json

    assert (body["membership_numbers"], body["active_memberships_for_display"]) == (["FAM-2"], ["Family"])


def test_of_two_contacts_with_one_address_the_better_standing_answers(office: Secretary) -> None:
    james(office)
    second = james(office)
    office.active(contact=second)

    assert asked(office).json["person"] == second["uri"]


def test_a_photo_is_shown_where_there_is_one(office: Secretary) -> None:
    office.active(contact=james(office, profile_picture="https://example.org/james.jpg"))

    assert asked(office).json["photo"] == "https://example.org/james.jpg"


def test_a_member_asks_for_itself_only(office: Secretary) -> None:
    club = office.club
    office.active(contact=james(office))
    office.active(contact=club.got(f"person/{club.residents.member['contact']}/"))

    statuses = [
        club.ask("GET", f"user/membership/?email={who}", role="member").status
        for who in ("mia.member@example.org", "james@sheepcrm.com")
    ]

    assert statuses == [200, 404]


def test_a_member_cannot_learn_from_an_address_who_else_is_a_member(office: Secretary) -> None:
    office.active(contact=james(office))
    ask = office.club.ask

    hidden = ask("GET", "user/membership/?email=james@sheepcrm.com", role="member")
    nobody = ask("GET", "user/membership/?email=nobody@sheepcrm.com", role="member")

    assert (hidden.status, hidden.body) == (nobody.status, nobody.body)
    assert hidden.status == 404


def test_who_shares_an_address_with_a_better_member_is_told_of_itself(office: Secretary) -> None:
    me = office.club.residents.member["contact"]
    office.member(contact={"uri": f"/example/person/{me}/"})
    office.active(contact=james(office, emails=["mia.member@example.org"]))

    told = office.club.got("user/membership/?email=mia.member@example.org", role="member")

    assert told["membership_record_status"] == "pending"
    assert told["person"].endswith(f"/{me}/")
