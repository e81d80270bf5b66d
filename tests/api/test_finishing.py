"""Finishing and reopening over HTTP (seed 000, promises A18 to A20): once, locked, told."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.refusing import refused
from tests.api.steps import call, told
from tests.asking import STEPS, Club


def test_finishing_with_open_steps_is_refused_and_names_them(swift: Club) -> None:
    uid = swift.start()["uid"]
    call(swift, uid, "complete_step", {"number": 2})

    said = refused(swift, lambda: swift.ask("PUT", f"achievement/{uid}/finish/", role="coach"), 409, calls=2)

    assert STEPS[0] in said["error_detail"] and STEPS[2] in said["error_detail"]
    assert STEPS[1] not in said["error_detail"]
    assert told(swift, uid) == []


AFTER: list[tuple[str, Any]] = [
    ("complete_step", {"number": 1}),
    ("complete_step", {"step": STEPS[0]}),
    ("complete_step", {"number": 1, "note": "later"}),
    ("complete_step", {"number": 9}),
    ("complete_step", {"number": 1, "step": STEPS[1]}),
    ("uncomplete_step", {"number": 1}),
    ("uncomplete_step", {"step": "no such step"}),
    ("reset_steps", None),
    ("complete_all_steps", None),
    ("finish", None),
]


@pytest.mark.parametrize(("verb", "body"), AFTER, ids=str)
def test_a_finished_achievement_refuses_every_call(swift: Club, verb: str, body: Any) -> None:
    finished = swift.finished()

    refused(swift, lambda: swift.ask("PUT", f"achievement/{finished['uid']}/{verb}/", body), 409, calls=2)

    assert swift.got(f"achievement/{finished['uid']}/") == finished
    assert len(told(swift, finished["uid"])) == 1


def test_reopening_is_recorded_and_finishing_again_tells_and_sends_again(club: Club) -> None:
    """Over moto: the whole road, twice."""
    uid = club.finished()["uid"]
    club.house.settle()
    club.house.clock.turn_to(club.house.clock.now() + timedelta(days=1))

    reopened = club.done(f"achievement/{uid}/reopen/")
    club.done(f"achievement/{uid}/uncomplete_step/", {"number": 1}, role="coach")
    club.done(f"achievement/{uid}/complete_step/", {"number": 1}, role="coach")
    club.house.clock.turn_to(club.house.clock.now() + timedelta(minutes=1))
    again = club.done(f"achievement/{uid}/finish/", role="coach")
    club.house.settle()

    assert (reopened["finished"], reopened["finished_date"], reopened["percentage"]) == (False, None, 100)
    assert again["finished_date"] == "2026-11-22T12:01:00"
    kinds = [kind for kind, _ in told(club, uid)]
    assert kinds == ["achievement_completed", "achievement_reopened", "achievement_completed"]
    assert len(club.mails()) == 2


def test_only_an_admin_reopens_and_only_what_is_finished(swift: Club) -> None:
    finished, started = swift.finished()["uid"], swift.start()["uid"]

    refused(swift, lambda: swift.ask("PUT", f"achievement/{finished}/reopen/", role="coach"), 403)
    refused(swift, lambda: swift.ask("PUT", f"achievement/{finished}/reopen/", role="member"), 403)
    refused(swift, lambda: swift.ask("PUT", f"achievement/{started}/reopen/"), 409)


def test_a_record_sent_back_as_it_was_got_changes_nothing_and_a_note_is_kept(swift: Club) -> None:
    record = swift.finished()
    target = f"achievement/{record['uid']}/"

    assert swift.done(target, record, role="coach") == record
    assert swift.done(target, {}, role="coach") == record
    assert swift.done(target, {"finished": False, "steps": []}) == record
    assert swift.done(target, {"note": "At the summer camp"})["note"] == "At the summer camp"
    assert swift.done(target, {"note": None})["note"] is None
    refused(swift, lambda: swift.ask("PUT", target, {"shoe_size": 43}), 422)
