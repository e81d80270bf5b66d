"""Groups and their periods are set up, shown, changed as far as they may be."""

from typing import Any

import pytest

from tests.api.aiming import GROUPS, MONTHS, faults, group, posted
from tests.asking import Club


def test_a_group_is_answered_with_its_periods(club: Club) -> None:
    made = group(club)

    assert list(made) == [
        *("id", "name", "trackingType", "timeZoneName", "periods", "createdOn", "lastUpdatedOn"),
    ]
    assert isinstance(made["id"], int) and 0 < made["id"] < 2**31
    assert (made["name"], made["trackingType"], made["timeZoneName"]) == ("ABC", "DEFAULT", "Europe/London")
    assert [one["periodStatus"] for one in made["periods"]] == ["PAST", "CURRENT", *["FUTURE"] * 3]
    assert made["periods"][1] == {
        "id": made["periods"][0]["id"] + 1,
        "refCode": "c2",
        "startDate": "2026-11-01",
        "endDate": "2026-12-01",
        "periodStatus": "CURRENT",
    }
    assert made["createdOn"] == "2026-11-21T12:00:00.000+0000"
    assert club.got(f"{GROUPS}/{made['id']}") == {"data": made, "errors": None, "warnings": None}


@pytest.mark.parametrize(
    ("frequency", "ends"),
    [
        ({"frequencyType": "DAILY"}, "2026-12-03"),
        ({"frequencyType": "WEEKLY"}, "2026-12-21"),
        ({"frequencyType": "MONTHLY"}, "2027-02-28"),
        ({"frequencyType": "QUARTERLY"}, "2027-08-30"),
        ({"frequencyType": "YEARLY"}, "2029-11-30"),
        ({"frequencyType": "CUSTOM", "customDays": 10}, "2026-12-30"),
    ],
    ids=lambda one: str(one),
)
def test_cycles_are_generated_and_month_ends_do_not_drift(club: Club, frequency: Any, ends: str) -> None:
    wanted = {"name": f"Often {frequency}", "recurringCycles": 3, "startDate": "2026-11-30", **frequency}

    made = posted(club, GROUPS, wanted)

    codes = [one["refCode"] for one in made["periods"]]
    assert codes == [f"PERIOD_G_{made['id']}_{turn}" for turn in (1, 2, 3)]
    assert made["periods"][0]["startDate"] == "2026-11-30" and made["periods"][-1]["endDate"] == ends
    assert all(
        one["endDate"] == after["startDate"]
        for one, after in zip(made["periods"], made["periods"][1:], strict=False)
    )


def test_cycles_begin_today_where_no_day_is_given_as_the_groups_zone_shows_it(club: Club) -> None:
    wanted = {"name": "Kiritimati", "frequencyType": "DAILY", "recurringCycles": 1}

    made = posted(club, GROUPS, {**wanted, "timeZoneName": "Pacific/Kiritimati"})

    assert made["periods"][0]["startDate"] == "2026-11-22", "14 hours ahead of UTC it is tomorrow already"


WRONG_GROUPS: dict[str, Any] = {
    "neither periods nor frequency": {"periods": None},
    "both": {"frequencyType": "DAILY", "recurringCycles": 3},
    "a frequency without a number": {"periods": None, "frequencyType": "DAILY"},
    "101 cycles": {"periods": None, "frequencyType": "DAILY", "recurringCycles": 101},
    "CUSTOM without days": {"periods": None, "frequencyType": "CUSTOM", "recurringCycles": 2},
    "days without CUSTOM": {
        "periods": None,
        "frequencyType": "DAILY",
        "recurringCycles": 2,
        "customDays": 2,
    },
    "a start beside periods": {"startDate": "2026-11-01"},
    "an unknown zone": {"timeZoneName": "Mars/Olympus"},
    "a zone that is a path": {"timeZoneName": "../../etc/passwd"},
    "an unknown tracking": {"trackingType": "default"},
    "a name too long": {"name": "x" * 201},
    "no name": {"name": " "},
    "a day that is none": {"periods": [{"refCode": "c", "startDate": "2026-02-29", "endDate": "2026-03-01"}]},
    "a time for a day": {
        "periods": [{"refCode": "c", "startDate": "2026-02-01T00:00:00", "endDate": "2026-03-01"}]
    },
    "an end before its start": {
        "periods": [{"refCode": "c", "startDate": "2026-03-01", "endDate": "2026-03-01"}]
    },
    "overlapping": {
        "periods": [
            {"refCode": "a", "startDate": "2026-03-01", "endDate": "2026-03-03"},
            {"refCode": "b", "startDate": "2026-03-02", "endDate": "2026-03-04"},
        ]
    },
    "one refCode twice": {
        "periods": [
            {"refCode": "a", "startDate": "2026-03-01", "endDate": "2026-03-03"},
            {"refCode": "a", "startDate": "2026-03-03", "endDate": "2026-03-04"},
        ]
    },
}


