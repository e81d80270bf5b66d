"""Enrolments as nobody should ask for them (promises E)."""

from typing import Any

import pytest

from tests.api.aiming import (
    GROUPS,
    enrolled,
    entered,
    faults,
    group,
    hostile,
    left,
    periods,
    place,
    reached,
    streak,
    target,
    told,
    values,
)
from tests.asking import Club

NOW = "2026-11-21T12:00:00Z"


@pytest.mark.parametrize("records", ["[]", "{}", "[{},{}]", '{"customerId": 1}', "null", '"x"', "3"])
def test_e01_enrolments_are_told_one_at_a_time(club: Club, mine: Any, records: str) -> None:
    (fault,) = hostile(club, mine, None, raw=records.encode())

    assert fault == {"code": 900002, "message": "Send an array of exactly one record."}


CUSTOMERS = ["'345651201'", 0, -1, 1.5, True, 2**63, None, 10**38, 1.0, [1], {"id": 1}, "", "１"]


@pytest.mark.parametrize("who", CUSTOMERS, ids=str)
def test_e02_a_customer_id_is_never_coerced(club: Club, mine: Any, who: Any) -> None:
    found = hostile(club, mine, [{"customerId": who}])

    assert {one["code"] for one in found} == {900001}


def test_e02_a_customer_is_named(club: Club, mine: Any) -> None:
    (fault,) = hostile(club, mine, [{}])

    assert fault["code"] == 900001 and "customerId" in fault["message"]


def test_e02_a_field_that_is_unknown_or_stands_twice_is_refused(club: Club, mine: Any, ada: int) -> None:
    assert hostile(club, mine, [{"customerId": ada, "customer_id": ada}])[0]["code"] == 900001
    raw = f'[{{"customerId":{ada},"customerId":{ada}}}]'.encode()
    assert hostile(club, mine, None, raw=raw)[0]["code"] == 900400


def test_e03_an_unknown_customer_is_310011(club: Club, mine: Any) -> None:
    (fault,) = hostile(club, mine, [{"customerId": 345651202}])

    assert fault == {"code": 310011, "message": "Invalid userId. Check if the customerId is valid."}


def test_e04_without_a_period_it_is_the_current_one(club: Club, mine: Any, ada: int) -> None:
    enrolled(club, mine, ada)

    assert entered(club, mine, ada) == ["c2", "c3", "c4", "c5"]


@pytest.mark.parametrize("name", ["c9", "C2", "c2 ", " c2", "c1", "", " ", "с2", "c2\u200b", "null"])
def test_e05_a_period_that_is_unknown_or_over_is_310019(club: Club, mine: Any, ada: int, name: str) -> None:
    (fault,) = hostile(club, mine, [{"customerId": ada, "periodName": name}])

    assert fault == {
        "code": 310019,
        "message": "Target period not found. Check the target period ID to troubleshoot this error.",
    }


@pytest.mark.parametrize("name", [2, True, ["c2"], {"c": 2}, "c" * 101])
def test_e05_a_period_s_name_is_a_text(club: Club, mine: Any, ada: int, name: Any) -> None:
    assert {one["code"] for one in hostile(club, mine, [{"customerId": ada, "periodName": name}])} == {900001}


def test_e06_a_period_for_a_streak_is_ignored_and_said_so(club: Club, run: Any, ada: int) -> None:
    (warning,) = enrolled(club, run, ada, periodName="c4")

    assert "periodName" in warning["message"] and isinstance(warning["code"], int)
    assert entered(club, run, ada) == ["c2", "c3", "c4", "c5"]


def test_e07_enrolling_twice_is_310119(club: Club, mine: Any, ada: int) -> None:
    enrolled(club, mine, ada)

    for more in ({}, {"periodName": "c4"}, {"initialBalance": 5}):
        (fault,) = hostile(club, mine, [{"customerId": ada, **more}])
        assert fault == {"code": 310119, "message": "User already enrolled for the target."}


def test_leaving_what_was_never_entered_and_leaving_twice_are_said(club: Club, mine: Any, ada: int) -> None:
    path = f"{place(mine)}/unEnroll"
    assert faults(club.ask("POST", path, {"customerId": ada})) == [900003]
    enrolled(club, mine, ada)
    left(club, mine, ada)

    assert faults(club.ask("POST", path, {"customerId": ada})) == [900003]
    assert faults(club.ask("POST", path, {"customerId": 345651202})) == [310011]


@pytest.mark.parametrize(
    ("more", "value"),
    [({}, 250), ({"initialBalance": None}, 250), ({"initialBalance": 0}, 0), ({"initialBalance": 150}, 150)],
    ids=str,
)
def test_e10_a_balance_on_re_enrol(club: Club, mine: Any, ada: int, more: Any, value: int) -> None:
    enrolled(club, mine, ada)
    told(club, ada, NOW, 250)
    left(club, mine, ada)

    enrolled(club, mine, ada, periodName="c2", **more)

    assert values(club, mine, ada)["c2"] == value


BALANCES = [-1, 10**18, 10**12 + 1, "100", 10**38, 1.5, 100.0, True, [100], float("1e18")]


