"""Membership types over HTTP: what a tenant sells, and its rules."""

from typing import Any

import pytest

from tests.secretary import Secretary


def test_a_type_shows_the_rules_that_it_was_given(office: Secretary) -> None:
    shown = office.type(period="P6M", renewal_window_days=60, max_linked_members=3, activates_at_once=True)

    assert shown["uri"] == f"/example/membership_type/{shown['uid']}/"
    assert (shown["period"], shown["rolling"]) == ("P6M", True)
    assert (shown["price"], shown["currency"]) == ("120.00", "GBP")
    assert (shown["grace_days"], shown["renewal_window_days"]) == (30, 60)
    assert (shown["max_linked_members"], shown["activates_at_once"]) == (3, True)


def test_a_fixed_year_has_a_start_day_and_a_rollover_day(office: Secretary) -> None:
    shown = office.type(start_day="04-01", rollover_day="01-31")

    assert (shown["rolling"], shown["start_day"], shown["rollover_day"]) == (False, "04-01", "01-31")


def test_what_is_shown_may_be_put_back_and_changes_nothing(office: Secretary) -> None:
    shown = office.type(start_day="04-01", description="For families")

    again = office.club.done(f"membership_type/{shown['uid']}/", shown)

    assert again == shown


def test_a_change_touches_only_what_is_given(office: Secretary) -> None:
    shown = office.type()

    changed = office.club.done(f"membership_type/{shown['uid']}/", {"price": 99.5, "grace_days": 0})

    assert changed == shown | {"price": "99.50", "grace_days": 0}


def test_amounts_are_exact_however_they_are_written(office: Secretary) -> None:
    prices = [office.type(price=price)["price"] for price in (0.1, "0.10", 120, "120.00", 0)]

    assert prices == ["0.10", "0.10", "120.00", "120.00", "0.00"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"period": "P1M14D"}, 422),
        ({"period": "1 year"}, 422),
        ({"period": None}, 422),
        ({"name": None}, 422),
        ({"name": " "}, 422),
        ({"price": -1}, 422),
        ({"price": "12,50"}, 422),
        ({"price": 0.005}, 422),
        ({"price": True}, 422),
        ({"currency": "gbp"}, 422),
        ({"currency": "XXX"}, 422),
        ({"currency": None}, 422),
        ({"grace_days": "30"}, 422),
        ({"grace_days": -1}, 422),
        ({"max_linked_members": 91}, 422),
        ({"start_day": "13-01"}, 422),
        ({"rollover_day": "01-31"}, 400),
        ({"period": "P1M", "start_day": "04-01"}, 400),
        ({"payment_plan": "/example/person/5e3453b40b915a4c234a36ab/"}, 400),
        ({"surprise": 1}, 422),
    ],
)
def test_a_type_that_cannot_be_is_refused(office: Secretary, fields: dict[str, Any], status: int) -> None:
    told = {"name": "Grade F", "period": "P1Y", "price": "120.00", "currency": "GBP"} | fields
    before = office.club.items()

    reply = office.club.ask("POST", "membership_type/", told)

    assert reply.status == status, reply.body
    assert reply.json["error"] and reply.json["error_detail"]
    assert office.club.items() == before


def test_a_type_of_which_there_are_memberships_stays(office: Secretary) -> None:
    kind, unused = office.type(), office.type(name="Grade G")
    office.member(kind)

    replies = [office.club.ask("DELETE", f"membership_type/{one['uid']}/") for one in (kind, unused)]

    assert [reply.status for reply in replies] == [409, 204]


def test_types_are_listed_and_found_by_name(office: Secretary) -> None:
    office.type()
    other = office.type(name="Grade G")

    assert office.club.got("membership_type/")["total"] == 2
    assert [one["uid"] for one in office.club.got("membership_type/?name=Grade+G")["results"]] == [
        other["uid"]
    ]


def test_only_an_admin_sets_up_types(office: Secretary) -> None:
    told = {"name": "Grade F", "period": "P1Y"}

    statuses = [
        office.club.ask("POST", "membership_type/", told, role=role).status for role in ("coach", "member")
    ]

    assert statuses == [403, 403]