@pytest.mark.parametrize("case", WRONG_GROUPS)
def test_a_group_that_makes_no_sense_is_refused(club: Club, case: str) -> None:
    reply = club.ask("POST", GROUPS, {**MONTHS, "name": case, **WRONG_GROUPS[case]})

    expected = 900007 if case == "overlapping" else 900001
    assert set(faults(reply)) == {expected}


def test_a_name_is_given_once(club: Club, ours: Any) -> None:
    again = club.ask("POST", GROUPS, {**MONTHS, "name": ours["name"]})
    other = group(club, name="a free name")
    renamed = club.ask("PUT", f"{GROUPS}/{other['id']}", {"name": ours["name"]})

    assert faults(again, 409) == faults(renamed, 409) == [900012]
    assert club.ask("PUT", f"{GROUPS}/{ours['id']}", {"name": "its second name"}).status == 200
    assert club.ask("POST", GROUPS, {**MONTHS, "name": ours["name"]}).status == 200, "freed again"


def test_a_group_is_sent_back_as_it_was_got_with_another_name_and_nothing_else(club: Club, ours: Any) -> None:
    path = f"{GROUPS}/{ours['id']}"

    whole = club.ask("PUT", path, {**ours, "name": "sent back whole"})
    zone = club.ask("PUT", path, {**ours, "timeZoneName": "Asia/Kolkata"})

    assert whole.status == 200 and whole.json["data"]["name"] == "sent back whole"
    assert faults(zone) == [900001] and "timeZoneName" in zone.json["errors"][0]["message"]


def test_groups_are_listed_by_limit_and_offset(club: Club) -> None:
    made = [group(club, name=f"Listed {turn}")["id"] for turn in range(3)]
    total = club.got(GROUPS)["pagination"]["total"]

    pages = [club.got(f"{GROUPS}?limit=2&offset={offset}") for offset in range(0, total, 2)]

    assert pages[0]["pagination"] == {"limit": 2, "offset": 0, "total": total}
    walked = [one["id"] for page in pages for one in page["data"]]
    assert len(walked) == len(set(walked)) == total and set(made) <= set(walked)
    (named,) = club.got(f"{GROUPS}?name=Listed%201")["data"]
    assert named["id"] == made[1]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "offset=-1", "limit=x", "page=1", "limit=1&limit=2"]
)
def test_a_stretch_that_is_none_is_refused(club: Club, query: str) -> None:
    assert faults(club.ask("GET", f"{GROUPS}?{query}")) == [900001]


def test_periods_are_appended_moved_and_taken_away_until_they_begin(club: Club, ours: Any) -> None:
    path = f"{GROUPS}/{ours['id']}/targetPeriods"

    (sixth,) = posted(club, path, [{"refCode": "c6", "startDate": "2027-03-01", "endDate": "2027-04-01"}])
    moved = club.ask("PUT", path, [{**sixth, "endDate": "2027-05-01"}])
    gone = club.ask("DELETE", f"{path}/{sixth['id']}")
    (seventh,) = posted(club, path, [{"refCode": "c6", "startDate": "2027-03-01", "endDate": "2027-04-01"}])

    assert sixth["id"] == ours["periods"][-1]["id"] + 1
    assert moved.json["data"] == [{**sixth, "endDate": "2027-05-01"}]
    assert gone.json == {"data": sixth["id"], "errors": None, "warnings": None}
    assert seventh["id"] == sixth["id"] + 1, "no number is given twice"
    listed = club.got(f"{path}?limit=3&offset=3")
    assert [one["refCode"] for one in listed["data"]] == ["c4", "c5", "c6"]
    assert listed["pagination"] == {"limit": 3, "offset": 3, "total": 6}


def test_two_periods_make_room_for_each_other(club: Club, ours: Any) -> None:
    path, (*_, c4, c5) = f"{GROUPS}/{ours['id']}/targetPeriods", ours["periods"]

    moved = club.ask(
        "PUT",
        path,
        [{**c4, "endDate": "2027-02-10"}, {**c5, "startDate": "2027-02-10"}],
    )

    assert moved.status == 200, moved.body


def test_a_period_that_has_begun_is_changed_no_more(club: Club, ours: Any) -> None:
    path, (c1, c2, c3, *_) = f"{GROUPS}/{ours['id']}/targetPeriods", ours["periods"]

    for one in (c1, c2):
        assert faults(club.ask("PUT", path, [{**one, "endDate": "2026-12-01"}]), 409) == [900008]
        assert faults(club.ask("DELETE", f"{path}/{one['id']}"), 409) == [900008]
    assert faults(club.ask("PUT", path, [{**c3, "endDate": "2027-01-15"}])) == [900007]
    assert faults(club.ask("PUT", path, [{**c3, "refCode": "x"}]), 409) == [900008]
    assert faults(club.ask("PUT", path, [{**c3, "id": 7}])) == [310019]
    assert faults(club.ask("DELETE", f"{path}/7"), 404) == [900004]
    early = [{"refCode": "c0", "startDate": "2026-09-01", "endDate": "2026-10-01"}]
    assert faults(club.ask("POST", path, early)) == [900007]