@pytest.mark.parametrize("balance", BALANCES, ids=str)
def test_e11_a_balance_out_of_bounds_is_refused(club: Club, mine: Any, ada: int, balance: Any) -> None:
    found = hostile(club, mine, [{"customerId": ada, "initialBalance": balance}])

    assert {one["code"] for one in found} == {900001}


def test_e11_a_balance_above_the_goal_achieves_it_once(club: Club, mine: Any, ada: int) -> None:
    enrolled(club, mine, ada, initialBalance=5000)
    club.house.settle()
    told(club, ada, NOW, 1)
    left(club, mine, ada)
    enrolled(club, mine, ada, initialBalance=6000)
    club.house.settle()

    found = periods(club, mine, ada)["c2"]
    assert (found["achievedValue"], found["achieved"]) == (6000, True)
    events = club.got(f"event/?subject={mine['id']}")["results"]
    assert [one["type"] for one in events] == ["target_achieved"]


def test_e12_a_balance_for_a_streak_has_no_effect_and_a_warning(club: Club, run: Any, ada: int) -> None:
    (warning,) = enrolled(club, run, ada, initialBalance=9)

    assert "initialBalance" in warning["message"]
    assert values(club, run, ada)["c2"] == 0 and streak(club, run, ada)["currentValue"] == 0


@pytest.mark.parametrize(
    ("reset", "length", "levels"), [(True, 0, []), (False, 1, ["l1"]), (None, 1, ["l1"])]
)
def test_e13_a_reset_begins_a_new_run(
    club: Club, run: Any, ada: int, reset: Any, length: int, levels: list[str]
) -> None:
    enrolled(club, run, ada)
    told(club, ada, NOW, action="visit")
    left(club, run, ada)

    enrolled(club, run, ada, resetStreakStatus=reset)

    assert (streak(club, run, ada)["currentValue"], reached(club, run, ada)) == (length, levels)


@pytest.mark.parametrize("reset", ["true", 1, 0, [], "no"], ids=str)
def test_e13_a_reset_is_true_or_false(club: Club, run: Any, ada: int, reset: Any) -> None:
    found = hostile(club, run, [{"customerId": ada, "resetStreakStatus": reset}])

    assert {one["code"] for one in found} == {900001}


def test_e13_a_reset_of_a_milestone_is_ignored_and_said_so(club: Club, mine: Any, ada: int) -> None:
    (warning,) = enrolled(club, mine, ada, resetStreakStatus=True)

    assert "resetStreakStatus" in warning["message"]


def test_e14_enrolled_into_c3_is_enrolled_from_c3_on(club: Club, mine: Any, ada: int) -> None:
    enrolled(club, mine, ada, periodName="c3")

    assert entered(club, mine, ada) == ["c3", "c4", "c5"]


@pytest.mark.parametrize(("excluded", "value"), [(True, 4), (False, 7)])
def test_e15_retro_events_count_exactly_by_the_config(
    club: Club, ada: int, excluded: bool, value: int
) -> None:
    of = group(club, name=f"E15 {excluded}")
    mine = target(club, of, excludeEventsBeforeEnrolment=excluded)
    enrolled(club, mine, ada)

    told(club, ada, "2026-10-31T23:59:59Z", 1000)  # c1, in London's winter time
    told(club, ada, "2026-11-01T00:00:00Z", 1)
    told(club, ada, "2026-11-21T11:59:59.999Z", 2)
    told(club, ada, NOW, 4)

    assert values(club, mine, ada)["c2"] == value
    assert values(club, mine, ada)["c1"] == 0


def test_e16_the_target_of_another_group_or_tenant_is_not_found(club: Club, mine: Any, ada: int) -> None:
    other = group(club, name="E16 elsewhere")

    for path, role in (
        (f"{GROUPS}/{other['id']}/targets/{mine['id']}", "admin"),
        (f"{GROUPS}/1/targets/999", "admin"),
        (place(mine), "other"),
    ):
        reply = club.ask("POST", f"{path}/enroll", [{"customerId": ada}], role=role)
        # The other tenant has no such customer either: which of the two is said first is ours to choose.
        assert (reply.status, reply.json["errors"][0]["code"]) in ((404, 900004), (400, 310011))
        assert reply.status == 404 or role == "other"


@pytest.mark.parametrize("odd", ["01", "%2B1", str(10**30), "-1", "1.0", "%D9%A1", "0", "1e3"])
def test_e17_ids_that_are_none_lead_nowhere(club: Club, mine: Any, ada: int, odd: str) -> None:
    record = [{"customerId": ada}]
    for path in (f"{odd}/targets/{mine['id']}", f"{mine['targetGroupId']}/targets/{odd}"):
        assert faults(club.ask("POST", f"{GROUPS}/{path}/enroll", record), 404) == [900004]
    assert faults(club.ask("GET", f"/users/{odd}/targetGroups"), 404) == [310011]
    assert faults(club.ask("GET", f"{place(mine)}/users/{odd}/timeline"), 404) == [310011]
