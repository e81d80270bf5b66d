"""What a step may carry: its date, a note, and proof from outside the course."""

from typing import Any

import pytest

from tests.api.refusing import refused
from tests.api.steps import call
from tests.asking import Club


def test_a_step_carries_its_proof(swift: Club) -> None:
    uid = swift.start()["uid"]
    proof = {
        "number": 2,
        "note": "Signed by the river leader",
        "evidence": ["https://example.org/logbook/17", "seen"],
    }

    step = call(swift, uid, "complete_step", proof)["steps"][1]
    more = call(swift, uid, "complete_step", {"number": 2, "evidence": ["seen", "a photo"]})["steps"][1]

    assert (step["note"], step["evidence"]) == (proof["note"], proof["evidence"])
    assert step["completed_by"].startswith("/example/api_key/")
    assert more["evidence"] == [*proof["evidence"], "a photo"] and more["note"] == proof["note"]  # type: ignore[misc]
    assert swift.got(f"achievement/{uid}/")["steps"][1] == more


def test_a_coach_s_own_contact_is_the_witness_where_the_key_has_one(swift: Club) -> None:
    mike = swift.person(first_name="Mike")
    key = swift.made("api_key/", {"role": "coach", "contact": mike["uri"]})["key"]
    uid = swift.start()["uid"]

    done = swift.done(
        f"achievement/{uid}/complete_step/", {"number": 1}, role=None, headers={"X-API-KEY": key}
    )

    assert done["steps"][0]["completed_by"] == mike["uri"]


def test_a_date_with_an_offset_is_shown_in_utc(swift: Club) -> None:
    uid = swift.start()["uid"]

    done = call(swift, uid, "complete_step", {"number": 1, "completed_date": "2026-11-01T09:00:00+02:00"})

    assert done["steps"][0]["completed_date"] == "2026-11-01T07:00:00"


@pytest.mark.parametrize(
    "more",
    [
        {"completed_date": "2126-01-01T00:00:00"},
        {"evidence": ["x"] * 21},
        {"evidence": ["x" * 2001]},
        {"evidence": [""]},
        {"evidence": "https://example.org"},
        {"note": ""},
        {"note": "x" * 2001},
    ],
    ids=lambda more: str(more)[:40],
)
def test_a_proof_that_cannot_be_kept_is_refused_by_its_field(swift: Club, more: Any) -> None:
    uid = swift.start()["uid"]
    body = {"number": 1, **more}

    said = refused(swift, lambda: swift.ask("PUT", f"achievement/{uid}/complete_step/", body), 422)

    assert [field.split(".")[0] for field in said["fields"]] == list(more)


def test_more_proof_than_a_record_can_hold_is_refused_as_too_much(club: Club) -> None:
    """DynamoDB keeps 400 KB an item: 20 proofs of 2,000 characters are allowed to each of 100 steps."""
    uid = club.start(club.type(steps=[f"Step {number}" for number in range(1, 31)]))["uid"]
    proof = ["é" * 1_990 + str(number) for number in range(20)]
    replies = [
        club.ask("PUT", f"achievement/{uid}/complete_step/", {"number": number, "evidence": proof})
        for number in range(1, 7)
    ]

    assert {reply.status for reply in replies} == {200, 422}
    assert replies[-1].json["error_detail"] == "The record would become too large."
