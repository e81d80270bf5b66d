"""Who sees how a customer stands, and what it sees."""

from typing import Any

from tests.api.aiming import (
    enroll,
    enrolled,
    faults,
    place,
    status,
    told,
)
from tests.asking import Club

NOW = "2026-11-21T12:00:00Z"


def test_everybody_sees_its_own_targets_and_its_dependants_and_nobody_else(
    club: Club, mine: Any, ada: int, child: int
) -> None:
    reader = club.got(f"person/{club.residents.member['contact']}/")
    uid = club.got(f"person/?number={child}")["results"][0]["uid"]
    club.done(f"person/{uid}/", {"guardians": [reader["uri"]]})
    for who in (reader["number"], child, ada):
        enrolled(club, mine, who, role="coach")

    for who in (reader["number"], child):
        assert status(club, who, role="member")[mine["id"]]["periods"]
        assert club.got(f"{place(mine)}/users/{who}/timeline", role="member")["data"]
    for path in (f"/users/{ada}/targetGroups", f"{place(mine)}/users/{ada}/timeline"):
        theirs, nobodys = (
            club.ask("GET", path, role="member"),
            club.ask("GET", path.replace(str(ada), "1"), role="member"),
        )
        assert faults(theirs, 404) == faults(nobodys, 404) == [310011]
        assert theirs.body == nobodys.body
    assert faults(enroll(club, mine, child, role="member"), 403) == [900005]


def test_who_is_enrolled_nowhere_has_an_empty_status_and_time_line(club: Club, mine: Any, ada: int) -> None:
    assert club.got(f"/users/{ada}/targetGroups") == {
        "data": {"userId": ada, "targetGroups": []},
        "errors": None,
        "warnings": None,
    }
    assert club.got(f"{place(mine)}/users/{ada}/timeline")["data"] == []


def test_the_status_is_as_the_contract_has_it(club: Club, mine: Any, run: Any, ada: int) -> None:
    enrolled(club, mine, ada)
    enrolled(club, run, ada)
    told(club, ada, NOW, action="visit")

    groups = club.got(f"/users/{ada}/targetGroups")["data"]["targetGroups"]

    found = {one["id"]: one for one in groups}
    milestone, running = found[mine["targetGroupId"]], found[run["targetGroupId"]]
    assert list(milestone) == ["id", "name", "trackingType", "targets"]
    assert (milestone["trackingType"], running["trackingType"]) == ("DEFAULT", "STREAKS")
    ((of_mine,), (of_run,)) = milestone["targets"], running["targets"]
    assert list(of_mine) == ["id", "name", "periods", "streak"] and of_mine["streak"] is None
    assert [one["enrolled"] for one in of_mine["periods"]] == [False, True, True, True, True]
    assert of_mine["periods"][1] | {"id": 0} == {
        "id": 0,
        "refCode": "c2",
        "startDate": "2026-11-01",
        "endDate": "2026-12-01",
        "periodStatus": "CURRENT",
        "targetValue": 1000,
        "achievedValue": 0,
        "achieved": False,
        "achievedOn": None,
        "enrolled": True,
    }
    assert of_run["streak"] == {
        "currentValue": 1,
        "bestValue": 1,
        "freezes": 0,
        "levels": [
            {"name": "l1", "cycles": 1, "achieved": True, "achievedOn": "2026-11-21T12:00:00.000+0000"},
            {"name": "l2", "cycles": 2, "achieved": False, "achievedOn": None},
        ],
    }


def test_a_target_that_was_removed_is_shown_no_more_and_counts_no_more(
    club: Club, mine: Any, ada: int
) -> None:
    enrolled(club, mine, ada)
    assert club.ask("DELETE", place(mine)).status == 200

    told(club, ada, NOW, 5)

    assert status(club, ada) == {}
    assert faults(enroll(club, mine, ada), 404) == [900004]


def test_a_repeated_enrolment_with_its_idempotency_key_succeeds_again(
    club: Club, mine: Any, ada: int
) -> None:
    said = {"Idempotency-Key": f"till-{ada}"}

    first, again = enroll_with(club, mine, ada, said), enroll_with(club, mine, ada, said)

    assert first.status == again.status == 200 and first.json == again.json
    assert faults(enroll_with(club, mine, ada, {})) == [310119]


def enroll_with(club: Club, one: Any, who: int, headers: dict[str, str]) -> Any:
    return club.ask("POST", f"{place(one)}/enroll", [{"customerId": who}], headers=headers)


def test_both_prefixes_serve_one_enrolment(club: Club, mine: Any, ada: int) -> None:
    enroll(club, mine, ada, prefix="/v3")

    assert faults(enroll(club, mine, ada)) == [310119]
    assert club.got(f"/v3/users/{ada}/targetGroups") == club.got(f"/users/{ada}/targetGroups")
