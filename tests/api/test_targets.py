"""Groups, periods and targets are set up, shown, changed as far as they may be, and removed."""

import base64
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.blueprint import ENDPOINTS
from tests.api.aiming import GROSS, GROUPS, MONTHS, faults, group, place, posted, target
from tests.asking import Club


@pytest.fixture
def club(swift: Club) -> Club:
    return swift


@pytest.fixture
def mine(club: Club, request: pytest.FixtureRequest) -> Any:
    """A group of its own, for names are taken once."""
    return group(club, name=request.node.name[:200])


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


def test_a_name_is_given_once(club: Club, mine: Any) -> None:
    again = club.ask("POST", GROUPS, {**MONTHS, "name": mine["name"]})
    other = group(club, name="a free name")
    renamed = club.ask("PUT", f"{GROUPS}/{other['id']}", {"name": mine["name"]})

    assert faults(again, 409) == faults(renamed, 409) == [900012]
    assert club.ask("PUT", f"{GROUPS}/{mine['id']}", {"name": "its second name"}).status == 200
    assert club.ask("POST", GROUPS, {**MONTHS, "name": mine["name"]}).status == 200, "freed again"


def test_a_group_is_sent_back_as_it_was_got_with_another_name_and_nothing_else(club: Club, mine: Any) -> None:
    path = f"{GROUPS}/{mine['id']}"

    whole = club.ask("PUT", path, {**mine, "name": "sent back whole"})
    zone = club.ask("PUT", path, {**mine, "timeZoneName": "Asia/Kolkata"})

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


def test_periods_are_appended_moved_and_taken_away_until_they_begin(club: Club, mine: Any) -> None:
    path = f"{GROUPS}/{mine['id']}/targetPeriods"

    (sixth,) = posted(club, path, [{"refCode": "c6", "startDate": "2027-03-01", "endDate": "2027-04-01"}])
    moved = club.ask("PUT", path, [{**sixth, "endDate": "2027-05-01"}])
    gone = club.ask("DELETE", f"{path}/{sixth['id']}")
    (seventh,) = posted(club, path, [{"refCode": "c6", "startDate": "2027-03-01", "endDate": "2027-04-01"}])

    assert sixth["id"] == mine["periods"][-1]["id"] + 1
    assert moved.json["data"] == [{**sixth, "endDate": "2027-05-01"}]
    assert gone.json == {"data": sixth["id"], "errors": None, "warnings": None}
    assert seventh["id"] == sixth["id"] + 1, "no number is given twice"
    listed = club.got(f"{path}?limit=3&offset=3")
    assert [one["refCode"] for one in listed["data"]] == ["c4", "c5", "c6"]
    assert listed["pagination"] == {"limit": 3, "offset": 3, "total": 6}


def test_two_periods_make_room_for_each_other(club: Club, mine: Any) -> None:
    path, (*_, c4, c5) = f"{GROUPS}/{mine['id']}/targetPeriods", mine["periods"]

    moved = club.ask(
        "PUT",
        path,
        [{**c4, "endDate": "2027-02-10"}, {**c5, "startDate": "2027-02-10"}],
    )

    assert moved.status == 200, moved.body


def test_a_period_that_has_begun_is_changed_no_more(club: Club, mine: Any) -> None:
    path, (c1, c2, c3, *_) = f"{GROUPS}/{mine['id']}/targetPeriods", mine["periods"]

    for one in (c1, c2):
        assert faults(club.ask("PUT", path, [{**one, "endDate": "2026-12-01"}]), 409) == [900008]
        assert faults(club.ask("DELETE", f"{path}/{one['id']}"), 409) == [900008]
    assert faults(club.ask("PUT", path, [{**c3, "endDate": "2027-01-15"}])) == [900007]
    assert faults(club.ask("PUT", path, [{**c3, "refCode": "x"}]), 409) == [900008]
    assert faults(club.ask("PUT", path, [{**c3, "id": 7}])) == [310019]
    assert faults(club.ask("DELETE", f"{path}/7"), 404) == [900004]
    early = [{"refCode": "c0", "startDate": "2026-09-01", "endDate": "2026-10-01"}]
    assert faults(club.ask("POST", path, early)) == [900007]


