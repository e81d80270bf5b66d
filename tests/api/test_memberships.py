"""Memberships over HTTP: how they begin, what is unique about them, what may be changed."""

from typing import Any

import pytest

from tests.secretary import Secretary

UNKNOWN = "0" * 24


def test_a_membership_begins_pending_with_its_dates_its_fee_and_a_number(office: Secretary) -> None:
    kind = office.type()

    shown = office.member(kind)

    assert shown["status"] == "pending"
    assert (shown["start_date"], shown["end_date"]) == ("2026-11-21T00:00:00", "2027-11-21T00:00:00")
    assert shown["end_date_plus_grace"] == "2027-12-21T00:00:00"
    assert shown["member_since"] == "2026-11-21T00:00:00"
    assert (shown["amount"], shown["currency"], shown["auto_renew"]) == ("120.00", "GBP", False)
    assert shown["membership_type"] == kind["uri"]
    assert len(shown["membership_number"]) == 5
    assert len(shown["link_id"]) == 40 and shown["link_id"].startswith(shown["uid"])


def test_a_type_may_activate_at_once(office: Secretary) -> None:
    shown = office.member(office.type(activates_at_once=True))

    assert shown["status"] == "active"
    assert office.events() == ["new_membership"]


def test_explicit_dates_fee_and_number_are_kept(office: Secretary) -> None:
    shown = office.member(
        start_date="2027-01-01",
        end_date="2027-07-01T00:00:00",
        amount=12.5,
        currency="EUR",
        auto_renew=True,
        number="EAB54",
        external_ref="crm-17",
    )

    assert (shown["start_date"], shown["end_date"]) == ("2027-01-01T00:00:00", "2027-07-01T00:00:00")
    assert (shown["amount"], shown["currency"]) == ("12.50", "EUR")
    assert (shown["auto_renew"], shown["membership_number"], shown["external_ref"]) == (
        True,
        "EAB54",
        "crm-17",
    )


def test_an_amount_without_a_currency_is_in_that_of_the_type(office: Secretary) -> None:
    assert office.member(amount="80")["currency"] == "GBP"


@pytest.mark.parametrize("spelling", ["member", "contact", "contact_ref", "person"])
def test_the_member_is_said_in_any_obvious_way(office: Secretary, spelling: str) -> None:
    person = office.club.person()
    told = {spelling: person["uid"], "membership_type_ref": office.type()["uid"], "start": "2027-01-01"}

    shown = office.club.made("member/", told)

    assert (shown["member"], shown["start_date"]) == (person["uri"], "2027-01-01T00:00:00")


def test_who_joins_after_the_rollover_day_gets_the_next_year_too(office: Secretary) -> None:
    kind = office.type(start_day="01-01", rollover_day="10-31")

    shown = office.member(kind)

    assert (shown["start_date"], shown["end_date"]) == ("2026-01-01T00:00:00", "2028-01-01T00:00:00")


def test_a_day_begins_at_the_tenants_midnight(office: Secretary) -> None:
    office.club.done("tenant/", {"timezone": "Pacific/Auckland"})

    assert office.member()["start_date"] == "2026-11-22T00:00:00"


def test_the_same_contact_type_and_start_twice_is_refused(office: Secretary) -> None:
    kind, person = office.type(), office.club.person()
    refs = {"member": person["uri"], "membership_type": kind["uri"]}
    office.member(kind, person)

    again = office.club.ask("POST", "member/", refs)
    another_day = office.club.ask("POST", "member/", refs | {"start_date": "2028-01-01"})

    assert (again.status, another_day.status) == (409, 201)


def test_a_number_belongs_to_one_contact(office: Secretary) -> None:
    kind, ada, ben = office.type(), office.club.person(), office.club.person(first_name="Ben")
    office.member(kind, ada, number="EAB54")
    refs = {"membership_type": kind["uri"], "number": "eab54", "start_date": "2028-01-01"}

    others = office.club.ask("POST", "member/", refs | {"member": ben["uri"]})
    own_again = office.club.ask("POST", "member/", refs | {"member": ada["uri"]})

    assert (others.status, own_again.status) == (409, 201)


def test_an_external_ref_stands_once(office: Secretary) -> None:
    kind, ada, ben = office.type(), office.club.person(), office.club.person(first_name="Ben")
    office.member(kind, ada, external_ref="crm-17")
    second = office.member(kind, ben)

    at_birth = office.club.ask(
        "POST",
        "member/",
        {
            "member": ben["uri"],
            "membership_type": kind["uri"],
            "external_ref": "crm-17",
            "start_date": "2028-01-01",
        },
    )
    later = office.club.ask("PUT", f"member/{second['uid']}/", {"external_ref": "crm-17"})

    assert (at_birth.status, later.status) == (409, 409)


def test_an_external_ref_that_was_given_up_is_free(office: Secretary) -> None:
    kind, ada, ben = office.type(), office.club.person(), office.club.person(first_name="Ben")
    first, second = office.member(kind, ada, external_ref="crm-17"), office.member(kind, ben)

    office.club.done(f"member/{first['uid']}/", {"external_ref": None})
    taken = office.club.done(f"member/{second['uid']}/", {"external_ref": "crm-17"})

    assert taken["external_ref"] == "crm-17"


