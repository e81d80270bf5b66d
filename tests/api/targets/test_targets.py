"""Targets are set up, shown, changed as far as they may be, and removed."""

from typing import Any

import pytest

from tests.api.aiming import GROSS, GROUPS, faults, group, place, posted, target
from tests.asking import Club


def test_a_target_is_answered_as_it_was_understood(club: Club, ours: Any) -> None:
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

    made = target(club, ours, **said)

    assert list(made) == [
        *("id", "targetGroupId", "name", "targetType", "eventName", "eventAttribute", "filters"),
        *("defaultValue", "defaultValues", "excludeEventsBeforeEnrolment", "continuous", "levels", "rewards"),
        *("createdOn", "lastUpdatedOn"),
    ]
    period = {"periodId": ours["periods"][2]["id"], "refCode": "c3", "defaultValue": 20}
    assert {name: made[name] for name in said} == {**said, "defaultValues": [period]}
    assert club.got(place(made))["data"] == made
    assert club.got(f"{GROUPS}/{ours['id']}/targets")["data"] == [made]


def test_what_a_target_leaves_out_is_settled(club: Club, ours: Any) -> None:
    made = target(club, ours)

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


def test_targets_are_set_up_all_or_none(club: Club, ours: Any) -> None:
    path = f"{GROUPS}/{ours['id']}/targets"

    twice = club.ask("POST", path, [GROSS, GROSS])
    wrong = club.ask("POST", path, [GROSS, {**GROSS, "name": "b", "defaultValue": -1}])
    many = club.ask("POST", path, [{**GROSS, "name": f"t{turn}"} for turn in range(10)])

    assert faults(twice, 409) == [900012] and faults(wrong) == [900001]
    assert [one["name"] for one in many.json["data"]] == [f"t{turn}" for turn in range(10)]
    assert club.got(path)["pagination"]["total"] == 10


def test_a_group_has_at_most_twenty_targets(club: Club, ours: Any) -> None:
    path = f"{GROUPS}/{ours['id']}/targets"
    for turn in range(2):
        posted(
            club, path, [{**GROSS, "name": f"t{turn}{each}", "eventName": f"e{turn}"} for each in range(10)]
        )

    assert faults(club.ask("POST", path, [{**GROSS, "name": "one more"}])) == [900011]


def test_a_target_is_renamed_and_wants_more_of_periods_to_come(club: Club, ours: Any) -> None:
    made = target(club, ours, defaultValues=[{"refCode": "c3", "defaultValue": 5}])

    renamed = club.ask("PUT", place(made), {**made, "name": "Renamed"}).json["data"]
    more = club.ask("PUT", place(made), {"defaultValues": [{"refCode": "c3", "defaultValue": 7}]})
    begun = club.ask("PUT", place(made), {"defaultValues": [{"refCode": "c2", "defaultValue": 7}]})
    all_of_them = club.ask("PUT", place(made), {"defaultValue": 7})
    kind = club.ask("PUT", place(made), {"targetType": "COUNT"})

    assert renamed["name"] == "Renamed"
    assert more.json["data"]["defaultValues"][0]["defaultValue"] == 7
    assert faults(begun, 409) == faults(all_of_them, 409) == [900008]
    assert faults(kind) == [900001]


def test_several_targets_are_changed_at_once(club: Club, ours: Any) -> None:
    path = f"{GROUPS}/{ours['id']}/targets"
    one, other = target(club, ours), target(club, ours, name="Other")

    changed = club.ask("PUT", path, [{"id": one["id"], "name": "A"}, {**other, "name": "B"}])
    swapped = club.ask("PUT", path, [{"id": one["id"], "name": "B"}, {"id": other["id"], "name": "A"}])
    unknown = club.ask("PUT", path, [{"id": one["id"], "name": "C"}, {"id": 7, "name": "D"}])
    twice = club.ask("PUT", path, [{"id": one["id"], "name": "C"}, {"id": one["id"], "name": "D"}])

    assert [each["name"] for each in changed.json["data"]] == ["A", "B"]
    assert [each["name"] for each in swapped.json["data"]] == ["B", "A"]
    assert faults(unknown, 404) == [900004] and faults(twice) == [900001]
    assert {each["id"]: each["name"] for each in club.got(path)["data"]} == {one["id"]: "B", other["id"]: "A"}


def test_a_group_goes_when_its_targets_are_gone(club: Club, ours: Any) -> None:
    made = target(club, ours)
    path = f"{GROUPS}/{ours['id']}"

    assert faults(club.ask("DELETE", path), 409) == [900006]
    gone = club.ask("DELETE", place(made))
    assert gone.json == {"data": made["id"], "errors": None, "warnings": None}
    assert faults(club.ask("DELETE", place(made)), 404) == faults(club.ask("GET", place(made)), 404)
    assert club.ask("DELETE", path).status == 200
    for method, body in (("GET", None), ("PUT", {"name": "x"}), ("DELETE", None)):
        assert faults(club.ask(method, path, body), 404) == [900004]