def test_a_target_is_answered_as_it_was_understood(club: Club, mine: Any) -> None:
    said = {
        "name": "Shoes",
        "targetType": "EVENT_ATTRIBUTE",
        "eventName": "walk",
        "eventAttribute": "steps",
        "filters": [{"fact": "event.metadata.shop", "operator": "==", "constant": "12"}],
        "defaultValue": 10.5,
        "defaultValues": [{"refCode": "c3", "defaultValue": 20}],
        "excludeEventsBeforeEnrolment": False,
    }

    made = target(club, mine, **said)

    assert list(made) == [
        *("id", "targetGroupId", "name", "targetType", "eventName", "eventAttribute", "filters"),
        *("defaultValue", "defaultValues", "excludeEventsBeforeEnrolment", "continuous", "levels", "rewards"),
        *("createdOn", "lastUpdatedOn"),
    ]
    period = {"periodId": mine["periods"][2]["id"], "refCode": "c3", "defaultValue": 20}
    assert {name: made[name] for name in said} == {**said, "defaultValues": [period]}
    assert club.got(place(made))["data"] == made
    assert club.got(f"{GROUPS}/{mine['id']}/targets")["data"] == [made]


def test_what_a_target_leaves_out_is_settled(club: Club, mine: Any) -> None:
    made = target(club, mine)

    assert (made["eventName"], made["eventAttribute"], made["filters"]) == ("sale", None, [])
    assert made["excludeEventsBeforeEnrolment"] is True and made["continuous"] is True
    assert made["defaultValue"] == 1000 and made["defaultValues"] == []


REWARD = {"rewardName": "Badge of gold", "rewardType": "1cn4DmUBkPH_lz9GixDL", "value": 250}


def test_rewards_are_made_with_the_target_and_shown_by_their_ids(club: Club) -> None:
    streak = group(club, name="With rewards", trackingType="STREAKS")

    made = target(
        club,
        streak,
        rewards=[REWARD],
        levels=[{"name": "l1", "cycles": 1, "rewards": [REWARD]}, {"name": "l2", "cycles": 3}],
    )
    reused = target(club, streak, name="Another", rewards=made["rewards"])

    (own,), (of_level,) = made["rewards"], made["levels"][0]["rewards"]
    assert own != of_level and reused["rewards"] == [own]
    shown = club.got(f"/api/{club.tenant}/reward/{own}", headers={"X-API-KEY": club.keys["admin"]}, role=None)
    assert (shown["data"]["rewardName"], shown["data"]["value"]) == ("Badge of gold", 250)


WRONG_TARGETS: dict[str, tuple[Any, int]] = {
    "an unknown type": ({"targetType": "gross_sales"}, 900001),
    "no event for a count": ({"targetType": "COUNT"}, 900001),
    "no attribute": ({"targetType": "EVENT_ATTRIBUTE", "eventName": "walk"}, 900001),
    "an attribute for sales": ({"eventAttribute": "steps"}, 900001),
    "nothing wanted": ({"defaultValue": None}, 900001),
    "nothing for one period": (
        {"defaultValue": None, "defaultValues": [{"refCode": "c1", "defaultValue": 1}]},
        900001,
    ),
    "zero wanted": ({"defaultValue": 0}, 900001),
    "too much wanted": ({"defaultValue": 10**16}, 900001),
    "39 digits": ({"defaultValue": 10**38}, 900001),
    "too fine": ({"defaultValue": 0.00000000001}, 900001),
    "a text": ({"defaultValue": "1000"}, 900001),
    "an unknown period": ({"defaultValues": [{"refCode": "c9", "defaultValue": 1}]}, 310019),
    "a period of nobody": ({"defaultValues": [{"periodId": 7, "defaultValue": 1}]}, 310019),
    "a value for nothing": ({"defaultValues": [{"defaultValue": 1}]}, 310019),
    "a period twice": (
        {"defaultValues": [{"refCode": "c1", "defaultValue": 1}, {"refCode": "c1", "defaultValue": 2}]},
        900001,
    ),
    "levels of a milestone": ({"levels": [{"name": "l1", "cycles": 1}]}, 900009),
    "an unknown fact": ({"filters": [{"fact": "__class__", "operator": "==", "constant": 1}]}, 900001),
    "an unknown operator": (
        {"filters": [{"fact": "event.source.value", "operator": "__import__('os')", "constant": 1}]},
        900001,
    ),
    "an unknown reward": ({"rewards": ["x" * 20]}, 900001),
    "a reward of an unknown type": ({"rewards": [{**REWARD, "rewardType": "x" * 20}]}, 900004),
    "a reward with period and pointInTime": (
        {"rewards": [{**REWARD, "period": 5, "pointInTime": "2027-01-01T00:00:00.000+0000"}]},
        900001,
    ),
    "51 rewards": ({"rewards": ["x"] * 51}, 900001),
}


