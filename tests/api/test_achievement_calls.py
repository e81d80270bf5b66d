"""Achievements over HTTP (seed 000, promises A): start, the step calls, finish, reopen."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.refusing import refused
from tests.api.steps import call, told
from tests.asking import STEPS, Club

STEP_CALLS = ("complete_step", "uncomplete_step", "reset_steps", "complete_all_steps")


def test_the_seed_s_own_payloads_work_unchanged(club: Club) -> None:
    """Over moto: only the refs and the key are ours."""
    kind, person = club.type(), club.person()
    refs = {"achievement_type_ref": kind["uri"], "contact_ref": person["uri"]}

    record = club.made("achievement/", refs, role="coach")
    uid = record["uid"]
    squat = {"step": "Squat on stretch jump off cross box or horse."}
    third = call(club, uid, "complete_step", {"number": 3})
    third_back = call(club, uid, "uncomplete_step", {"number": 3})
    by_name = call(club, uid, "complete_step", squat)
    by_name_back = call(club, uid, "uncomplete_step", squat)
    everything = call(club, uid, "complete_all_steps")
    nothing = call(club, uid, "reset_steps")
    call(club, uid, "complete_all_steps")
    finished = call(club, uid, "finish")

    completed = [
        one["steps_completed"]
        for one in (record, third, third_back, by_name, by_name_back, everything, nothing)
    ]
    assert completed == [0, 1, 0, 1, 0, 3, 0]
    assert third["steps"][2]["completed"] and by_name["steps"][2]["completed"]
    assert finished["finished"] is True
    assert told(club, uid) == [("achievement_completed", record["uri"])]


def test_a_started_achievement_shows_its_type_s_steps_all_open(swift: Club) -> None:
    kind, person = swift.type(), swift.person()

    record = swift.start(kind, person, role="coach")

    assert record["uri"] == f"/example/achievement/{record['uid']}/"
    assert record["achievement_type"] == kind["uri"] and record["contact"] == person["uri"]
    assert [(step["number"], step["name"]) for step in record["steps"]] == list(enumerate(STEPS, start=1))
    assert all(
        (step["completed"], step["completed_date"], step["completed_by"], step["evidence"])
        == (False, None, None, [])
        for step in record["steps"]
    )
    counts = ("steps_completed", "steps_total", "percentage", "finished", "finished_date")
    assert [record[name] for name in counts] == [0, 3, 0, False, None]
    assert swift.got(f"achievement/{record['uid']}/") == record


@pytest.mark.parametrize("slash", ["", "/"])
def test_every_call_works_with_and_without_its_last_slash(swift: Club, slash: str) -> None:
    uid = swift.start()["uid"]

    for verb, body in (
        ("complete_step", {"number": 1}),
        ("uncomplete_step", {"number": 1}),
        ("complete_all_steps", None),
        ("reset_steps", None),
        ("complete_all_steps", None),
        ("finish", None),
        ("reopen", None),
    ):
        assert swift.ask("PUT", f"achievement/{uid}/{verb}{slash}", body).status == 200
    assert swift.ask("GET", f"achievement/{uid}{slash}").status == 200
    assert swift.ask("DELETE", f"achievement/{uid}{slash}").status == 204


@pytest.mark.parametrize("body", [None, {}])
def test_a_call_without_words_takes_no_body_and_an_empty_one(swift: Club, body: Any) -> None:
    uid = swift.start()["uid"]

    assert call(swift, uid, "complete_all_steps", body)["percentage"] == 100


def test_a_contact_may_take_the_same_course_twice(swift: Club) -> None:
    kind, person = swift.type(), swift.person()

    first, second = swift.start(kind, person), swift.start(kind, person)

    assert first["uid"] != second["uid"]
    assert swift.got(f"achievement/?contact={person['uri']}")["total"] == 2


def test_an_organisation_may_take_a_course(swift: Club) -> None:
    firm = swift.made("organisation/", {"name": "North East Accountants"})

    assert swift.start(contact=firm)["contact"] == firm["uri"]


@pytest.mark.parametrize("number", range(1, 4))
def test_the_percentage_is_whole_and_rounded_down(swift: Club, number: int) -> None:
    uid = swift.start()["uid"]
    shown = [call(swift, uid, "complete_step", {"number": one})["percentage"] for one in range(1, number + 1)]

    assert shown == [33, 66, 100][:number]


def test_number_and_name_may_both_be_given_where_they_agree(swift: Club) -> None:
    uid = swift.start()["uid"]

    done = call(swift, uid, "complete_step", {"number": 2, "step": STEPS[1]})

    assert [step["completed"] for step in done["steps"]] == [False, True, False]


NO_STEP: list[tuple[Any, int]] = [
    ({"number": 1, "step": STEPS[1]}, 400),
    ({"number": 3, "step": STEPS[0]}, 400),
    ({}, 422),
    ({"number": None}, 422),
    ({"number": None, "step": None}, 422),
    ({"number": 0}, 404),
    ({"number": -1}, 404),
    ({"number": 4}, 404),
    ({"number": 2**53}, 404),
    ({"step": ""}, 404),
    ({"step": "forward roll"}, 404),
    ({"step": "Forward roll "}, 404),
    ({"step": "Squat on stretch jump off cross box or horse"}, 404),
    ({"step": ".*"}, 404),
    ({"step": "1"}, 404),
    ({"number": "3"}, 422),
    ({"number": 3.0}, 422),
    ({"number": 2.5}, 422),
    ({"number": True}, 422),
    ({"number": [1]}, 422),
    ({"step": 3}, 422),
    ({"step": [STEPS[0]]}, 422),
    ({"step": "x" * 501}, 422),
    ({"number": 9, "step": STEPS[0]}, 404),
    ({"number": 1, "step": "no such"}, 404),
    ({"Number": 1}, 422),
    ({"steps": [1]}, 422),
]


@pytest.mark.parametrize(("body", "status"), NO_STEP, ids=str)
@pytest.mark.parametrize("verb", ["complete_step", "uncomplete_step"])
def test_what_names_no_step_changes_nothing(swift: Club, verb: str, body: Any, status: int) -> None:
    uid = swift.start()["uid"]

    refused(
        swift, lambda: swift.ask("PUT", f"achievement/{uid}/{verb}/", body, role="coach"), status, calls=2
    )


def test_a_step_s_name_is_taken_literally(swift: Club) -> None:
    odd = [
        "Squat (.*)+ on box.",
        "Squat on box.",
        "%",
        "Zo\u00eb's roll",
        "  two  blanks ",
        "../..",
        "{{7*7}}",
        "#n0",
    ]
    uid = swift.start(swift.type(steps=odd))["uid"]

    for name in [*odd[:3], "Zoe\u0308's roll", *odd[4:]]:
        call(swift, uid, "complete_step", {"step": name})

    assert swift.got(f"achievement/{uid}/")["percentage"] == 100


def test_a_hundred_steps_are_taken_one_by_one(swift: Club) -> None:
    uid = swift.start(swift.type(steps=[f"Step {number}" for number in range(1, 101)]))["uid"]

    for number in (1, 9, 10, 11, 99, 100):
        done = call(swift, uid, "complete_step", {"number": number})

    assert [step["number"] for step in done["steps"] if step["completed"]] == [1, 9, 10, 11, 99, 100]


def test_completing_a_completed_step_keeps_its_first_date_and_witness(swift: Club) -> None:
    uid = swift.start()["uid"]
    first = call(swift, uid, "complete_step", {"number": 1, "completed_date": "2026-11-01T09:00:00"})
    swift.house.clock.turn_to(swift.house.clock.now() + timedelta(hours=1))

    again = swift.done(
        f"achievement/{uid}/complete_step/", {"number": 1, "completed_date": "2025-01-01T00:00:00"}
    )

    assert again["steps"][0]["completed_date"] == "2026-11-01T09:00:00"
    assert again["steps"] == first["steps"]


def test_nothing_changed_means_nothing_written(swift: Club) -> None:
    uid = swift.start()["uid"]
    call(swift, uid, "complete_step", {"number": 1})
    before = swift.items()
    swift.house.clock.turn_to(swift.house.clock.now() + timedelta(hours=1))

    shown = [
        call(swift, uid, "complete_step", {"number": 1}),
        call(swift, uid, "uncomplete_step", {"number": 2}),
    ]

    assert swift.items() == before
    assert shown == [swift.got(f"achievement/{uid}/")] * 2


def test_a_type_edited_after_the_start_does_not_change_the_achievement(swift: Club) -> None:
    kind = swift.type()
    record = swift.start(kind)

    swift.done(f"achievement_type/{kind['uid']}/", {"name": "Badge 4", "steps": [STEPS[2], STEPS[2] + "!"]})

    assert swift.got(f"achievement/{record['uid']}/") == record
    assert call(swift, record["uid"], "complete_step", {"step": STEPS[0]})["steps"][0]["completed"]


def test_a_type_removed_after_the_start_does_not_change_the_achievement(swift: Club) -> None:
    kind = swift.type()
    uid = swift.start(kind)["uid"]
    assert swift.ask("DELETE", f"achievement_type/{kind['uid']}/").status == 204

    call(swift, uid, "complete_all_steps")

    assert call(swift, uid, "finish")["finished"]


def test_a_removed_achievement_answers_to_nothing(swift: Club) -> None:
    uid = swift.start()["uid"]
    assert swift.ask("DELETE", f"achievement/{uid}/").status == 204

    for verb in (*STEP_CALLS, "finish", "reopen"):
        body = {"number": 1} if verb.endswith("_step") else None
        refused(swift, lambda v=verb, b=body: swift.ask("PUT", f"achievement/{uid}/{v}/", b), 404)  # type: ignore[misc]
    refused(swift, lambda: swift.ask("GET", f"achievement/{uid}/"), 404)
    refused(swift, lambda: swift.ask("DELETE", f"achievement/{uid}/"), 404)