def test_a_repeated_request_makes_one_membership(office: Secretary) -> None:
    refs = {"member": office.club.person()["uri"], "membership_type": office.type()["uri"]}
    key = {"Idempotency-Key": "join-1"}

    first, second = (office.club.made("member/", refs, headers=key) for _ in range(2))

    assert first == second
    assert office.club.got("member/")["total"] == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"member": f"/example/person/{UNKNOWN}/"}, 404),
        ({"membership_type": f"/example/membership_type/{UNKNOWN}/"}, 404),
        ({"membership_type": f"/example/person/{UNKNOWN}/"}, 400),
        ({"member": f"/other/person/{UNKNOWN}/"}, 400),
        ({"member": "Ada"}, 422),
        ({"member": None}, 422),
        ({"membership_type": None}, 422),
        ({"start_date": "2027-02-30"}, 422),
        ({"start_date": 20270101}, 422),
        ({"start_date": "2027-01-01", "end_date": "2027-01-01"}, 422),
        ({"start_date": "0001-01-01"}, 422),
        ({"end_date": "9998-12-31"}, 422),
        ({"amount": "12.345", "currency": "GBP"}, 422),
        ({"amount": -1, "currency": "GBP"}, 422),
        ({"currency": "GBP"}, 422),
        ({"auto_renew": "yes"}, 422),
        ({"auto_renew": 1}, 422),
        ({"number": ""}, 422),
        ({"number": "x" * 51}, 422),
        ({"payment_plan": "monthly"}, 422),
        ({"surprise": 1}, 422),
    ],
)
def test_what_cannot_be_a_membership_is_refused(
    office: Secretary, fields: dict[str, Any], status: int
) -> None:
    told = {"member": office.club.person()["uri"], "membership_type": office.type()["uri"]} | fields
    before = office.club.items()

    reply = office.club.ask("POST", "member/", told)

    assert reply.status == status, reply.body
    assert office.club.items() == before


def test_what_is_shown_may_be_put_back_and_changes_nothing(office: Secretary) -> None:
    shown = office.active(auto_renew=True, amount=80)

    again = office.club.done(f"member/{shown['uid']}/", shown)

    assert again == shown


def test_auto_renew_and_the_fee_may_be_changed(office: Secretary) -> None:
    member = office.active()

    changed = office.club.done(f"member/{member['uid']}/", {"auto_renew": True, "amount": 90})

    assert (changed["auto_renew"], changed["amount"], changed["currency"]) == (True, "90.00", "GBP")


def test_who_what_and_when_are_settled(office: Secretary) -> None:
    member = office.member()
    changes = (
        {"start_date": "2027-01-01"},
        {"end_date": "2028-01-01"},
        {"number": "ABCDE"},
        {"member": office.club.person()["uri"]},
        {"membership_type": office.type()["uri"]},
    )

    statuses = [office.club.ask("PUT", f"member/{member['uid']}/", change).status for change in changes]

    assert statuses == [409] * 5
    assert office.got(member) == member


def test_a_membership_made_by_mistake_is_removed_and_may_be_made_again(office: Secretary) -> None:
    kind, person = office.type(), office.club.person()
    member = office.member(kind, person, external_ref="crm-17")

    removed = office.club.ask("DELETE", f"member/{member['uid']}/")
    gone = office.club.ask("GET", f"member/{member['uid']}/")
    again = office.member(kind, person, external_ref="crm-17")

    assert (removed.status, gone.status) == (204, 404)
    assert office.club.got("member/")["total"] == 1
    assert again["uid"] != member["uid"]


def test_a_renewed_membership_is_cancelled_not_removed(office: Secretary) -> None:
    member = office.active(kind=office.type(renewal_window_days=400))
    following = office.call(member, "renew")

    statuses = [office.club.ask("DELETE", f"member/{one['uid']}/").status for one in (member, following)]

    assert statuses == [409, 409]


def test_another_tenants_membership_does_not_exist(office: Secretary) -> None:
    member = office.member()

    reply = office.club.ask("GET", f"/api/v1/other/member/{member['uid']}/", role="other")

    assert reply.status == 404


def test_a_member_sees_its_own_memberships_and_nobody_elses(office: Secretary) -> None:
    kind, club = office.type(max_linked_members=1), office.club
    me = club.got(f"person/{club.residents.member['contact']}/")
    own, foreign = office.member(kind, me), office.member(kind, club.person())
    family = office.member(kind, club.person())
    office.call(family, "link", {"contact": me["uri"]})

    statuses = [
        club.ask("GET", f"member/{one['uid']}/", role="member").status for one in (own, foreign, family)
    ]
    listed = club.got("member/", role="member")
    written = club.ask("POST", f"member/{own['uid']}/activate/", role="member")

    assert statuses == [200, 404, 200]
    assert {one["uid"] for one in listed["results"]} == {own["uid"], family["uid"]}
    assert written.status == 403


def test_a_contacts_new_name_reaches_its_memberships(office: Secretary) -> None:
    person = office.club.person()
    member = office.member(contact=person)

    office.club.done(f"person/{person['uid']}/", {"last_name": "Lovelace"})
    office.club.house.settle()

    assert office.got(member)["contact_name"] == "Ada Lovelace"