@pytest.mark.parametrize("case", WRONG_TARGETS)
def test_a_target_that_makes_no_sense_is_refused(club: Club, case: str) -> None:
    changes, code = WRONG_TARGETS[case]
    of = group(club, name=f"For {case}")

    reply = club.ask("POST", f"{GROUPS}/{of['id']}/targets", [{**GROSS, **changes}])

    assert set(faults(reply, 404 if code == 900004 else 400)) == {code}
    assert club.got(f"{GROUPS}/{of['id']}/targets")["data"] == []


def test_targets_are_set_up_all_or_none(club: Club, mine: Any) -> None:
    path = f"{GROUPS}/{mine['id']}/targets"

    twice = club.ask("POST", path, [GROSS, GROSS])
    wrong = club.ask("POST", path, [GROSS, {**GROSS, "name": "b", "defaultValue": -1}])
    many = club.ask("POST", path, [{**GROSS, "name": f"t{turn}"} for turn in range(10)])

    assert faults(twice, 409) == [900012] and faults(wrong) == [900001]
    assert [one["name"] for one in many.json["data"]] == [f"t{turn}" for turn in range(10)]
    assert club.got(path)["pagination"]["total"] == 10


def test_a_group_has_at_most_twenty_targets(club: Club, mine: Any) -> None:
    path = f"{GROUPS}/{mine['id']}/targets"
    for turn in range(2):
        posted(
            club, path, [{**GROSS, "name": f"t{turn}{each}", "eventName": f"e{turn}"} for each in range(10)]
        )

    assert faults(club.ask("POST", path, [{**GROSS, "name": "one more"}])) == [900011]


def test_a_target_is_renamed_and_wants_more_of_periods_to_come(club: Club, mine: Any) -> None:
    made = target(club, mine, defaultValues=[{"refCode": "c3", "defaultValue": 5}])

    renamed = club.ask("PUT", place(made), {**made, "name": "Renamed"}).json["data"]
    more = club.ask("PUT", place(made), {"defaultValues": [{"refCode": "c3", "defaultValue": 7}]})
    begun = club.ask("PUT", place(made), {"defaultValues": [{"refCode": "c2", "defaultValue": 7}]})
    all_of_them = club.ask("PUT", place(made), {"defaultValue": 7})
    kind = club.ask("PUT", place(made), {"targetType": "COUNT"})

    assert renamed["name"] == "Renamed"
    assert more.json["data"]["defaultValues"][0]["defaultValue"] == 7
    assert faults(begun, 409) == faults(all_of_them, 409) == [900008]
    assert faults(kind) == [900001]


def test_several_targets_are_changed_at_once(club: Club, mine: Any) -> None:
    path = f"{GROUPS}/{mine['id']}/targets"
    one, other = target(club, mine), target(club, mine, name="Other")

    changed = club.ask("PUT", path, [{"id": one["id"], "name": "A"}, {**other, "name": "B"}])
    swapped = club.ask("PUT", path, [{"id": one["id"], "name": "B"}, {"id": other["id"], "name": "A"}])
    unknown = club.ask("PUT", path, [{"id": one["id"], "name": "C"}, {"id": 7, "name": "D"}])
    twice = club.ask("PUT", path, [{"id": one["id"], "name": "C"}, {"id": one["id"], "name": "D"}])

    assert [each["name"] for each in changed.json["data"]] == ["A", "B"]
    assert [each["name"] for each in swapped.json["data"]] == ["B", "A"]
    assert faults(unknown, 404) == [900004] and faults(twice) == [900001]
    assert {each["id"]: each["name"] for each in club.got(path)["data"]} == {one["id"]: "B", other["id"]: "A"}


def test_a_group_goes_when_its_targets_are_gone(club: Club, mine: Any) -> None:
    made = target(club, mine)
    path = f"{GROUPS}/{mine['id']}"

    assert faults(club.ask("DELETE", path), 409) == [900006]
    gone = club.ask("DELETE", place(made))
    assert gone.json == {"data": made["id"], "errors": None, "warnings": None}
    assert faults(club.ask("DELETE", place(made)), 404) == faults(club.ask("GET", place(made)), 404)
    assert club.ask("DELETE", path).status == 200
    for method, body in (("GET", None), ("PUT", {"name": "x"}), ("DELETE", None)):
        assert faults(club.ask(method, path, body), 404) == [900004]


