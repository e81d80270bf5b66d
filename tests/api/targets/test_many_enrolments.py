"""Enrolments by the thousand: an array or a file, worked off in slices, resumed after a crash."""

from typing import Any

import pytest

from tests.api.aiming import customer, enrolled, entered, faults, group, left, place, target, values
from tests.asking import Club
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def mine(club: Club) -> Any:
    return target(club, group(club))


def take_on(club: Club, one: Any, body: Any) -> Any:
    reply = club.ask("POST", f"{place(one)}/enrollments/import", body)
    assert reply.status == 202, reply.body
    return reply.json["data"]


def shown(club: Club, one: Any, job: Any) -> Any:
    return club.got(f"{place(one)}/enrollments/import/{job['id']}")["data"]


def test_an_array_is_worked_off_with_its_faults_by_record(club: Club, mine: Any) -> None:
    first, second, third, fourth = (customer(club, number) for number in (11, 12, 13, 14))
    enrolled(club, mine, third)
    enrolled(club, mine, fourth, initialBalance=250)
    left(club, mine, fourth)

    job = take_on(
        club,
        mine,
        [
            {"customerId": first},
            {"customerId": second, "periodName": "c4", "initialBalance": 300},
            {"customerId": third},
            {"customerId": 99},
            {"customerId": fourth, "initialBalance": None},
            {"customerId": first},
        ],
    )
    assert (job["state"], job["rows"], job["done"]) == ("waiting", 6, 0)
    club.house.settle()

    found = shown(club, mine, job)
    assert (found["state"], found["done"]) == ("done", 6)
    assert found["counts"] == {"created": 2, "resumed": 1, "unchanged": 1, "faulty": 2}
    assert [(one["line"], one["column"]) for one in found["faults"]] == [
        (4, "customer_id"),
        (6, "customer_id"),
    ]
    assert found["faultsTotal"] == 2 and found["nextAfterLine"] is None
    assert entered(club, mine, first) == ["c2", "c3", "c4", "c5"]
    assert entered(club, mine, second) == ["c4", "c5"] and values(club, mine, second)["c4"] == 300
    assert values(club, mine, fourth)["c2"] == 250


def test_a_file_is_worked_off_and_each_line_says_its_fault(club: Club, mine: Any) -> None:
    ada = customer(club, 21)
    lines = ["customerId,periodName,initialBalance", f"{ada},c3,5", "21.5,,", "22,c9,", "23,,-1"]
    customer(club, 22)

    job = take_on(club, mine, {"csv": "\n".join(lines)})
    club.house.settle()

    found = shown(club, mine, job)
    assert found["counts"] == {"created": 1, "resumed": 0, "unchanged": 0, "faulty": 3}
    assert [(one["line"], one["column"]) for one in found["faults"]] == [
        (3, "customer_id"),
        (4, ""),
        (5, "initial_balance"),
    ]
    assert "Target period not found" in found["faults"][1]["message"]
    assert entered(club, mine, ada) == ["c3", "c4", "c5"]


def test_a_file_without_customers_is_refused_at_once(club: Club, mine: Any) -> None:
    path = f"{place(mine)}/enrollments/import"

    for csv in ("periodName\nc3\n", "customerId,shoe\n1,2\n", '"'):
        assert set(faults(club.ask("POST", path, {"csv": csv}))) == {900001}
    assert set(faults(club.ask("POST", path, [{"customerId": 1}] * 10_001))) == {900001}
    many = "customerId\n" + "\n".join(str(number) for number in range(1, 10_002))
    assert faults(club.ask("POST", path, {"csv": many})) == [900011]
    for body in ([], {}, [{"customerId": "1"}], {"csv": ""}, None):
        assert club.ask("POST", path, body).status == 400


def test_a_job_is_shown_below_its_own_target_only(club: Club, mine: Any) -> None:
    job = take_on(club, mine, [{"customerId": customer(club, 41)}])
    other = target(club, {"id": mine["targetGroupId"]}, name="other")

    for path in (
        f"{place(other)}/enrollments/import/{job['id']}",
        f"{place(mine)}/enrollments/import/nobody",
    ):
        assert faults(club.ask("GET", path), 404) == [900004]
    assert club.got("import/")["results"][0]["kind"] == "enrolment"
    assert faults(club.ask("POST", f"{place(mine)}/enrollments/import", [], role="member"), 403) == [900005]