def test_e16_a_target_of_another_group_and_a_group_of_another_tenant_are_not_found(
    club: Club, mine: Any
) -> None:
    made, other = target(club, mine), group(club, name="elsewhere")
    replies = [
        club.ask("GET", f"{GROUPS}/{other['id']}/targets/{made['id']}"),
        club.ask("GET", f"{GROUPS}/1/targets/999"),
        club.ask("GET", place(made), role="other"),
        club.ask("GET", f"{GROUPS}/{mine['id']}", role="other"),
    ]

    assert [faults(one, 404) for one in replies] == [[900004]] * 4
    assert club.got(GROUPS, role="other")["data"] == []


ODD_IDS = ["01", "%2B1", "-1", "0", "1.0", str(10**30), "%D9%A1", "1%20", "null", "1e3", "0x1"]


@pytest.mark.parametrize("odd", ODD_IDS)
def test_e17_what_is_no_id_is_not_found(club: Club, mine: Any, odd: str) -> None:
    for path in (odd, f"{mine['id']}/targets/{odd}"):
        assert faults(club.ask("GET", f"{GROUPS}/{path}"), 404) == [900004]


def test_everything_stands_under_v3_too_and_is_the_same(club: Club, mine: Any) -> None:
    made = posted(club, f"/v3{GROUPS}", {**MONTHS, "name": "made under v3"})
    of_v3 = posted(club, f"/v3{GROUPS}/{mine['id']}/targets", [GROSS])

    assert club.got(f"{GROUPS}/{made['id']}") == club.got(f"/v3{GROUPS}/{made['id']}")
    assert club.got(f"{GROUPS}/{mine['id']}/targets")["data"] == of_v3


def test_basic_and_oauth_open_it_as_the_seed_has_it(club: Club, mine: Any) -> None:
    key = club.keys["admin"]
    basic = "Basic " + base64.b64encode(f"till 7:{key}".encode()).decode()
    token = club.ask(
        "POST",
        "/oauth/token",
        raw=b"grant_type=client_credentials",
        role=None,
        headers={"Authorization": basic, "Content-Type": "application/x-www-form-urlencoded"},
    ).json["access_token"]

    for header in (basic, f"Bearer {token}", f"Bearer {key}"):
        for prefix in ("", "/v3"):
            reply = club.ask(
                "GET", f"{prefix}{GROUPS}/{mine['id']}", role=None, headers={"Authorization": header}
            )
            assert reply.status == 200

    nobody = club.ask("GET", GROUPS, role=None)
    assert faults(nobody, 401) == [900401] and "WWW-Authenticate" in nobody.headers


def test_coaches_look_and_only_admins_set_up(club: Club, mine: Any) -> None:
    made = target(club, mine)

    assert club.ask("GET", place(made), role="coach").status == 200
    assert faults(club.ask("POST", GROUPS, MONTHS, role="coach"), 403) == [900005]
    assert faults(club.ask("DELETE", place(made), role="coach"), 403) == [900005]
    for path in (GROUPS, place(made)):
        assert faults(club.ask("GET", path, role="member"), 403) == [900005]


def test_a_repeated_request_makes_one_group_and_one_target(club: Club) -> None:
    said = {"Idempotency-Key": "till-7"}

    first = club.ask("POST", GROUPS, {**MONTHS, "name": "once"}, headers=said)
    again = club.ask("POST", GROUPS, {**MONTHS, "name": "once"}, headers=said)
    other = club.ask("POST", GROUPS, {**MONTHS, "name": "twice"}, headers=said)

    assert first.json == again.json and faults(other, 409) == [900006]


def test_what_cannot_be_read_is_said_in_the_faces_words(club: Club) -> None:
    broken = club.ask("POST", GROUPS, raw=b"{")
    large = club.ask("POST", GROUPS, raw=b'{"name":"' + b"x" * 300_000 + b'"}')
    plain = club.ask("POST", GROUPS, raw=b"{}", headers={"Content-Type": "text/plain"})

    assert (faults(broken), faults(large, 413), faults(plain, 415)) == ([900400], [900413], [900415])


def test_every_route_of_the_face_has_its_twin_and_no_other_face_has_any() -> None:
    ours = [one for one in ENDPOINTS if one.face == "targets"]
    plain = {(one.method, f"/v3{one.path}"): one for one in ours if not one.twin}

    twins = {(one.method, one.path): one for one in ENDPOINTS if one.twin}

    assert plain.keys() == twins.keys() and plain
    for place_, one in plain.items():
        assert replace(twins[place_], path=one.path, twin=False) == one
